import type { ToolAnnotations } from '@modelcontextprotocol/server'
import * as z from 'zod'
import type { Organization } from '../organization/organization.ts'
import { prepareChange, prepareCreate } from '../proposals/prepare-change.ts'
import type { ProposalStatus, Proposals, ProposedOperation } from '../proposals/proposals.ts'
import { recordsNotice } from '../tool/answer-text.ts'
import { LinkToOpen } from '../tool/link-to-open.ts'
import { defineTool, readsCatalog, type Tool, type ToolCall } from '../tool/tool.ts'
import { resourceArgument } from './arguments.ts'

/** Proposing once more what nobody has decided gives the same proposal. */
const proposes: ToolAnnotations = { readOnlyHint: false, idempotentHint: true, openWorldHint: true }

const recordArgument = z.record(z.string().min(1).max(200), z.unknown())
const reasonArgument = z.string().min(1).max(1000).describe('Why, for the person who decides')

/** The tools that propose changes. None of them changes anything: a person decides, elsewhere. */
export function proposalTools(proposalsOf: (connection: string | undefined) => Proposals): readonly Tool[] {
  const propose = async (
    prepare: (organization: Organization) => Promise<ProposedOperation>,
    reason: string,
    call: ToolCall,
  ): Promise<object> => {
    const proposals = proposalsOf(call.connection)
    // The person has seen the link, and that decides nothing: the answer is how the proposal stands.
    if (call.resumed !== undefined) return await proposals.status(call.resumed, call.signal)
    const organization = await call.organization()
    const operation = await prepare(organization)
    const status = await proposals.propose(operation, { reason, agent: call.agent }, call.signal)
    return linkTo(status, call) ?? { notice: recordsNotice(organization.host), ...status }
  }
  return [
    defineTool({
      name: 'propose_create',
      title: 'Propose a new record',
      description:
        'Propose to create a record. Nothing is written until a person approves it outside of this conversation.',
      annotations: { ...proposes, destructiveHint: false },
      asksOrganization: true,
      input: { resource: resourceArgument, record: recordArgument, reason: reasonArgument },
      run: async ({ reason, ...request }, call) =>
        await propose((organization) => prepareCreate(request, organization, call.signal), reason, call),
    }),
    defineTool({
      name: 'propose_change',
      title: 'Propose to change or void a record',
      description:
        'Propose to set fields of a record, or to call an action on it (approve, void, …). Nothing is written until a person approves it outside of this conversation.',
      annotations: { ...proposes, destructiveHint: true },
      asksOrganization: true,
      input: {
        resource: resourceArgument,
        id: z.number().int().positive().optional(),
        key: z
          .record(z.string().min(1).max(200), z.union([z.string(), z.number(), z.boolean()]))
          .optional()
          .describe('Instead of id: {"number": "S-1"}'),
        set: recordArgument.optional(),
        action: z.string().max(100).optional().describe('Instead of set'),
        parameters: recordArgument.optional(),
        reason: reasonArgument,
      },
      run: async ({ reason, ...request }, call) =>
        await propose((organization) => prepareChange(request, organization, call.signal), reason, call),
    }),
    defineTool({
      name: 'check_proposal',
      title: 'Look whether a proposal was decided',
      description: 'Whether a person has accepted or refused a proposal, and what became of it. You cannot decide it.',
      annotations: readsCatalog,
      asksOrganization: false,
      input: { proposal: z.string().min(1).max(100) },
      run: async ({ proposal }, call) => await proposalsOf(undefined).status(proposal, call.signal),
    }),
  ]
}

/** Where the program of the agent can show an address, the person gets it without the agent. */
function linkTo({ proposal, decision, link }: ProposalStatus, { opensLinks }: ToolCall): LinkToOpen | undefined {
  if (!opensLinks || link === undefined || decision !== 'not decided yet') return undefined
  const message = 'A change of Coupa waits for your decision. Look at it, and approve or refuse it there.'
  return new LinkToOpen({ url: link, message, state: proposal })
}
