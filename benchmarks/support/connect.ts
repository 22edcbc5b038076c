import { type Connection, createConnection } from '@coupa-connector/connector'

/** The variables that connect the command line to a benchmark server. */
export function environmentOf({ origin }: { origin: string }): Readonly<Record<string, string>> {
  return {
    COUPA_URL: `${origin}/api`,
    COUPA_AUTHENTICATION_TYPE: 'oauth2',
    COUPA_CLIENT_ID: 'benchmark',
    COUPA_CLIENT_SECRET: 'benchmark-secret',
    COUPA_SCOPE: 'core.invoice.read',
    COUPA_ACCESS_TOKEN_URL: `${origin}/oauth2/token`,
  }
}

/** A connection to a benchmark server with the rate that is asked for. */
export function connectTo(server: { origin: string }, rate?: { perSecond: number; burst?: number }): Connection {
  return createConnection(
    {
      url: `${server.origin}/api`,
      authenticationType: 'oauth2',
      clientId: 'benchmark',
      clientSecret: 'benchmark-secret',
      scope: 'core.invoice.read',
      accessTokenUrl: `${server.origin}/oauth2/token`,
    },
    rate ? { rate } : {},
  )
}
