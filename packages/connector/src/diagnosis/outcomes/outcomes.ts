import { wordsForDoubts } from '../../settings/words-for-doubts.ts'
import {
  because,
  carried,
  container,
  either,
  from,
  inBetween,
  lastSeen,
  list,
  resource,
  seconds,
  service,
  signedIn,
  subject,
  tokenServer,
  withPage,
} from './fact-words.ts'
import type { OutcomeDefinition } from './outcome-definition.ts'
import { type PartyOutcomeCode, partyOutcomes } from './party-outcomes.ts'

/**
 * Every way a connection test can end. Five codes need a word: `ADDRESS_NOT_ALLOWED` (the guard against private
 * addresses), `TOKEN_REQUEST_REFUSED` (an OAuth refusal that none of the named ones describes), `PROBE_FORBIDDEN` and
 * `PROBE_UNAVAILABLE` (deeper probes), and `QUARANTINED` (settings whose jobs cost nodes). `INTERNAL_ERROR` is a fault of
 * this program, so that a test never ends without an outcome.
 */
export type TestOutcomeCode =
  | 'OK'
  | 'OK_DEPRECATED_AUTH'
  | 'SETTINGS_INVALID'
  | 'NO_CONTAINER'
  | 'CONTAINER_NOT_ASSOCIATED'
  | 'CONTAINER_OFFLINE'
  | 'CONTAINER_NO_RESPONSE'
  | 'CONTAINER_LOST'
  | 'BROWSING_DISABLED'
  | 'CONNECTOR_UNAVAILABLE'
  | 'CONTAINER_BUSY'
  | 'QUARANTINED'
  | 'SECRET_UNREADABLE'
  | PartyOutcomeCode
  | 'ADDRESS_NOT_ALLOWED'
  | 'PROXY_ERROR'
  | 'TOKEN_URL_WRONG'
  | 'INVALID_CLIENT'
  | 'GRANT_NOT_ALLOWED'
  | 'INVALID_SCOPE'
  | 'TOKEN_REQUEST_REFUSED'
  | 'SCOPE_NOT_GRANTED'
  | 'TOKEN_SERVER_ERROR'
  | 'RATE_LIMITED'
  | 'TOKEN_REJECTED'
  | 'API_KEY_REJECTED'
  | 'TAX_CODE_FORBIDDEN'
  | 'PROBE_FORBIDDEN'
  | 'PROBE_UNAVAILABLE'
  | 'URL_MISSING_API'
  | 'URL_WRONG_PATH'
  | 'NOT_COUPA'
  | 'URL_REDIRECTS'
  | 'SERVICE_ERROR'
  | 'SERVICE_BAD_RESPONSE'
  | 'TOKEN_TOO_LARGE'
  | 'CANCELLED'
  | 'INTERNAL_ERROR'

/** The outcomes of a test that did not pass. */
export type TestFailureCode = Exclude<TestOutcomeCode, 'OK' | 'OK_DEPRECATED_AUTH'>

/** The one table of outcomes. Form, command line, hub and history take their words from it. */
export const testOutcomes: Readonly<Record<TestOutcomeCode, OutcomeDefinition>> = {
  OK: {
    title: 'Connected',
    producedBy: 'connector',
    retry: null,
    message: (facts) => `Connected to ${service(facts)}${from(facts)}: ${signedIn(facts)}, and Tax Codes can be read.`,
    remedy: () => 'Nothing to do: the connection can be saved and used.',
  },
  OK_DEPRECATED_AUTH: {
    title: 'Connected with a deprecated API key',
    producedBy: 'connector',
    retry: null,
    message: (facts) =>
      `Connected to ${service(facts)}${from(facts)}, and Tax Codes can be read. API keys are deprecated by Coupa and may stop working.`,
    remedy: () =>
      'The connection works. Plan the move to OAuth 2.0: create an OAuth2/OpenID Connect client in Coupa and enter its Client ID, Client Secret, Scope and Access Token URL.',
  },
  SETTINGS_INVALID: {
    title: 'Settings incomplete or wrong',
    producedBy: 'connector',
    retry: 'change-settings',
    message: ({ problems = [] }) => `${problems.map(({ message }) => `${message} `).join('')}Nothing was sent.`,
    remedy: ({ problems = [] }) =>
      problems.map(({ field, suggestion }) => suggestion ?? `Correct ${field}.`).join(' ') ||
      'Correct the settings, then test again.',
  },
  NO_CONTAINER: {
    title: 'No container',
    producedBy: 'hub',
    retry: 'change-settings',
    message: () => 'This account has no container that could run the test.',
    remedy: () => 'Set up an Atom or a Molecule, or attach the account to a Cloud, then test again.',
  },
  CONTAINER_NOT_ASSOCIATED: {
    title: 'Container not found',
    producedBy: 'hub',
    retry: 'change-settings',
    message: () => 'The chosen container does not exist or does not belong to this account.',
    remedy: () => 'Choose one of the containers in the list, then test again.',
  },
  CONTAINER_OFFLINE: {
    title: 'Container offline',
    producedBy: 'hub',
    retry: 'same-settings',
    message: (facts) => `${container(facts)} is offline${lastSeen(facts)}, so the test was not started.`,
    remedy: () => 'Start the container or choose another one, then test again.',
  },
  CONTAINER_NO_RESPONSE: {
    title: 'Container did not answer',
    producedBy: 'hub',
    retry: 'same-settings',
    message: (facts) =>
      `${container(facts)} seems to be online${lastSeen(facts)} but did not pick up the test within ${seconds(facts.waitedMs ?? 30_000)}.`,
    remedy: () => "Check that the container's machine is awake and can reach this server, then test again.",
  },
  CONTAINER_LOST: {
    title: 'Container lost during the test',
    producedBy: 'hub',
    retry: 'same-settings',
    message: (facts) => `${container(facts)} stopped or restarted while the test was running.`,
    remedy: () => 'This says nothing about the settings: run the test again.',
  },
  BROWSING_DISABLED: {
    title: 'Tests switched off',
    producedBy: 'hub',
    retry: 'change-settings',
    message: (facts) => `${container(facts)} does not allow tests of connections.`,
    remedy: () => 'Ask the owner of the cloud to allow browsing, or choose another container.',
  },
  CONNECTOR_UNAVAILABLE: {
    title: 'Connector missing or too old',
    producedBy: 'hub',
    retry: 'same-settings',
    message: (facts) =>
      `${container(facts)} has no Coupa connector that can run this test${facts.requiredVersion ? `; version ${facts.requiredVersion} or later is needed` : ''}.`,
    remedy: () => 'Update the container, then test again.',
  },
  CONTAINER_BUSY: {
    title: 'Container busy',
    producedBy: 'hub',
    retry: 'same-settings',
    message: (facts) => `${container(facts)} is already running as many tests as it may.`,
    remedy: () => 'Wait until the others are finished, then test again.',
  },
  QUARANTINED: {
    title: 'Quarantined',
    producedBy: 'hub',
    retry: 'same-settings',
    message: (facts) =>
      `Nodes of the ${facts.container ? `container ${facts.container}` : 'container'} were lost while they ran tests or operations with these settings, so no further node is given one for now.`,
    remedy: () =>
      'Look in the logs of the nodes why they ended. Tests are started again with other settings, or with the same ones an hour after the losses.',
  },
  SECRET_UNREADABLE: {
    title: 'Secret cannot be read',
    producedBy: 'connector',
    retry: 'change-settings',
    message: ({ usesApiKey }) =>
      `The stored ${usesApiKey === undefined ? 'secret' : usesApiKey ? 'Token' : 'Client Secret'} could not be opened here, so nothing was sent. It may have been sealed with another key or copied without its value.`,
    remedy: ({ usesApiKey }) =>
      `Set the ${usesApiKey === undefined ? 'secret' : usesApiKey ? 'Token' : 'Client Secret'} again, then test again.`,
  },
  ...partyOutcomes,
  ADDRESS_NOT_ALLOWED: {
    title: 'Address not allowed',
    producedBy: 'connector',
    retry: 'change-settings',
    message: (facts) =>
      `${facts.host ?? 'The host'} leads to ${facts.address ? `the address ${facts.address}` : 'a private or local address'}, which connections made from here may not reach. Nothing was sent to it.`,
    remedy: () =>
      'Enter the public host name of your Coupa organization. If you mean this address, run the test in a container inside your own network.',
  },
  PROXY_ERROR: {
    title: 'Proxy refused',
    producedBy: 'connector',
    retry: 'change-settings',
    message: (facts) =>
      `The proxy${facts.proxy ? ` ${facts.proxy}` : ''} did not let the request to ${facts.host ?? 'the host'} through${because(facts)}.`,
    remedy: () =>
      'Check the proxy settings of the machine that runs the test: the address of the proxy, its user name and password, and that it allows this host.',
  },
  TOKEN_URL_WRONG: {
    title: 'Wrong Access Token URL',
    producedBy: 'connector',
    retry: 'change-settings',
    message: (facts) =>
      `${facts.accessTokenUrl ?? 'The Access Token URL'} does not issue tokens${
        facts.redirectTarget
          ? `: it redirects to ${facts.redirectTarget}`
          : facts.contentSeen
            ? `: it answered with ${facts.contentSeen}`
            : ''
      }. The client id and secret have not been judged.`,
    remedy: ({ suggestedUrl }) =>
      `Correct the Access Token URL. In Coupa it is usually ${suggestedUrl ?? 'https://{your organization}/oauth2/token'}.`,
  },
  INVALID_CLIENT: {
    title: 'Client ID or Client Secret not accepted',
    producedBy: 'connector',
    retry: 'change-settings',
    message: (facts) =>
      `${tokenServer(facts)} does not accept the Client ID${facts.clientId ? ` ${facts.clientId}` : ''} with the Client Secret that is set. Coupa does not say which of the two is wrong.`,
    remedy: () =>
      'Compare the Client ID with the one in Coupa (Setup > Integrations > OAuth2/OpenID Connect Clients), check that the client is active there, and set the Client Secret again.',
  },
  GRANT_NOT_ALLOWED: {
    title: 'Client may not sign in this way',
    producedBy: 'connector',
    retry: 'change-settings',
    message: (facts) =>
      `${tokenServer(facts)} knows the client${facts.clientId ? ` ${facts.clientId}` : ''} but does not let it sign in with Client Credentials.`,
    remedy: () =>
      'In Coupa, use a client whose grant type is Client Credentials (Setup > Integrations > OAuth2/OpenID Connect Clients). If it is of another type, create a new one and enter its Client ID and Client Secret.',
  },
  INVALID_SCOPE: {
    title: 'Scope not accepted',
    producedBy: 'connector',
    retry: 'change-settings',
    message: (facts) =>
      `${tokenServer(facts)} does not accept the scopes that were asked for${facts.requestedScopes?.length ? `: ${facts.requestedScopes.join(' ')}` : ''}.${facts.scopeDoubts === undefined ? '' : wordsForDoubts(facts.scopeDoubts)}`,
    remedy: ({ scopeDoubts }) =>
      `${scopeDoubts?.suggestedScope === undefined ? 'Compare' : `Change Scope to "${scopeDoubts.suggestedScope}", then test again. If it is still refused, compare`} each scope with those assigned to the client in Coupa, letter by letter: they are case-sensitive and separated by one space. Assign what is missing to the client, or remove it from Scope.`,
  },
  TOKEN_REQUEST_REFUSED: {
    title: 'Token refused',
    producedBy: 'connector',
    retry: 'change-settings',
    message: (facts) => `${tokenServer(facts)} refused to issue a token${because(facts)}.`,
    remedy: ({ suggestedUrl, contentSeen }) =>
      `${contentSeen ? inBetween : ''}Check that the Access Token URL is that of your organization${suggestedUrl ? ` (usually ${suggestedUrl})` : ''}, that the client is active in Coupa, and that no firewall or list of allowed addresses keeps this machine out.`,
  },
  SCOPE_NOT_GRANTED: {
    title: 'Scope not granted',
    producedBy: 'connector',
    retry: 'change-settings',
    message: (facts) =>
      `${tokenServer(facts)} granted a token, but without ${facts.missingScopes?.length ? list(facts.missingScopes) : 'all of the scopes that were asked for'}.`,
    remedy: ({ missingScopes }) =>
      `In Coupa, assign ${missingScopes?.length ? list(missingScopes) : 'the missing scopes'} to the client (Setup > Integrations > OAuth2/OpenID Connect Clients), or remove ${(missingScopes?.length ?? 2) > 1 ? 'them' : 'it'} from Scope; then test again.`,
  },
  TOKEN_SERVER_ERROR: {
    title: 'Token server has a fault',
    producedBy: 'connector',
    retry: 'same-settings',
    message: (facts) => `${tokenServer(facts)} has a fault of its own and issued no token${because(facts)}.`,
    remedy: () => 'Test again in a few minutes. If it happens again, ask the administrator of your Coupa organization.',
  },
  RATE_LIMITED: {
    title: 'Too many requests',
    producedBy: 'connector',
    retry: 'same-settings',
    message: (facts) =>
      `${facts.host ?? 'Coupa'} is receiving too many requests at the moment and turned the test away. Coupa allows 25 requests a second for the whole organization.`,
    remedy: ({ retryAfterMs }) =>
      `Test again in ${retryAfterMs === undefined ? 'a minute' : seconds(retryAfterMs)}. If it happens often, find out which other integrations call this organization.`,
  },
  TOKEN_REJECTED: {
    title: 'Token refused by the service',
    producedBy: 'connector',
    retry: 'change-settings',
    message: (facts) =>
      `${facts.tokenHost ?? 'The token server'} issued a token, but ${service(facts)} does not accept it${withPage(facts)}.`,
    remedy: ({ host, tokenHost, contentSeen }) =>
      contentSeen
        ? `${inBetween}If the page is Coupa's own, check that URL and Access Token URL belong to one organization.`
        : host !== undefined && host === tokenHost
          ? `URL and Access Token URL both lead to ${host}, so check in Coupa that the client and its API user are active. If the host serves several organizations, the two URLs may belong to different ones.`
          : `Most often URL and Access Token URL belong to different organizations${host && tokenHost ? ` (here ${host} and ${tokenHost})` : ''}: enter two URLs of the same one. Otherwise check in Coupa that the client and its API user are active.`,
  },
  API_KEY_REJECTED: {
    title: 'API key not accepted',
    producedBy: 'connector',
    retry: 'change-settings',
    message: (facts) =>
      facts.contentSeen
        ? `${subject(facts)} refused the API key${withPage(facts)}.`
        : `${subject(facts)} does not accept the API key: it is wrong, expired or revoked, or the organization no longer accepts keys at all. Coupa has not supported API keys since its release R35.`,
    remedy: ({ contentSeen }) =>
      (contentSeen ? inBetween : '') +
      'Use OAuth 2.0: create an OAuth2/OpenID Connect client in Coupa (Setup > Integrations) and enter its values. If the organization still accepts keys, set the Token again with a valid one.',
  },
  TAX_CODE_FORBIDDEN: {
    title: 'No permission to read Tax Codes',
    producedBy: 'connector',
    retry: 'same-settings',
    message: (facts) =>
      facts.contentSeen
        ? `${subject(facts)} refused to query the Tax Code resource${withPage(facts)}.`
        : `Signed in at ${service(facts)}, but these credentials may not query the Tax Code resource.`,
    remedy: ({ usesApiKey, contentSeen, ...facts }) => {
      const grantedScopes = carried(facts)
      if (contentSeen) {
        return `${inBetween}If the page is Coupa's own, verify in Coupa that the credentials are set to query the Tax Code resource. Then retry: the settings here need no change.`
      }
      if (usesApiKey) {
        return 'Verify in Coupa that the permissions of the API key are set to query the Tax Code resource. Then retry: the settings here need no change.'
      }
      return grantedScopes.includes('core.common.read')
        ? "Verify in Coupa that the credentials are set to query the Tax Code resource. The token carries core.common.read, which normally allows it, so look at the permissions of the client's API user. Then retry."
        : 'Verify in Coupa that the credentials are set to query the Tax Code resource: the client needs a scope that allows it, usually core.common.read, assigned to it in Coupa and listed in Scope. Then retry.'
    },
  },
  PROBE_FORBIDDEN: {
    title: 'Resource may not be read',
    producedBy: 'connector',
    retry: 'change-settings',
    message: (facts) =>
      facts.contentSeen
        ? `${subject(facts)} refused to read ${resource(facts)}${withPage(facts)}.`
        : `Signed in at ${service(facts)}, but these credentials may not read ${resource(facts)}.`,
    remedy: (facts) => {
      const { requiredScopes = [], usesApiKey, contentSeen } = facts
      const grantedScopes = carried(facts)
      if (contentSeen) {
        return `${inBetween}If the page is Coupa's own, check the scopes of the client and the permissions of its API user.`
      }
      if (usesApiKey) return `In Coupa, give the API key the permission to read ${resource(facts)}; then test again.`
      const held = requiredScopes.find((scope) => grantedScopes.includes(scope))
      if (held)
        return `The token carries the scope ${held}, so check the permissions of the client's API user in Coupa; then test again.`
      return requiredScopes.length > 0
        ? `Assign ${either(requiredScopes)} to the client in Coupa and add it to Scope; then test again.`
        : `In Coupa, give the client a scope that allows reading ${resource(facts)} and add it to Scope; then test again.`
    },
  },
  PROBE_UNAVAILABLE: {
    title: 'Resource not available',
    producedBy: 'connector',
    retry: 'change-settings',
    message: (facts) => `${subject(facts)} does not offer ${resource(facts)}${withPage(facts)}.`,
    remedy: (facts) =>
      `Leave ${resource(facts)} out of the test, or ask the administrator of your Coupa organization whether the module behind it is switched on.`,
  },
  URL_MISSING_API: {
    title: 'URL is missing /api',
    producedBy: 'connector',
    retry: 'change-settings',
    message: (facts) =>
      `${facts.url ?? 'The URL'} leads to web pages for people instead of the service${facts.contentSeen ? ` (it answered with ${facts.contentSeen})` : ''}. The part /api is missing.`,
    remedy: ({ suggestedUrl }) => `Change URL to ${suggestedUrl ?? 'your URL with /api at its end'}, then test again.`,
  },
  URL_WRONG_PATH: {
    title: 'Wrong path in the URL',
    producedBy: 'connector',
    retry: 'change-settings',
    message: (facts) =>
      `${subject(facts)} answers, but there is no service at ${facts.url ?? 'this URL'}${withPage(facts)}.`,
    remedy: ({ suggestedUrl }) =>
      suggestedUrl
        ? `URL must end at /api: change it to ${suggestedUrl}, then test again.`
        : 'Check the host name in URL and that the URL ends at /api, then test again.',
  },
  NOT_COUPA: {
    title: 'Not a Coupa service',
    producedBy: 'connector',
    retry: 'change-settings',
    message: (facts) =>
      `What answers at ${facts.url ?? 'this URL'} is not the Coupa service: it sent ${facts.contentSeen ?? 'something else'} instead of Tax Codes.`,
    remedy: () =>
      'Check the host name in URL, for example https://name.coupahost.com/api. A login page of a proxy or firewall in between can also answer in its place.',
  },
  URL_REDIRECTS: {
    title: 'URL redirects',
    producedBy: 'connector',
    retry: 'change-settings',
    message: (facts) =>
      `${facts.url ?? 'The URL'} redirects to ${facts.redirectTarget ?? 'another address'}. The redirect was not followed, because the credentials are only for the host that was entered.`,
    remedy: ({ suggestedUrl }) =>
      suggestedUrl
        ? `If that address is your organization, change URL to ${suggestedUrl}; otherwise correct the host name.`
        : 'Enter the final address of your organization in URL, ending in /api.',
  },
  SERVICE_ERROR: {
    title: 'Coupa has a fault',
    producedBy: 'connector',
    retry: 'same-settings',
    message: (facts) =>
      `${subject(facts)} has a fault of its own or is being maintained${withPage(facts)}${because(facts)}.`,
    remedy: () => 'Test again in a few minutes. If it happens again, ask the administrator of your Coupa organization.',
  },
  SERVICE_BAD_RESPONSE: {
    title: 'Answer cannot be used',
    producedBy: 'connector',
    retry: 'same-settings',
    message: (facts) => `${subject(facts)} sent an answer that cannot be used${because(facts)}.`,
    remedy: () =>
      'Test again. If it happens again, something between here and Coupa may cut answers off; give the details to the administrator of the network or of your Coupa organization.',
  },
  TOKEN_TOO_LARGE: {
    title: 'Too many scopes',
    producedBy: 'connector',
    retry: 'change-settings',
    message: (facts) =>
      `${facts.host ?? 'The server'} refused the request as too large. A token grows with the number of scopes${facts.requestedScopes?.length ? `, and ${facts.requestedScopes.length} ${facts.requestedScopes.length === 1 ? 'is' : 'are'} listed in Scope` : ''}.`,
    remedy: () => 'Remove the scopes that the connection does not need from Scope, then test again.',
  },
  CANCELLED: {
    title: 'Cancelled',
    producedBy: 'connector',
    retry: null,
    message: () => 'The test was cancelled before it was finished.',
    remedy: () => 'Run the test again when you want a result.',
  },
  INTERNAL_ERROR: {
    title: 'Test broke off',
    producedBy: 'connector',
    retry: 'same-settings',
    message: (facts) =>
      `The test broke off because of a fault in this program${because(facts)}. It says nothing about the settings.`,
    remedy: () => 'Test again. If it happens again, report the fault with the details of this result.',
  },
}
