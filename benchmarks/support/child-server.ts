import type { Server, ServerResponse } from 'node:http'

/** Answers with a body of JSON. */
export function answerJson(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  response.end(body)
}

/** Listens on a free port of this machine and prints it, for the program that started this one and ends it by SIGTERM. */
export function listenForParent(server: Server): void {
  server.keepAliveTimeout = 60_000
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    process.stdout.write(`${typeof address === 'object' && address ? address.port : 0}\n`)
  })
  process.on('SIGTERM', () => process.exit(0))
}
