import type { NetworkDetails, NetworkError } from '../../errors/network-error.ts'
import type { OutcomeFacts } from '../outcomes/outcome-definition.ts'
import type { TestFailureCode } from '../outcomes/outcomes.ts'
import type { Party } from '../outcomes/party-outcomes.ts'
import type { CoreStageName } from '../report/stages.ts'
import type { ClassifiedFailure } from './classified-failure.ts'

/** Where in a test a fault below HTTP came. */
export interface NetworkErrorFacts {
  readonly party: Party
  /** Host of the party. */
  readonly host: string
  /** The stage that was under way. */
  readonly current: CoreStageName
  readonly waitedMs: number
}

/** Translates a fault below HTTP into the outcome of a test and the stage that fails. */
export function classifyNetworkError(
  error: NetworkError,
  { party, host, current, waitedMs }: NetworkErrorFacts,
): ClassifiedFailure {
  const { failure, evidence: details } = error.details
  const stages = partyStages(party)
  const facts: OutcomeFacts = {
    host,
    ...(party === 'token' ? { tokenHost: host } : {}),
    address: text(details?.address) ?? list(details?.addresses)?.join(', '),
    proxy: text(details?.proxy),
    certificate: {
      validFrom: text(details?.validFrom),
      expiresAt: text(details?.validTo),
      issuer: text(details?.issuer),
      names: list(details?.names),
    },
  }
  const result = (code: TestFailureCode, stage: CoreStageName, more: OutcomeFacts = {}): ClassifiedFailure => ({
    code,
    stage,
    facts: { ...facts, ...more },
  })
  const side = party === 'token' ? 'TOKEN' : 'SERVICE'
  const broken = party === 'token' ? 'TOKEN_SERVER_ERROR' : 'SERVICE_BAD_RESPONSE'

  switch (failure) {
    case 'host-unknown':
      return result(`${side}_HOST_UNKNOWN`, stages.connect)
    case 'refused':
      return result(`${side}_UNREACHABLE`, stages.connect, { reason: 'the connection was refused' })
    case 'unreachable':
      return result(`${side}_UNREACHABLE`, stages.connect, { reason: 'no route in the network leads to it' })
    case 'reset':
      return result(`${side}_UNREACHABLE`, current, { reason: 'the connection was closed without an answer' })
    case 'connect-timeout':
      return timedOut(result, party, current === stages.tls ? stages.tls : stages.connect, waitedMs)
    case 'headers-timeout':
    case 'body-timeout':
      return timedOut(result, party, stages.request, waitedMs)
    case 'total-timeout':
      return timedOut(result, party, current, waitedMs)
    case 'address-not-allowed':
      return result('ADDRESS_NOT_ALLOWED', stages.connect)
    case 'proxy':
      return result('PROXY_ERROR', stages.connect, { reason: proxyReason(details) })
    case 'tls-expired':
      return result(`${side}_TLS_EXPIRED`, stages.tls)
    case 'tls-untrusted':
      return result(`${side}_TLS_UNTRUSTED`, stages.tls)
    case 'tls-name':
      return result(`${side}_TLS_NAME`, stages.tls)
    case 'tls-protocol':
      return result(`${side}_TLS_PROTOCOL`, stages.tls)
    case 'truncated':
      return result(broken, stages.request, { reason: 'the answer was cut off before its end' })
    case 'protocol':
      return result(broken, stages.request, { reason: 'the answer is not valid HTTP' })
    case 'too-large':
      return party === 'token'
        ? result('TOKEN_URL_WRONG', stages.request, { contentSeen: 'far more than a token' })
        : result('SERVICE_BAD_RESPONSE', stages.request, { reason: 'the answer is far too long for one record' })
  }
}

/** A stage ran out of time. The message names the party and what it failed to do. */
export function classifyTimeout({ party, host, current, waitedMs }: NetworkErrorFacts): ClassifiedFailure {
  const facts = { host, ...(party === 'token' ? { tokenHost: host } : {}) }
  return timedOut((code, stage, more) => ({ code, stage, facts: { ...facts, ...more } }), party, current, waitedMs)
}

/** The stages of reaching one party and getting its answer. */
export interface PartyStages {
  readonly connect: 'token-connect' | 'service-connect'
  readonly tls: 'token-tls' | 'service-tls'
  readonly request: 'token-request' | 'probe'
}

/** Names of the stages of the token server or of the service. */
export function partyStages(party: Party): PartyStages {
  return party === 'token'
    ? { connect: 'token-connect', tls: 'token-tls', request: 'token-request' }
    : { connect: 'service-connect', tls: 'service-tls', request: 'probe' }
}

function timedOut(
  result: (code: TestFailureCode, stage: CoreStageName, more: OutcomeFacts) => ClassifiedFailure,
  party: Party,
  stage: CoreStageName,
  waitedMs: number,
): ClassifiedFailure {
  const { connect, tls } = partyStages(party)
  const hungWhile = stage === connect ? 'connecting' : stage === tls ? 'encrypting' : 'answering'
  return result(party === 'token' ? 'TOKEN_TIMEOUT' : 'SERVICE_TIMEOUT', stage, { waitedMs, hungWhile })
}

function proxyReason(details: NetworkDetails['evidence']): string | undefined {
  const status = details?.status
  if (status === undefined) return undefined
  return status === 407 ? 'it asks for a valid user name and password' : `it refused with the status ${String(status)}`
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function list(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.length > 0 ? value.map(String) : undefined
}
