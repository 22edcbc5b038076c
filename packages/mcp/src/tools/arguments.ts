import * as z from 'zod'

/** Arguments that several tools have. What a model needs to know of them is said once, in the tool that it calls first. */
export const resourceArgument = z.string().min(1).max(300)

export const whereArgument = z
  .array(z.string().min(1).max(2000))
  .max(20)
  .default([])
  .describe(
    'All must hold: "status=approved", "total>100", "updated-at>=2026-01-31", "status[in]=a,b", "supplier.name[contains]=acme", "paid[blank]=true"',
  )

export const filterArgument = z.string().max(200).optional().describe('Named API filter of the organization')

export const fieldsArgument = z
  .array(z.string().regex(/^[^.\s]+(\.[^.\s]+)*$/, 'is not a field such as id or supplier.name'))
  .min(1)
  .max(100)
  .optional()

export const maxBytesArgument = z.number().int().min(1000).max(60_000).default(12_000)
