import { createHubFetch, HubUrlError, parseHubUrl } from '@coupa-connector/container'
import { type Client, createClient } from '@coupa-connector/protocol'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { type HubLogin, readLogin } from './login-file.ts'

/** A hub that a command talks to, and the account that its API key belongs to. */
export interface OpenHub extends AsyncDisposable {
  readonly url: string
  readonly client: Client
  readonly account: { readonly id: string; readonly name: string; readonly role: string }
  /** Calls an address of the API as it is, with the key. */
  send(path: string, init: RequestInit): Promise<Response>
}

/** Opens the hub named by the environment or by "hub login", and looks up the account of the key. */
export async function openHub(context: Context): Promise<OpenHub> {
  return await connectHub(await givenLogin(context), context)
}

/** Signs in to a hub. Throws what tells a person why that does not work. */
export async function connectHub(
  { url, key }: HubLogin,
  { signal, environment }: Pick<Context, 'signal' | 'environment'>,
): Promise<OpenHub> {
  const connections = createHubFetch({ environment, answerMs: longestAnswerMs })
  const send = namingHub(url, connections.fetch)
  const client = createClient({ hubUrl: url, credential: () => key, fetch: send })
  try {
    const { body } = await client.call('accounts.list', { signal })
    const [membership] = body.items
    if (!membership) throw new UsageError('The API key belongs to no account.')
    const { account, role } = membership
    return {
      url,
      client,
      account: { id: account.id, name: account.name, role },
      send: (path, init) => {
        const headers = new Headers(init.headers)
        headers.set('authorization', `Bearer ${key}`)
        return send(`${url}${path}`, { ...init, headers, signal })
      },
      [Symbol.asyncDispose]: () => connections.close(),
    }
  } catch (error) {
    await connections.close()
    throw error
  }
}

/** A stream is taken whole, and a job may run for ten minutes. */
const longestAnswerMs = 620_000

/** Checks the address of a hub and removes a trailing slash. Throws a `UsageError`. */
export function readHubUrl(text: string): string {
  try {
    return parseHubUrl(text)
  } catch (error) {
    if (!(error instanceof HubUrlError)) throw error
    throw new UsageError(error.message, { suggestion: error.suggestion, cause: error })
  }
}

/** The hub and the key of the environment, or of "hub login". Throws a `UsageError` where there is neither. */
export async function givenLogin(context: Context): Promise<HubLogin> {
  const { COUPA_CONNECTOR_HUB_URL: url, COUPA_CONNECTOR_API_KEY: key } = context.environment
  if (url && key) return { url: readHubUrl(url), key }
  if (url || key) {
    throw new UsageError(`${url ? 'COUPA_CONNECTOR_API_KEY' : 'COUPA_CONNECTOR_HUB_URL'} is missing.`, {
      suggestion: 'Set both variables or none; without them the login of "coupa-connector hub login" is used.',
    })
  }
  const login = await readLogin(context)
  if (login) return login
  throw new UsageError('No hub is configured.', {
    suggestion:
      'Sign in: coupa-connector hub login --url URL --email YOU@EXAMPLE.COM. Programs set COUPA_CONNECTOR_HUB_URL and COUPA_CONNECTOR_API_KEY.',
  })
}

/** A `fetch` whose failures say which hub was not reached. */
export function namingHub(url: string, send: typeof fetch): typeof fetch {
  return async (input, init) => {
    try {
      return await send(input, init)
    } catch (error) {
      if (init?.signal?.aborted) throw error
      throw new HubUnreachableError(url, error instanceof Error ? error.message : String(error), { cause: error })
    }
  }
}

/** No answer came from the hub. */
export class HubUnreachableError extends Error {
  readonly suggestion =
    'Check the address, whether the hub is running, and what is in between: proxy, firewall, certificate.'

  constructor(url: string, reason: string, options?: ErrorOptions) {
    super(`The hub ${url} cannot be reached${reason ? `: ${reason}` : '.'}`, options)
    this.name = 'HubUnreachableError'
  }
}
