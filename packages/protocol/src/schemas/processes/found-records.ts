import { z } from 'zod'
import { id, moment } from '../common.ts'
import { environment } from './processes.ts'

/**
 * What is known of a record in one place. `delivery`: its newest delivery by a process. `failure`: why a process set it aside.
 * `load`: what became of it in an input of a load.
 */
export const foundRecord = z.object({
  kind: z.enum(['delivery', 'failure', 'load']),
  process: z.object({ id, name: z.string() }),
  deployment: id,
  environment: z.string(),
  classification: environment.shape.classification,
  /** Id in Coupa, where it is known. */
  id: z.string().nullable(),
  /** The number, code or name by which people know it; of a load, its key. */
  key: z.string().nullable(),
  /** `acknowledged`, `waiting` and so on of a delivery, `open`, `fixed` or `dismissed` of a failure, the outcome of a load. */
  state: z.string(),
  at: moment.nullable(),
  run: z.string().nullable(),
  batch: z.string().nullable(),
  /** Files, objects or tables of the batch. */
  objects: z.array(z.string()),
  /** Of a load. */
  input: z.object({ name: z.string(), row: z.number().int().nullable() }).nullable(),
  code: z.string().nullable(),
  message: z.string().nullable(),
})
export type FoundRecord = z.output<typeof foundRecord>
