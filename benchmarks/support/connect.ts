import { type Connection, createConnection } from '@coupa-connector/connector'

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
