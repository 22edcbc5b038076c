import type { OutcomeDefinition, OutcomeFacts } from './outcome-definition.ts'

/** The two that a test talks to: the token server and the service itself. */
export type Party = 'token' | 'service'

/** What can go wrong with either before it gives an answer. */
export type PartyFault =
  | 'HOST_UNKNOWN'
  | 'UNREACHABLE'
  | 'TIMEOUT'
  | 'TLS_EXPIRED'
  | 'TLS_UNTRUSTED'
  | 'TLS_NAME'
  | 'TLS_PROTOCOL'

/** The codes of both, for example `TOKEN_TIMEOUT` and `SERVICE_TIMEOUT`. */
export type PartyOutcomeCode = `${Uppercase<Party>}_${PartyFault}`

interface PartyWords {
  readonly name: string
  readonly field: string
  readonly host: (facts: OutcomeFacts) => string
  /** The same at the beginning of a sentence. */
  readonly subject: (facts: OutcomeFacts) => string
}

const tokenWords: PartyWords = {
  name: 'the token server',
  field: 'Access Token URL',
  host: ({ tokenHost }) => tokenHost ?? 'the token server',
  subject: ({ tokenHost }) => tokenHost ?? 'The token server',
}

const serviceWords: PartyWords = {
  name: 'Coupa',
  field: 'URL',
  host: ({ host }) => host ?? 'the service',
  subject: ({ host }) => host ?? 'The service',
}

const hungWords = {
  connecting: (host: string, time: string) => `No connection to ${host} was made within ${time}.`,
  encrypting: (host: string, time: string) =>
    `${host} accepted the connection but did not set up encryption within ${time}.`,
  answering: (host: string, time: string) =>
    `${host} accepted the connection but did not finish its answer within ${time}.`,
} as const

/** The outcomes that exist once for the token server and once for the service. */
export const partyOutcomes: Readonly<Record<PartyOutcomeCode, OutcomeDefinition>> = {
  TOKEN_HOST_UNKNOWN: hostUnknown(tokenWords),
  SERVICE_HOST_UNKNOWN: hostUnknown(serviceWords),
  TOKEN_UNREACHABLE: unreachable(tokenWords),
  SERVICE_UNREACHABLE: unreachable(serviceWords),
  TOKEN_TIMEOUT: timeout(tokenWords),
  SERVICE_TIMEOUT: timeout(serviceWords),
  TOKEN_TLS_EXPIRED: tlsExpired(tokenWords),
  SERVICE_TLS_EXPIRED: tlsExpired(serviceWords),
  TOKEN_TLS_UNTRUSTED: tlsUntrusted(tokenWords),
  SERVICE_TLS_UNTRUSTED: tlsUntrusted(serviceWords),
  TOKEN_TLS_NAME: tlsName(tokenWords),
  SERVICE_TLS_NAME: tlsName(serviceWords),
  TOKEN_TLS_PROTOCOL: tlsProtocol(tokenWords),
  SERVICE_TLS_PROTOCOL: tlsProtocol(serviceWords),
}

function hostUnknown({ field, host }: PartyWords): OutcomeDefinition {
  return {
    title: 'Host name unknown',
    producedBy: 'connector',
    retry: 'change-settings',
    message: (facts) => `The host name ${host(facts)} is not known: looking it up${place(facts)} found nothing.`,
    remedy: () =>
      `Check the spelling of the host name in ${field}. If it is right, check the name server (DNS) of the machine that runs the test.`,
  }
}

function unreachable({ name, subject }: PartyWords): OutcomeDefinition {
  return {
    title: 'Host not reachable',
    producedBy: 'connector',
    retry: 'same-settings',
    message: (facts) =>
      `${subject(facts)}${facts.address ? ` (${facts.address})` : ''} cannot be reached${place(facts)}${facts.reason ? `: ${facts.reason.replace(/[.\s]+$/, '')}` : ''}.`,
    remedy: () =>
      `Check that the firewall and the proxy of the machine that runs the test allow connections to ${name}, and that host name and port are right; then test again.`,
  }
}

function timeout({ name, host, subject }: PartyWords): OutcomeDefinition {
  return {
    title: 'No answer in time',
    producedBy: 'connector',
    retry: 'same-settings',
    message: (facts) => {
      const waitedMs = facts.waitedMs ?? 0
      const time = waitedMs < 1000 ? 'the time allowed' : `${Math.round(waitedMs / 1000)} s`
      const hungWhile = facts.hungWhile ?? 'answering'
      return hungWords[hungWhile](hungWhile === 'connecting' ? host(facts) : subject(facts), time)
    },
    remedy: ({ hungWhile }) =>
      hungWhile === 'answering'
        ? `Test again in a few minutes: ${name} may be overloaded. If it happens again, check whether a proxy or firewall in between delays the answer.`
        : `Check that the firewall and the proxy of the machine that runs the test allow connections to ${name}; then test again.`,
  }
}

function tlsExpired({ host }: PartyWords): OutcomeDefinition {
  return {
    title: 'Certificate expired or not yet valid',
    producedBy: 'connector',
    retry: 'same-settings',
    message: (facts) => {
      const { validFrom, expiresAt } = facts.certificate ?? {}
      const dates = [validFrom && `from ${validFrom}`, expiresAt && `until ${expiresAt}`].filter(Boolean).join(' ')
      return `The certificate of ${host(facts)} has expired or is not valid yet${dates ? `: it is valid ${dates}` : ''}.`
    },
    remedy: () =>
      'Check the date and time of the machine that runs the test. If they are right, the owner of the host has to renew the certificate.',
  }
}

function tlsUntrusted({ host }: PartyWords): OutcomeDefinition {
  return {
    title: 'Certificate not trusted',
    producedBy: 'connector',
    retry: 'change-settings',
    message: (facts) =>
      `The certificate of ${host(facts)} is not trusted here: ${facts.certificate?.issuer ? `this machine does not know its issuer ${facts.certificate.issuer}` : 'this machine does not know its issuer'}, or the chain of certificates is incomplete.`,
    remedy: () =>
      'If your network inspects encrypted traffic, import its root certificate where the test runs (for example with NODE_EXTRA_CA_CERTS). Otherwise do not trust this host: check the host name.',
  }
}

function tlsName({ field, host }: PartyWords): OutcomeDefinition {
  return {
    title: 'Certificate for another host',
    producedBy: 'connector',
    retry: 'change-settings',
    message: (facts) =>
      `The host that answers for ${host(facts)} shows a certificate for ${facts.certificate?.names?.length ? facts.certificate.names.slice(0, 5).join(', ') : 'another name'}.`,
    remedy: () => `Enter the host name that is on the certificate in ${field}, or check where the name leads.`,
  }
}

function tlsProtocol({ host }: PartyWords): OutcomeDefinition {
  return {
    title: 'No common encryption',
    producedBy: 'connector',
    retry: 'change-settings',
    message: (facts) => `This machine and ${host(facts)} could not agree on a way to encrypt the connection.`,
    remedy: () =>
      'Check that host and port are right and really serve https, and that TLS 1.2 or later is allowed on the machine that runs the test.',
  }
}

function place({ container }: OutcomeFacts): string {
  return container ? ` from ${container}` : ' from this machine'
}
