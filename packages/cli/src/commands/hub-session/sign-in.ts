import { hostname } from 'node:os'
import { createHubFetch } from '@coupa-connector/container'
import { type BodyInputOf, createClient, type Routes, type SessionView } from '@coupa-connector/protocol'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { namingHub } from './open-hub.ts'

/** How a person proves who they are: with their password, or with the one-time link of a new installation. */
export type SignIn =
  | { readonly kind: 'password'; readonly email: string; readonly password: string }
  | { readonly kind: 'set-up'; readonly body: BodyInputOf<Routes['installation.setUp']> }

/** An API key that was made for this command line. */
export interface MadeKey {
  readonly key: string
  readonly expiresAt: string
  readonly accountName: string
  readonly role: string
}

/** Lifetime of the key of a command line. It is long because people return to a machine after months. */
const keyLifetimeDays = 180

/**
 * Signs a person in, creates an API key for this machine with their role (at most administrator), and signs out again.
 * `account` selects one of several accounts.
 */
export async function makeKey(
  url: string,
  signIn: SignIn,
  { environment, signal }: Pick<Context, 'environment' | 'signal'>,
  { account: wanted }: { readonly account?: string | undefined } = {},
): Promise<MadeKey> {
  await using connections = createHubFetch({ environment })
  const cookies = new Map<string, string>()
  const send = namingHub(url, withCookies(connections.fetch, url, cookies))
  const client = createClient({ hubUrl: url, fetch: send })
  const { body: session } =
    signIn.kind === 'password'
      ? await client.call('session.create', { body: { email: signIn.email, password: signIn.password }, signal })
      : await client.call('installation.setUp', { body: signIn.body, signal })
  const { account, role } = chooseMembership(session, wanted)
  const { body } = await client.call('keys.create', {
    params: { account: account.id },
    body: {
      name: `Command line on ${hostname()}`.slice(0, 255),
      role: role === 'owner' ? 'administrator' : role,
      lifetimeDays: keyLifetimeDays,
    },
    signal,
  })
  await client.call('session.delete', { signal })
  return { key: body.key, expiresAt: body.expiresAt, accountName: account.name, role: body.role }
}

/** Does what a browser does: sends cookies back and names the origin of the request. */
function withCookies(send: typeof fetch, url: string, cookies: Map<string, string>): typeof fetch {
  return async (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('origin', new URL(url).origin)
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await send(input, { ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=;\s]+)=([^;]*)/.exec(line) ?? []
      if (name !== undefined && value !== undefined) cookies.set(name, value)
    }
    return response
  }
}

function chooseMembership(
  { memberships }: SessionView,
  wanted: string | undefined,
): SessionView['memberships'][number] {
  const isWanted = ({ account: { id, slug, name } }: SessionView['memberships'][number]): boolean =>
    wanted === undefined || [id, slug, name].includes(wanted)
  const found = memberships.filter(isWanted)
  const [membership] = found
  if (membership && found.length === 1) return membership
  const names = memberships.map(({ account }) => `"${account.slug}"`).join(', ')
  throw new UsageError(
    wanted === undefined && membership
      ? 'You belong to several accounts, and a key belongs to one.'
      : `You do not belong to ${wanted === undefined ? 'any account' : `an account "${wanted}"`}.`,
    { suggestion: names === '' ? 'Have somebody invite you.' : `Name one with --account: ${names}.` },
  )
}
