import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { type Connection, createConnection, createFileTokenStore } from '../src/index.ts'
import type { TokenSeal, Tracer } from '../src/plugins.ts'
import { createLeapingClock } from './support/leaping-clock.ts'
import { noLimit } from './support/start-world.ts'

/** Letters that every encoding writes differently; none of them stands in any text by chance. */
const clientSecret = 'cAnArY/+&="\'<%ü 7731 Zq'
const apiKey = 'cAnArYkEy/+&="\'<%7731Zq'
const proxyPassword = 'pRoXy/cAnArY+&=%4471'
const accessToken = 'tOkEn.cAnArY-4471_0815~zz'

type Failure = (response: ServerResponse, echo: string) => void
const says =
  (
    status: number,
    type = 'application/json',
    wrap = (echo: string) => JSON.stringify({ errors: { base: [echo] } }),
  ): Failure =>
  (response, echo) => {
    response.writeHead(status, { 'content-type': type, 'x-request-id': encodeURIComponent(echo).slice(0, 200) })
    response.end(wrap(echo))
  }
const html = (echo: string) => `<html><title>${echo}</title><body>${echo}</body></html>`

/** What a server answers that repeats all it was told, in every spelling. */
const failures: Readonly<Record<string, Failure>> = {
  'a refusal': says(400),
  'a refusal in XML': says(400, 'application/xml', (echo) => `<errors><error><![CDATA[${echo}]]></error></errors>`),
  unauthorized: says(401),
  forbidden: says(403),
  'not found': says(404),
  'too many requests': says(429),
  'a web page with 500': says(500, 'text/html', html),
  unavailable: says(503, 'text/html', html),
  'a login page': says(200, 'text/html', html),
  'broken JSON': says(200, 'application/json', (echo) => `[{"id":1,"echo":${JSON.stringify(echo)}`),
  'a foreign object': says(200, 'application/json', (echo) => JSON.stringify({ echo })),
  'a redirect': (response, echo) =>
    response.writeHead(302, { location: `https://other.example/${encodeURIComponent(echo)}` }).end(),
  'an OAuth error': says(400, 'application/json', (echo) =>
    JSON.stringify({ error: 'invalid_client', error_description: echo }),
  ),
  'a cut body': (response, echo) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100_000 })
    response.write(echo, () => response.destroy())
  },
  'a reset': (response) => response.destroy(),
}

const authentications = ['oauth2 body', 'oauth2 basic', 'api-key'] as const
const cases = Object.keys(failures).flatMap((name) =>
  authentications.flatMap((authentication) =>
    (['service', 'token server'] as const)
      .filter((where) => where === 'service' || authentication !== 'api-key')
      .map((where) => ({ name, authentication, where })),
  ),
)

describe('secrets', () => {
  it.each(cases)(
    'are in nothing that $name of the $where leaves behind, signed in with $authentication',
    async (one) => {
      const shown = await leftBehind(one)

      for (const secret of secretsOf(one)) {
        for (const text of shown) expect(leaksIn(text, secret)).toEqual([])
      }
    },
  )

  it('are in nothing that a refusing proxy leaves behind', async () => {
    await using server = await startServer((_request, response) =>
      says(407)(response, echoOf([proxyPassword, clientSecret])),
    )
    const [log, errors] = [[] as unknown[], [] as unknown[]]
    const proxy = server.url.replace('://', `://user:${encodeURIComponent(proxyPassword)}@`)
    const environment = { HTTPS_PROXY: proxy }
    await using connection = createConnection(settingsOf('https://acme.example', 'oauth2 body'), {
      clock: createLeapingClock(),
      environment,
      log: capture(log),
    })
    await callEverything(connection, errors)

    expect(errors.length).toBeGreaterThan(0)
    for (const text of textsOf([log, errors, connection, connection.settings])) {
      for (const secret of [proxyPassword, clientSecret]) expect(leaksIn(text, secret)).toEqual([])
    }
  })

  it('would be noticed in any spelling', () => {
    for (const spelled of spellingsOf(clientSecret)) expect(leaksIn(`x ${spelled} y`, clientSecret)).not.toEqual([])
    const cause = new Error('outside', { cause: new Error(`inside ${apiKey}`) })
    expect(textsOf([cause]).some((text) => leaksIn(text, apiKey).length > 0)).toBe(true)
  })
})

/** Everything that a connection shows of itself while everything it asks fails in one way. */
async function leftBehind({ name, authentication, where }: (typeof cases)[number]): Promise<string[]> {
  const fail = failures[name] ?? says(500)
  const directory = await mkdtemp(join(tmpdir(), 'coupa-secrets-'))
  const [log, spans, errors] = [[] as unknown[], [] as unknown[], [] as unknown[]]
  await using server = await startServer((request, response) => {
    const isToken = request.url?.startsWith('/oauth2/token') ?? false
    if (isToken === (where === 'token server')) return fail(response, echoOf(secretsOf({ authentication, where })))
    const grant = { access_token: accessToken, token_type: 'bearer', expires_in: 86_399, scope: 'core.common.read' }
    response.writeHead(200, { 'content-type': 'application/json' })
    return response.end(isToken ? JSON.stringify(grant) : '[]')
  })
  const clock = createLeapingClock()
  await using connection = createConnection(settingsOf(server.url, authentication), {
    clock,
    rate: noLimit,
    random: () => 0.5,
    environment: {},
    deadlineMs: 3_000,
    log: capture(log),
    tracer: captureSpans(spans),
    tokenStore: createFileTokenStore({ directory, seal: createSeal() }),
  })
  await callEverything(connection, errors)
  const report = await connection.test({ probes: ['invoices'] }).report
  const files = await Promise.all((await readdir(directory)).map((file) => readFile(join(directory, file), 'latin1')))
  await rm(directory, { recursive: true })
  expect(errors.length).toBeGreaterThan(0)
  return [...textsOf([log, spans, errors, report, connection, connection.counters()]), ...files]
}

async function callEverything(connection: Connection, errors: unknown[]): Promise<void> {
  const suppliers = connection.resource('suppliers')
  const stream = suppliers.query({ fields: ['id'] })
  const attempts: (() => Promise<unknown>)[] = [
    () => stream.toArray({ limit: 10 }),
    () => suppliers.query({ format: 'xml' }).toArray({ limit: 10 }),
    () => suppliers.get(7),
    () => suppliers.create({ name: 'Acme', number: 'A-1' }, { settleDelaysMs: [0] }),
    () => suppliers.update(7, { name: 'Acme' }, { format: 'xml' }),
    () => connection.resource('invoices').action(7, 'submit'),
    () => connection.resource('invoices').attachments(7).upload({ text: 'note' }),
    () => connection.resource('invoices').attachments(7).download(8),
  ]
  for (const attempt of attempts) {
    await attempt().catch((error: unknown) => errors.push(error))
  }
  errors.push(stream.checkpoint(), await stream.receipt.catch((error: unknown) => error))
}

function settingsOf(origin: string, authentication: (typeof authentications)[number]) {
  const url = `${origin}/api`
  if (authentication === 'api-key') return { url, authenticationType: 'api-key', token: apiKey }
  const clientAuthentication = authentication === 'oauth2 basic' ? 'basic' : 'body'
  return {
    url,
    clientId: 'client-1',
    clientSecret,
    scope: 'core.common.read',
    accessTokenUrl: `${origin}/oauth2/token`,
    clientAuthentication,
  }
}

/** The log as it is asked for, down to debug. */
function capture(lines: unknown[]) {
  const write = (facts: object, message: string) => void lines.push({ facts, message })
  return { debug: write, info: write, warn: write, error: write }
}

function captureSpans(spans: unknown[]): Tracer {
  return {
    startSpan: (name, options) => {
      spans.push({ name, options })
      return {
        setAttribute: (key, value) => spans.push({ key, value }),
        recordException: (error) => spans.push(error),
        setStatus: (status) => spans.push(status),
        end: () => {},
      }
    },
  }
}

function createSeal(): TokenSeal {
  const key = randomBytes(32)
  return {
    seal: (bytes) => {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const sealed = Buffer.concat([cipher.update(bytes), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), sealed])
    },
    open: (bytes) => {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
    },
  }
}

async function startServer(answer: (request: IncomingMessage, response: ServerResponse) => unknown) {
  const server = createServer((request, response) => {
    request.resume().on('end', () => answer(request, response))
  })
  const proxyEcho = echoOf([proxyPassword, clientSecret])
  server.on('connect', (_request, socket) => {
    socket.end(`HTTP/1.1 407 Refused\r\ncontent-length: ${Buffer.byteLength(proxyEcho)}\r\n\r\n${proxyEcho}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a TCP server has one
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** As a person, a log or a program would see them: text, JSON, stack, and all that `inspect` finds. */
function textsOf(values: readonly unknown[]): string[] {
  return values.flatMap((value) => [
    inspect(value, { depth: 12, showHidden: true }),
    JSON.stringify(value) ?? '',
    ...(Array.isArray(value)
      ? value.map((part) => (part instanceof Error ? `${part.message} ${part.stack}` : ''))
      : []),
  ])
}

/** What the other side can know and repeat: a token that was never given is nobody's secret. */
function secretsOf({ authentication, where }: Pick<(typeof cases)[number], 'authentication' | 'where'>): string[] {
  if (authentication === 'api-key') return [apiKey]
  return where === 'service' ? [clientSecret, accessToken] : [clientSecret]
}

function echoOf(secrets: readonly string[]): string {
  return [...secrets.flatMap(spellingsOf), ...secrets.map((secret) => basicOf('client-1', secret))].join(' ')
}

function basicOf(user: string, password: string): string {
  return Buffer.from(`${user}:${password}`).toString('base64')
}

function spellingsOf(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ v: secret }).toString().slice(2),
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('base64url'),
  ]
}

/** Spellings that a text contains; inside of a base64 text a secret may begin at any of three places. */
function leaksIn(text: string, secret: string): string[] {
  const shifted = [1, 2].map((by) => {
    const encoded = Buffer.concat([Buffer.alloc(by), Buffer.from(secret)]).toString('base64')
    return encoded.slice(4, -4)
  })
  const spellings = [...spellingsOf(secret), JSON.stringify(secret).slice(1, -1), ...shifted]
  const lower = text.toLowerCase()
  return spellings.filter((spelling) => lower.includes(spelling.toLowerCase()))
}
