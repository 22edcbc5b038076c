import { type Sandbox, type SandboxOptions, startSandbox } from '../index.ts'

/** A sandbox with a client that is signed in; for tests. */
export interface TestOrganization extends AsyncDisposable {
  readonly sandbox: Sandbox
  readonly token: string
  /** Sends a request below `/api` as JSON unless headers say otherwise. */
  send(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<TestAnswer>
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<TestAnswer>
  getXml(path: string): Promise<TestAnswer>
}

/** A read answer. */
export interface TestAnswer {
  readonly status: number
  readonly text: string
  readonly headers: Headers
  /** The body as JSON; tests know what they asked for. */
  // biome-ignore lint/suspicious/noExplicitAny: what comes back is the subject of the test
  readonly json: any
}

/** Starts a sandbox without rate limit and signs in with all its scopes. */
export async function startOrganization(options: SandboxOptions = {}): Promise<TestOrganization> {
  const sandbox = await startSandbox({ rateLimit: false, ...options })
  const token = await requestToken(sandbox)

  async function send(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<TestAnswer> {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    const response = await fetch(`${sandbox.url}/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        'content-type': 'application/json',
        ...headers,
      },
      redirect: 'manual',
      ...(text === undefined ? {} : { body: text }),
    })
    return readAnswer(response)
  }

  return {
    sandbox,
    token,
    send,
    get: (path, headers) => send('GET', path, undefined, headers),
    getXml: (path) => send('GET', path, undefined, { accept: 'application/xml', 'content-type': 'application/xml' }),
    [Symbol.asyncDispose]: () => sandbox.close(),
  }
}

/** Gets a token for the first client of a sandbox. */
export async function requestToken(sandbox: Sandbox, scope?: string): Promise<string> {
  const { json } = await requestTokenAnswer(sandbox, scope === undefined ? {} : { scope })
  return String(json.access_token)
}

/** Asks the token endpoint with the first client's credentials and the given parameters on top. */
export async function requestTokenAnswer(
  sandbox: Sandbox,
  parameters: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<TestAnswer> {
  const { clientId, clientSecret } = sandbox
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, ...parameters }
  const given = Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ''))
  const body = new URLSearchParams(given)
  return readAnswer(await fetch(sandbox.accessTokenUrl, { method: 'POST', body, headers }))
}

async function readAnswer(response: Response): Promise<TestAnswer> {
  const text = await response.text()
  return {
    status: response.status,
    text,
    headers: response.headers,
    get json() {
      return JSON.parse(text)
    },
  }
}
