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
