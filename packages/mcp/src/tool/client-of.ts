import type { McpServer, ServerContext } from '@modelcontextprotocol/server'

/** What is known of the program at the other end. */
export interface ClientOfCall {
  /** Its name and version, by its own word; empty where it says nothing. */
  readonly name: string
  /** Whether it shows people an address that a server asks it to open. */
  readonly opensLinks: boolean
}

/** Reads it from the request, as the protocol of 2026 has it, or from what the client said when it connected. */
export function clientOf({ mcpReq }: ServerContext, server: McpServer['server']): ClientOfCall {
  const envelope = Object(mcpReq.envelope) as Readonly<Record<string, unknown>>
  const { name, version } = Object(envelope[`${prefix}clientInfo`] ?? server.getClientVersion()) as Readonly<
    Record<string, unknown>
  >
  const capabilities = Object(envelope[`${prefix}clientCapabilities`] ?? server.getClientCapabilities()) as Readonly<
    Record<string, unknown>
  >
  return {
    name: readableName([name, version].filter((part) => typeof part === 'string').join(' ')),
    opensLinks: Object(capabilities.elicitation).url !== undefined,
  }
}

const prefix = 'io.modelcontextprotocol/'

/** What a program calls itself, cut and without characters that are none. */
export function readableName(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ')
    .trim()
    .slice(0, 200)
}
