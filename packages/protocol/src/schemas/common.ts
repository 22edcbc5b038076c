import { z } from 'zod'
import { type ProblemCode, problemKinds } from './problem-codes.ts'
import { roles } from './roles.ts'

/** Identifier of anything that the hub keeps. */
export const id = z.uuid()

/** A moment, ISO 8601 in UTC. The database knows no year 0000. */
export const moment = z.iso.datetime().refine((text) => !text.startsWith('0000'), 'must lie in the years 0001 to 9999')

/** The largest number of the database's integers. Every integer that comes from outside has a limit, this or a lower one. */
export const largestInteger = 2_147_483_647

/** The number of a delivery. It begins with the time in milliseconds, and is one of the database's big integers. */
export const sequenceNumber = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

export const role = z.enum(roles)

/** Text that the database can store: any Unicode except NUL and lone surrogates. */
export function storableText(maxLength: number): z.ZodString {
  return z
    .string()
    .max(maxLength)
    .regex(/^[^\0\p{Cs}]*$/u, 'must not hold NUL or halves of characters')
}

/** Anything in JSON. One schema, so that the OpenAPI document names it once. */
export const jsonValue = z.json()

/** A name that people choose: one line, no control characters, surrounding blanks removed. */
export const name = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be one line without control characters')

/** Who did something. */
export const actor = z.object({
  kind: z.enum(['person', 'key', 'container', 'system']),
  id: id.nullable(),
  /** As it was then; the person or key may be gone. */
  name: z.string(),
})
export type Actor = z.output<typeof actor>

/** Position and size of a page of a list. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(1000).optional(),
})

/** A page of a list; the cursor is null on the last one. */
export function pageOf<Item extends z.ZodType>(
  item: Item,
): z.ZodObject<{ items: z.ZodArray<Item>; nextCursor: z.ZodNullable<z.ZodString> }> {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}

/** What is wrong with one field of a request, or of settings. */
export const fieldProblem = z.object({
  /** Dotted path: `body.fields.url`. */
  field: z.string(),
  message: z.string(),
  suggestion: z.string().optional(),
  /** What was given, shortened; never of a secret. */
  given: z.string().optional(),
  /** The value that would mend it, where there is one. */
  suggestedValue: z.string().optional(),
})
export type FieldProblem = z.output<typeof fieldProblem>

const codes = Object.keys(problemKinds) as [ProblemCode, ...ProblemCode[]]

/** The body of every error, `application/problem+json` (RFC 9457). */
export const problem = z.object({
  type: z.string(),
  code: z.enum(codes),
  status: z.number().int(),
  title: z.string(),
  /** What happened this time. */
  detail: z.string(),
  /** What to do about it. */
  suggestion: z.string().optional(),
  /** Finds the request in the logs. */
  requestId: z.string(),
  fields: z.array(fieldProblem).optional(),
})
export type Problem = z.output<typeof problem>

export const accountParams = z.object({ account: id })
