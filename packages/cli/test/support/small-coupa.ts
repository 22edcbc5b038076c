import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that answers the token request and leaves the rest to a test: for answers that the sandbox would not give. */
export interface SmallCoupa extends AsyncDisposable {
  readonly environment: Readonly<Record<string, string>>
  readonly origin: string
  /** Methods and addresses, without those of tokens. */
  readonly requests: readonly string[]
}

export type Answer = (request: IncomingMessage, response: ServerResponse, url: URL) => void

/** `token` answers the token request in place of a good token. */
export async function startSmallCoupa(answer: Answer, { token }: { token?: Answer } = {}): Promise<SmallCoupa> {
  const requests: string[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (url.pathname !== '/oauth2/token') {
      requests.push(`${request.method} ${request.url}`)
      return answer(request, response, url)
    }
    if (token !== undefined) return token(request, response, url)
    sendJson(response, 200, { access_token: 'token-of-a-small-coupa', token_type: 'bearer', expires_in: 86399 })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    requests,
    environment: {
      COUPA_URL: `${origin}/api`,
      COUPA_ACCESS_TOKEN_URL: `${origin}/oauth2/token`,
      COUPA_CLIENT_ID: 'client-of-a-small-coupa',
      COUPA_CLIENT_SECRET: 'a-secret-of-a-small-coupa',
      COUPA_SCOPE: 'core.common.read',
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(value))
}

/** The part of these records that a page of a read by id asks for. */
export function pageOf<Item extends { readonly id: number }>(records: readonly Item[], { searchParams }: URL): Item[] {
  const after = Number(searchParams.get('id[gt]') ?? -Infinity)
  const upTo = Number(searchParams.get('id[lt_or_eq]') ?? Infinity)
  const found = records.filter(({ id }) => id > after && id <= upTo)
  if (searchParams.get('dir') === 'desc') found.reverse()
  const offset = Number(searchParams.get('offset') ?? 0)
  return found.slice(offset, offset + Number(searchParams.get('limit') ?? 50))
}
