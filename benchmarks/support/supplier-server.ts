// A server in a process of its own that has every supplier it is asked for: a token, and the suppliers of `number[in]`, with the
// values that `load-memory` writes into its files. Prints its port.
import { createServer } from 'node:http'
import { answerJson, listenForParent } from './child-server.ts'

const server = createServer((request, response) => {
  const url = request.url ?? '/'
  request.resume()
  if (url.startsWith('/oauth2/token')) {
    const token = { access_token: 'benchmark-token', token_type: 'bearer', expires_in: 86_399 }
    return answerJson(response, JSON.stringify(token))
  }
  const query = new URLSearchParams(url.slice(url.indexOf('?') + 1))
  const numbers = query.get('number[in]')?.split(',') ?? [query.get('number') ?? 'S-1']
  const found = Number(query.get('offset') ?? 0) > 0 ? [] : numbers.map(supplier)
  answerJson(response, JSON.stringify(found))
})

/** The number is the id, too. */
function supplier(number: string): unknown {
  const id = Number(number.slice(2))
  const website = `https://${id}.example.com`
  return { id, number, name: `Supplier ${id}`, status: 'active', website, 'created-at': '2026-01-01T00:00:00Z' }
}

listenForParent(server)
