import type { Readable, Writable } from 'node:stream'
import type { McpServer } from '@modelcontextprotocol/server'
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio'

export interface Streams {
  readonly input: Readable
  /** Carries the protocol and nothing else. */
  readonly output: Writable
  readonly signal: AbortSignal
}

/** Serves one client on a pair of streams, in the protocol of 2026 and of 2025. Resolves when the client is gone or the signal aborts. */
export async function serveStreams(create: () => McpServer, { input, output, signal }: Streams): Promise<void> {
  const gone = Promise.withResolvers<void>()
  const leave = (): void => gone.resolve()
  const streams = [input, output] as const
  for (const stream of streams) stream.once('close', leave).once('error', leave)
  input.once('end', leave)
  signal.addEventListener('abort', leave, { once: true })
  if (signal.aborted) leave()
  const server = serveStdio(create, { transport: new StdioServerTransport(input, output) })
  await gone.promise
  signal.removeEventListener('abort', leave)
  for (const stream of streams) stream.off('close', leave).off('error', leave)
  await server.close()
}
