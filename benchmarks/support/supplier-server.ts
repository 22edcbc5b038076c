// A server in a process of its own that has every supplier it is asked for: a token, and the suppliers of `number[in]`, with the
// values that `load-memory` writes into its files. Prints its port.
import { createServer, type ServerResponse } from 'node:http'

const server = createServer((request, response) => {
  const url = request.url ?? '/'
  request.resume()
  if (url.startsWith('/oauth2/token')) {
    return answer(response, { access_token: 'benchmark-token', token_type: 'bearer', expires_in: 86_399 })
  }
  const query = new URLSearchParams(url.slice(url.indexOf('?') + 1))
  const numbers = query.get('number[in]')?.split(',') ?? [query.get('number') ?? 'S-1']
  answer(response, Number(query.get('offset') ?? 0) > 0 ? [] : numbers.map(supplier))
})

/** The number is the id, too. */
function supplier(number: string): unknown {
  const id = Number(number.slice(2))
  const website = `https://${id}.example.com`
  return { id, number, name: `Supplier ${id}`, status: 'active', website, 'created-at': '2026-01-01T00:00:00Z' }
}

function answer(response: ServerResponse, value: unknown): void {
  const body = JSON.stringify(value)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  response.end(body)
}

server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' && address ? address.port : 0}\n`)
})
process.on('SIGTERM', () => process.exit(0))
