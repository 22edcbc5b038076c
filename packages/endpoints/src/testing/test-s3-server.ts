import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse, request as sendRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from '@20minutes/s3rver'
import { isSigned } from './request-signature.ts'

/** What becomes of a request: an answer of the server, one of ours, or none before or after the server carried it out. */
export type Fate =
  | 'answer'
  | 'cut-before'
  | 'cut-after'
  | { readonly status: number; readonly code?: string; readonly headers?: Readonly<Record<string, string>> }

/** A request as it arrived; `place` counts from zero. */
export interface S3Request {
  readonly place: number
  readonly method: string
  /** Below the bucket. */
  readonly key: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
}

export interface TestS3Server extends AsyncDisposable {
  readonly port: number
  /** Settings of a destination that reaches it. */
  readonly settings: Readonly<Record<string, string>>
  readonly requests: readonly S3Request[]
  /** Decides what becomes of each request from now on. */
  fate: (request: S3Request) => Fate
  /** What each request waits for before it is carried out. */
  hold: (request: S3Request) => Promise<void>
  /** Uploads in parts that were neither completed nor given up. */
  readonly pendingUploads: Map<string, { readonly key: string; startedAtMs: number }>
  /** The content of an object; undefined if there is none. */
  read(key: string): Promise<string | undefined>
  /** Stores an object past the destination. */
  store(key: string, content: string): Promise<void>
  /** The keys of the bucket, sorted. */
  keys(): Promise<readonly string[]>
}

export interface TestS3ServerOptions {
  /** Whether the server heeds `If-None-Match`; one that does not replaces what exists. Default: true. */
  readonly keepsExisting?: boolean
}

const bucket = 'landing'
/** The only key that the server knows. */
const secret = 'S3RVER'

/**
 * A server with the S3 API on loopback that checks signatures. Before it is a front that adds what the server lacks
 * (conditional writes, uploads that are listed and given up, the signature of lists), and that fails as it is told.
 */
export async function startS3Server({ keepsExisting = true }: TestS3ServerOptions = {}): Promise<TestS3Server> {
  const directory = await mkdtemp(join(tmpdir(), 's3-'))
  const options = { address: '127.0.0.1', port: 0, silent: true, directory, configureBuckets: [{ name: bucket }] }
  const server = new S3rver(options)
  const { port: serverPort } = await server.run()
  const requests: S3Request[] = []
  const pendingUploads = new Map<string, { key: string; startedAtMs: number }>()
  let last: Promise<unknown> = Promise.resolve()

  /** Conditional requests are carried out one after the other, so that each sees what the one before it stored. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(work, work)
    last = turn.catch(() => {})
    return turn
  }

  async function carryOut(incoming: IncomingMessage, body: Buffer, told: S3Request): Promise<Answer> {
    const { method, key, query, headers } = told
    const upload = query.get('uploadId')
    if (key === '') {
      const refusal = refuseList(incoming, body)
      if (refusal !== undefined) return refusal
      // The server reckons with a path without the slash that is at the end of this one.
      incoming.headers = {}
    }
    if (method === 'GET' && query.has('uploads'))
      return xml(200, listUploads(query.get('prefix') ?? '', pendingUploads))
    if (upload !== null && !pendingUploads.has(upload)) return failure(404, 'NoSuchUpload')
    if (upload !== null && method === 'DELETE') {
      pendingUploads.delete(upload)
      return { status: 204, headers: {}, body: Buffer.alloc(0) }
    }
    if (keepsExisting && headers['if-none-match'] === '*' && (await exists(key)))
      return failure(412, 'PreconditionFailed')
    const answer = await forward(serverPort, incoming, body)
    if (answer.status < 300) noteUpload(told, answer)
    return answer
  }

  async function exists(key: string): Promise<boolean> {
    return (await directly('GET', key)).status === 200
  }

  function noteUpload({ method, key, query }: S3Request, { body }: Answer): void {
    const created = query.has('uploads') ? /<UploadId>([^<]+)</.exec(body.toString())?.[1] : undefined
    if (created !== undefined) pendingUploads.set(created, { key, startedAtMs: Date.now() })
    if (method === 'POST') pendingUploads.delete(query.get('uploadId') ?? '')
  }

  const front = createServer((incoming, response) => {
    void respond(incoming, response).catch(() => incoming.socket.destroy())
  })
  async function respond(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const { pathname, searchParams: query } = new URL(incoming.url ?? '', 'http://server')
    const [, , ...parts] = pathname.split('/')
    const key = decodeURIComponent(parts.join('/'))
    const { method = '', headers } = incoming
    const told = { place: requests.length, method, key, query, headers }
    requests.push(told)
    const fate = started.fate(told)
    if (fate === 'cut-before') return void incoming.socket.destroy()
    if (typeof fate === 'object') return write(response, failure(fate.status, fate.code, fate.headers))
    await started.hold(told)
    const answer = await inTurn(() => carryOut(incoming, Buffer.concat(chunks), told))
    if (fate === 'cut-after') return void incoming.socket.destroy()
    write(response, answer)
  }
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', () => resolve()))
  const { port } = front.address() as { port: number }
  const directly = (method: string, key: string, content = ''): Promise<Answer> =>
    forward(serverPort, { method, path: path(key) }, Buffer.from(content))

  const started: TestS3Server = {
    port,
    settings: {
      bucket,
      endpoint: `http://127.0.0.1:${port}`,
      accessKeyId: secret,
      secretAccessKey: secret,
    },
    requests,
    fate: () => 'answer',
    hold: async () => {},
    pendingUploads,
    read: async (key) => {
      const { status, body } = await directly('GET', key)
      return status === 200 ? body.toString() : undefined
    },
    store: async (key, content) => {
      await directly('PUT', key, content)
    },
    keys: async () => {
      const { body } = await directly('GET', '?max-keys=1000')
      return Array.from(body.toString().matchAll(/<Key>([^<]+)<\/Key>/g), ([, key = '']) => key).sort()
    },
    [Symbol.asyncDispose]: async () => {
      front.closeAllConnections()
      await new Promise((resolve) => front.close(resolve))
      await server.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
  return started
}

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

interface Forwarded {
  readonly method?: string | undefined
  readonly url?: string | undefined
  readonly path?: string
  readonly headers?: IncomingMessage['headers']
}

/** Requests without a signature are those of the test: the server lets them read and write. */
function forward(port: number, { method, url, path = url, headers = {} }: Forwarded, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = sendRequest({ port, host: '127.0.0.1', method, path, headers, agent: false }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
      )
      answer.on('error', reject)
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

function refuseList(incoming: IncomingMessage, body: Buffer): Answer | undefined {
  const isKnown = incoming.headers.authorization?.includes(`Credential=${secret}/`)
  if (!isKnown) return failure(403, 'InvalidAccessKeyId')
  return isSigned(incoming, body, secret) ? undefined : failure(403, 'SignatureDoesNotMatch')
}

function write(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers)
  response.end(body)
}

function path(key: string): string {
  return key.startsWith('?') ? `/${bucket}${key}` : `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`
}

function failure(status: number, code?: string, headers: Readonly<Record<string, string>> = {}): Answer {
  const body = code === undefined ? '' : `<Error><Code>${code}</Code><Message>As the test wants it.</Message></Error>`
  return { ...xml(status, body), headers: { ...xml(status, body).headers, ...headers } }
}

function xml(status: number, body: string): Answer {
  return { status, headers: { 'content-type': 'application/xml' }, body: Buffer.from(body) }
}

function listUploads(prefix: string, uploads: ReadonlyMap<string, { key: string; startedAtMs: number }>): string {
  const listed = [...uploads]
    .filter(([, { key }]) => key.startsWith(prefix))
    .map(([id, { key, startedAtMs }]) => {
      const initiated = new Date(startedAtMs).toISOString()
      return `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${initiated}</Initiated></Upload>`
    })
  return `<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>${listed.join('')}</ListMultipartUploadsResult>`
}
