import { isLoopbackHost } from '@coupa-connector/protocol'

/** The address given as the hub's cannot be one. */
export class HubUrlError extends TypeError {
  readonly suggestion: string

  constructor(message: string, suggestion: string) {
    super(message)
    this.name = 'HubUrlError'
    this.suggestion = suggestion
  }
}

export interface HubUrlOptions {
  /** The caller knows that the hub listens on this machine, at an address that does not show it. */
  readonly isSameMachine?: boolean | undefined
}

/**
 * The hub's address without a trailing slash. Credentials and opened secrets travel there, so it must be https; http is for a
 * hub on this very machine. Throws a `HubUrlError`.
 */
export function parseHubUrl(given: string, { isSameMachine = false }: HubUrlOptions = {}): string {
  const url = URL.parse(given.trim())
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new HubUrlError(
      `${JSON.stringify(given.slice(0, 200))} is not the address of a hub.`,
      'Give it with its scheme: https://hub.example.com',
    )
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new HubUrlError(
      `The address of the hub at ${url.host} has more than scheme, host, port and path.`,
      'Leave user name, password, query and fragment out: the container signs in with a credential of its own.',
    )
  }
  if (url.protocol === 'http:' && !isSameMachine && !isLoopbackHost(url.hostname)) {
    throw new HubUrlError(
      `${url.origin} is not encrypted, and the hub sends secrets.`,
      `Use https://${url.host}; http is for a hub on this machine.`,
    )
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}
