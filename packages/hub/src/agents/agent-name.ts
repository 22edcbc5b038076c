import { readableName } from '@coupa-connector/mcp'

const clientInfo = 'io.modelcontextprotocol/clientInfo'

/**
 * The program that an agent runs in, by its own word: what a request of the protocol of 2026 says of its client, or else the
 * `User-Agent`. For people to see, and for nothing to rely on.
 */
export function agentNameOf(request: Request, body: unknown): string {
  const { name, version } = Object(Object(Object(Object(body).params)._meta)[clientInfo]) as Record<string, unknown>
  const told = [name, version].filter((part) => typeof part === 'string').join(' ')
  const text = told === '' ? (request.headers.get('user-agent') ?? '') : told
  return readableName(text)
}
