import { createAgentEndpoint, createAgentServer } from '@coupa-connector/mcp'
import { createClient } from '@coupa-connector/protocol'
import type { HubContext } from '../context/hub-context.ts'
import { agentNameOf } from './agent-name.ts'
import { connectionNamed, hubAccount } from './hub-account.ts'
import { hubOrganization } from './hub-organization.ts'
import { hubProposals } from './hub-proposals.ts'

/** An agent that works with an API key of an account. */
export interface AgentCaller {
  readonly account: string
  readonly credential: string
  /** Calls this hub in this process, as from where the agent is. */
  readonly fetch: typeof fetch
  /** Aborts when the agent has gone. */
  readonly signal: AbortSignal
}

/** Answers agents. */
export interface Agents {
  answer(request: Request, body: unknown, caller: AgentCaller): Promise<Response>
  close(): Promise<void>
}

/**
 * Serves agents the same tools as the command line, for the connections of the account of their key. Whatever a tool does goes
 * through the routes of the API with that key, so that its role, its rate and the audit log are those of the key.
 */
export function createAgents({ origin, version }: Pick<HubContext, 'origin' | 'version'>): Agents {
  const endpoint = createAgentEndpoint<AgentCaller & { readonly agent: string }>(
    ({ account, credential, fetch, signal, agent }) => {
      const client = createClient({ hubUrl: origin, fetch, credential: () => credential })
      return createAgentServer({
        version,
        account: hubAccount(client, account),
        organization: async (name) => {
          const connection = await connectionNamed(client, account, name, signal)
          return hubOrganization({ client, account, connection })
        },
        proposals: (connection) => hubProposals({ client, account, connection, origin }),
        agent,
      })
    },
  )
  return {
    answer: (request, body, caller) => endpoint.answer(request, body, { ...caller, agent: agentNameOf(request, body) }),
    close: endpoint.close,
  }
}
