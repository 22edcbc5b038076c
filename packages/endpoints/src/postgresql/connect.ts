import type { Client } from 'pg'
import type { OpenOptions } from '../contract/destination-type.ts'
import { EndpointError } from '../contract/endpoint-error.ts'
import { checkedAddresses } from '../objects/check-addresses.ts'

const connectTimeoutMs = 15_000
/** A lock that nobody gives up is not waited for for ever. */
const lockTimeoutMs = 60_000

/** Connects to the database. */
export async function connect(
  given: Readonly<Record<string, string>>,
  { checkAddress }: Pick<OpenOptions, 'checkAddress'>,
): Promise<Client> {
  const url = parseUrl(given.url ?? '')
  const { default: pg } = await import('pg')
  const client = new pg.Client({
    connectionString: url.href,
    ...(given.password === undefined ? {} : { password: given.password }),
    connectionTimeoutMillis: connectTimeoutMs,
    lock_timeout: lockTimeoutMs,
    application_name: 'coupa-connector',
    keepAlive: true,
  })
  // What is under way fails by itself when the connection breaks. An event that nobody hears would end the program.
  client.on('error', () => {})
  // The host of the connection: parameters of the URL may name another one than its beginning.
  if (checkAddress !== undefined) await checkHost(client.host, checkAddress)
  await client.connect()
  // Dates and times are texts here, whatever the server's settings are.
  await client.query("set datestyle = 'ISO, YMD'; set standard_conforming_strings = on; set timezone = 'UTC'")
  // A machine that disappears in a transaction must not hold its rows for the two hours that a server waits by default.
  await client.query('set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3')
  return client
}

async function checkHost(host: string, checkAddress: NonNullable<OpenOptions['checkAddress']>): Promise<void> {
  if (!host.startsWith('/')) return void (await checkedAddresses(host, checkAddress))
  throw new EndpointError(
    'ADDRESS_FORBIDDEN',
    `${host} is a socket of this machine, which this container must not use.`,
    {
      field: 'url',
      remedy: 'Name the host of the database in url.',
    },
  )
}

/** Throws `SETTING_INVALID` for what is not the address of a database, and for one with a password, which anybody could read. */
export function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url !== undefined && (url.password !== '' || url.searchParams.has('password'))) {
    throw new EndpointError('SETTING_INVALID', 'url has a password, and it is not a secret.', {
      field: 'url',
      remedy: 'Leave the password out of it, and set the secret password.',
    })
  }
  if (url !== undefined && /^postgres(?:ql)?:$/.test(url.protocol)) return url
  throw new EndpointError('SETTING_INVALID', 'url is not the address of a PostgreSQL database.', {
    field: 'url',
    remedy: 'Write postgresql://user@host:5432/database.',
  })
}
