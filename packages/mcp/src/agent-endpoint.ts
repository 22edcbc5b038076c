import { createMcpHandler, type McpServer } from '@modelcontextprotocol/server'

/** Answers requests of the protocol's streamable HTTP; whoever calls it has checked who asks. */
export interface AgentEndpoint<Caller> {
  /** `body` is the JSON of the request, parsed; undefined where it has none. */
  answer(request: Request, body: unknown, caller: Caller): Promise<Response>
  close(): Promise<void>
}

/**
 * Makes an endpoint that keeps nothing between requests: each is answered by a server of its own, made for its caller. So any
 * process may answer any request.
 */
export function createAgentEndpoint<Caller extends object>(
  create: (caller: Caller) => McpServer,
): AgentEndpoint<Caller> {
  const handler = createMcpHandler(({ authInfo }) => create(authInfo?.extra?.caller as Caller), {
    // Nothing here changes while a client listens, so that a few who listen all the same are enough.
    maxSubscriptions: 8,
  })
  return {
    answer: async (request, body, caller) =>
      await handler.fetch(request, {
        authInfo: { token: '', clientId: '', scopes: [], extra: { caller } },
        ...(body === undefined ? {} : { parsedBody: body }),
      }),
    close: () => handler.close(),
  }
}
