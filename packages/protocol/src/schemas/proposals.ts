import { z } from 'zod'
import { actor, id, jsonValue, moment, storableText } from './common.ts'
import { changeOperation } from './jobs.ts'

/** `open`: nobody has decided. `expired`: nobody did in time, and nobody can any more. */
export const proposalState = z.enum(['open', 'approved', 'refused', 'expired'])

/** A change of Coupa that somebody asks a person for. */
export const proposalContent = z.object({
  operation: changeOperation,
  /** Why, in the words of who proposes it. */
  reason: storableText(1000).trim().min(1),
  /** The program that proposes it, by its own word. */
  agent: storableText(200).default(''),
})

/** A number as Coupa writes it, exactly. */
const amount = z
  .string()
  .regex(/^\d{1,15}(\.\d{1,6})?$/, 'is not a number such as 500 or 99.95')
  .describe('As a decimal: `500`, `99.95`')

/** Changes of a kind that need no person, within limits. Each change of a rule has to fit it as a whole. */
export const approvalRuleContent = z.object({
  name: storableText(120).trim().min(1),
  /** Of this connection only. */
  connection: id,
  resource: z.string().min(1).max(300),
  change: z.discriminatedUnion('action', [
    z.object({ action: z.literal('create') }),
    z.object({ action: z.literal('update') }),
    z.object({ action: z.literal('act'), name: z.string().min(1).max(100) }),
  ]),
  /** All that a change may write: `website`, `remit-to-addresses.city`. Of an action, its parameters. */
  fields: z.array(z.string().min(1).max(200)).max(50),
  /** Changes in any 24 hours. */
  mostPerDay: z.number().int().min(1).max(1000),
  /** A number that each change writes: at most so much at once, and so much in any 24 hours. */
  amount: z.object({ field: z.string().min(1).max(200), most: amount, mostPerDay: amount }).optional(),
})

export type ApprovalRuleContent = z.output<typeof approvalRuleContent>

export const approvalRule = approvalRuleContent.extend({
  id,
  connection: z.object({ id, name: z.string() }),
  createdBy: actor,
  createdAt: moment,
  /** What it has let through in the last 24 hours. */
  used: z.object({ changes: z.number().int(), amount: z.string() }),
})
export type ApprovalRule = z.output<typeof approvalRule>

/** One field of a change. Of a new record, and of an action, there is nothing before. */
const fieldChange = z.object({ field: z.string(), before: jsonValue.nullable(), after: jsonValue.nullable() })

export const proposal = z.object({
  id,
  state: proposalState,
  connection: z.object({ id, name: z.string(), organization: z.string() }),
  operation: changeOperation,
  /** In a sentence without the values: `Change suppliers 7`. */
  title: z.string(),
  /** Field by field, from the operation that would be run. */
  changes: z.array(fieldChange),
  /** What would be sent to Coupa, below the URL of its service. */
  request: z.object({ method: z.string(), path: z.string(), body: jsonValue.nullable() }),
  reason: z.string(),
  agent: z.string(),
  proposedBy: actor,
  proposedAt: moment,
  expiresAt: moment,
  /** Null while it is open. */
  decision: z.object({ by: actor, at: moment, note: z.string() }).nullable(),
  /** The name of the rule that let it through without a person. */
  letThroughBy: z.string().nullable(),
  /** What became of it after it was approved. */
  execution: z
    .object({ job: id, state: z.string(), outcome: z.string().nullable(), message: z.string().nullable() })
    .nullable(),
})
export type Proposal = z.output<typeof proposal>

export const proposalDecision = z.object({
  decision: z.enum(['approve', 'refuse']),
  /** For who proposed it. */
  note: storableText(1000).trim().default(''),
  /** Where it is carried out. Default: a container of the account that can. */
  container: id.optional(),
})
