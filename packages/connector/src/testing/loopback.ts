import { createServer as createHttpServer, type Server as HttpServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer, type ServerOptions } from 'node:https'
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from 'node:net'

/** A server on a free port of 127.0.0.1 that is gone, with all its connections, at the end of its scope. */
export interface LoopbackServer extends AsyncDisposable {
  readonly port: number
  readonly url: string
  /** Connections that are open now. */
  readonly connections: () => number
  /** Connections that were ever made. */
  readonly accepted: () => number
}

/** A real HTTP server. */
export function startHttp(listener: RequestListener): Promise<LoopbackServer> {
  return start(createHttpServer(listener), 'http')
}

/** A real HTTPS server with the certificate and TLS options given. */
export function startHttps(options: ServerOptions, listener: RequestListener): Promise<LoopbackServer> {
  return start(createHttpsServer(options, listener), 'https')
}

/** A server that does with each connection what it is told, for answers that no HTTP server would give. */
export function startTcp(onConnection: (socket: Socket) => void): Promise<LoopbackServer> {
  return start(createTcpServer(onConnection), 'http')
}

/** What a CONNECT proxy was asked for. */
export interface TestProxy extends LoopbackServer {
  readonly requests: { readonly target: string; readonly authorization: string | undefined }[]
}

/**
 * A proxy for CONNECT and for plain http. `status` refuses everything; `authorization` is the header value it wants.
 * Every tunnel leads to `port` on loopback, whatever name was asked for.
 */
export async function startProxy({
  port,
  status,
  authorization,
}: {
  port: number
  status?: number
  authorization?: string
}): Promise<TestProxy> {
  const requests: TestProxy['requests'] = []
  const server = createHttpServer((request, response) => {
    const given = request.headers['proxy-authorization']
    requests.push({ target: request.url ?? '', authorization: given })
    if (authorization && given !== authorization) return response.writeHead(407).end('sign in')
    response.writeHead(status ?? 200, { 'content-type': 'text/plain' }).end('through the proxy')
  })
  server.on('connect', (request, socket: Socket) => {
    const given = request.headers['proxy-authorization']
    requests.push({ target: request.url ?? '', authorization: given })
    socket.on('error', () => {})
    const refusal = authorization && given !== authorization ? 407 : status
    if (refusal) return socket.end(`HTTP/1.1 ${refusal} No\r\nContent-Length: 0\r\n\r\n`)
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.pipe(socket).pipe(onward)
    })
    onward.on('error', () => socket.destroy())
    socket.on('close', () => onward.destroy())
  })
  return Object.assign(await start(server, 'http'), { requests })
}

/** A port on which nothing listens. */
export async function unusedPort(): Promise<number> {
  await using server = await startTcp(() => {})
  return server.port
}

async function start(server: Server | HttpServer, scheme: string): Promise<LoopbackServer> {
  const open = new Set<Socket>()
  let accepted = 0
  server.on('connection', (socket: Socket) => {
    accepted++
    open.add(socket)
    socket.on('close', () => open.delete(socket)).on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `${scheme}://127.0.0.1:${port}`,
    connections: () => open.size,
    accepted: () => accepted,
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}
