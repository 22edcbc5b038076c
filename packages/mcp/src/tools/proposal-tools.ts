import type { ToolAnnotations } from '@modelcontextprotocol/server'
import * as z from 'zod'
import { prepareChange, prepareCreate } from '../proposals/prepare-change.ts'
import type { ProposalStatus, Proposals } from '../proposals/proposals.ts'
import { recordsNotice } from '../tool/answer-text.ts'
import { defineTool, readsCatalog, type Tool } from '../tool/tool.ts'
import { resourceArgument } from './arguments.ts'

/** Proposing once more what nobody has decided gives the same proposal. */
const proposes: ToolAnnotations = { readOnlyHint: false, idempotentHint: true, openWorldHint: true }

const recordArgument = z.record(z.string().min(1).max(200), z.unknown())
const reasonArgument = z.string().min(1).max(1000).describe('Why, for the person who decides')

/** The tools that propose changes. None of them changes anything: a person decides, elsewhere. */
export function proposalTools(proposalsOf: (connection: string | undefined) => Proposals): readonly Tool[] {
  const proposed = (host: string, status: ProposalStatus): object => ({ notice: recordsNotice(host), ...status })
  return [
    defineTool({
      name: 'propose_create',
      title: 'Propose a new record',
      description:
        'Propose to create a record. Nothing is written until a person approves it outside of this conversation.',
      annotations: { ...proposes, destructiveHint: false },
      asksOrganization: true,
      input: { resource: resourceArgument, record: recordArgument, reason: reasonArgument },
      run: async ({ reason, ...request }, call) => {
        const organization = await call.organization()
        const operation = await prepareCreate(request, organization, call.signal)
        return proposed(organization.host, await proposalsOf(call.connection).propose(operation, reason, call.signal))
      },
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
      run: async ({ reason, ...request }, call) => {
        const organization = await call.organization()
        const operation = await prepareChange(request, organization, call.signal)
        return proposed(organization.host, await proposalsOf(call.connection).propose(operation, reason, call.signal))
      },
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
