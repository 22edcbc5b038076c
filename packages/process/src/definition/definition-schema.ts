import { z } from 'zod'
import { column, type columnRule, count, name, path, share, targetName, value } from './parts-schema.ts'
import { recordFileKinds } from './record-files.ts'

// --- Source -------------------------------------------------------------------------------------------------------------

export const sourceModes = ['work-list', 'incremental', 'full', 'reconcile', 'back-fill', 'on-demand'] as const
export const sourceComparisons = ['times', 'content'] as const
/** The times that a back-fill can go by. */
export const backFillTimes = ['updated-at', 'created-at'] as const

/** Fields as the connector takes them: names, and objects of associations with their fields. */
export type SourceField = string | { readonly [association: string]: readonly SourceField[] | Record<string, never> }

const field: z.ZodType<SourceField> = z.lazy(() =>
  z.union([z.string().min(1), z.record(z.string(), z.union([z.array(field), z.strictObject({})]))]),
)

const condition = z.json()

const instant = z.iso.datetime({ offset: true, error: 'must be a time with its zone, such as 2026-01-31T08:00:00Z' })

const source = z.strictObject({
  connection: name.default('coupa').describe('Name of the value that holds the connection'),
  resource: z.string().min(1).describe('Resource of Coupa, such as invoices'),
  mode: z.enum(sourceModes),
  where: z.record(z.string(), condition).default({}).describe("Conditions in Coupa's own names"),
  fields: z
    .union([z.literal('from-mapping'), z.array(field).min(1)])
    .default('from-mapping')
    .describe('Fields to read. from-mapping: those that the mapping uses'),
  files: z
    .array(z.enum(recordFileKinds))
    .default([])
    .describe('Files of each record that are delivered beside it, to folders'),
  watchChanges: z
    .boolean()
    .default(false)
    .describe('Also look for documents that changed after they were acknowledged'),
  deliverMarked: z
    .boolean()
    .default(false)
    .describe('With watchChanges: also deliver changed documents that something else has marked as exported'),
  overlapMinutes: z
    .number()
    .min(0)
    .max(10_080)
    .default(5)
    .describe('How far a window reaches back into the one before'),
  settleMinutes: z.number().min(0).max(1_440).default(0).describe('How long before now a window ends'),
  compare: z
    .enum(sourceComparisons)
    .default('times')
    .describe('reconcile: by updated-at, or by the content of every record'),
  onlyDelivered: z
    .boolean()
    .default(false)
    .describe('reconcile: leave alone what this process never delivered, as a work list has it'),
  from: instant.optional().describe('incremental: where the first window begins. back-fill: the first instant'),
  until: instant.optional().describe('back-fill: the first instant that is left out'),
  by: z.enum(backFillTimes).optional().describe('back-fill: the time that from and until are of. Default: updated-at'),
  firstId: count.optional().describe('back-fill: the lowest id, instead of or beside from and until'),
  lastId: count.optional().describe('back-fill: the highest id'),
  redeliver: z
    .boolean()
    .optional()
    .describe('back-fill: also delivers what has not changed since it was delivered. Default: false'),
  ids: z.array(z.number().int().min(1)).min(1).optional().describe('on-demand: the records to read'),
})

// --- Mapping ------------------------------------------------------------------------------------------------------------

const table = z.strictObject({
  each: path.default('$').describe('$: one row a record. Otherwise the path of a list: one row an item'),
  key: z.array(targetName).default([]),
  when: z.string().optional().describe('JSONata: only rows for which it is true'),
  columns: z.record(targetName, column).refine((columns) => Object.keys(columns).length > 0, 'must have a column'),
})

const mapping = z.discriminatedUnion('shape', [
  z.strictObject({
    shape: z.literal('nested'),
    name: targetName.optional().describe('Name of the objects. Default: that of the resource'),
  }),
  z.strictObject({
    shape: z.literal('tables'),
    // Without a table nothing would be delivered, and everything marked.
    tables: z.record(targetName, table).refine((tables) => Object.keys(tables).length > 0, 'must have a table'),
  }),
  z.strictObject({
    shape: z.literal('flat'),
    name: targetName.optional(),
    each: path.default('$').describe('The list whose items become rows, as deep as it goes'),
    withoutItems: z.enum(['one-row', 'none']).default('one-row').describe('A record whose list is empty'),
    key: z.array(targetName).default([]),
    when: z.string().optional(),
    columns: z.record(targetName, column).refine((columns) => Object.keys(columns).length > 0, 'must have a column'),
  }),
])

// --- Destination, acknowledgement, monitoring, limits ----------------------------------------------------------------------

const destination = z.strictObject({
  connection: name.default('target').describe('Name of the value that holds the other end'),
  format: z.enum(['ndjson', 'csv', 'parquet', 'flat-file']).optional(),
  object: z.string().min(1).max(100).optional().describe('Flat files of Coupa: what they have, such as invoice'),
  name: z.string().min(1).max(200).optional().describe('Name of an object: {table}_{stamp}_{batch}'),
  byteOrderMark: z.boolean().optional(),
  forSpreadsheets: z.boolean().optional(),
  request: z.enum(['record', 'batch']).optional().describe('HTTP: one request a record, or one a batch'),
  cloudEvents: z.boolean().optional().describe('HTTP: each record as a CloudEvent'),
})

export const acknowledgeModes = ['none', 'after-commit', 'after-answer', 'before-delivery'] as const

const writeBackRule = z
  .union([z.string().min(1).max(100), z.strictObject({ value: z.union([z.string(), z.number(), z.boolean()]) })])
  .describe('Name of a field of the answer, such as documentNumber, or a constant')

const answersPlace = z.strictObject({
  connection: name.default('answers').describe('Name of the value that holds the place'),
  format: z.enum(['csv', 'ndjson']).optional().describe('Files. Default: by the ending of the file'),
  pattern: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('Names of the files of a folder, with * for anything: answers_*.csv. Default: all of the format'),
  delimiter: z.enum([',', ';', '\t', '|']).default(',').describe('CSV: what separates the cells of a row'),
  query: z.string().min(1).max(100_000).optional().describe('PostgreSQL: the query that gives the answers'),
  keySet: z
    .array(z.string().min(1))
    .optional()
    .describe('PostgreSQL: columns that identify a row, in the order in which the query is read page by page'),
  result: z.enum(['ndjson', 'csv']).default('ndjson').describe('How the answers are written that were not taken'),
})

const acknowledge = z.strictObject({
  mode: z.enum(acknowledgeModes).default('none'),
  answers: answersPlace
    .optional()
    .describe('after-answer: where the consumer puts its answers: files of a folder, or rows of a query'),
  writeBack: z
    .record(path, writeBackRule)
    .optional()
    .describe('after-answer: fields of the record in Coupa that a positive answer sets: custom-fields.erp-number'),
})

const coupaMonitoring = z.strictObject({
  level: z
    .literal([0, 1, 2, 3])
    .default(0)
    .describe(
      'What Coupa shows under its integrations. 0: nothing. 1: runs. 2: also errors of records that were set aside. 3: also a history record for each record',
    ),
  integration: z.string().min(1).max(255).optional().describe('Code or name of the integration in Coupa'),
})

const limits = z.strictObject({
  runMinutes: z.number().gt(0).default(360),
  batch: z
    .strictObject({
      records: count.max(100_000).default(500),
      bytes: count.max(268_435_456).default(8_388_608),
      seconds: z.number().gt(0).default(60),
    })
    .prefault({}),
  recordBytes: count
    .max(268_435_456)
    .default(4_194_304)
    .describe('The largest record, as JSON after the mapping. A larger one is set aside'),
  share: share.optional().describe("Share of the organization's requests per second"),
  errors: z
    .strictObject({ max: z.number().int().min(0).default(100), share: z.number().min(0).max(1).default(0.2) })
    .prefault({}),
  deletions: z
    .strictObject({ max: z.number().int().min(0).default(100), share: z.number().min(0).max(1).default(0.05) })
    .prefault({})
    .describe('reconcile: how many records may be gone without somebody confirming it'),
})

/** The definition of a process: what is read, how it is shaped, where it goes and when it counts as done. */
export const definitionSchema = z.strictObject({
  $schema: z.string().optional(),
  process: name.describe('Name of the process'),
  title: z.string().max(200).optional(),
  template: z.string().optional().describe('The template that it was made from'),
  version: z.number().int().min(1).optional().describe('Number of the version, where somebody counts them'),
  values: z
    .record(name, value)
    .default({})
    .describe('What is set per environment: connections, the other end, look-up tables'),
  source,
  mapping,
  destination: destination.prefault({}),
  acknowledge: acknowledge.prefault({}),
  coupaMonitoring: coupaMonitoring.prefault({}),
  limits: limits.prefault({}),
})

/** A definition with its defaults filled in. */
export type Definition = z.output<typeof definitionSchema>
/** A definition as people write it. */
export type DefinitionInput = z.input<typeof definitionSchema>
export type Mapping = Definition['mapping']
export type ColumnInput = z.output<typeof column>
export type ColumnRule = z.output<typeof columnRule>
export type TableRule = z.output<typeof table>
export type SourceCompare = (typeof sourceComparisons)[number]
export type BackFillTime = (typeof backFillTimes)[number]
export type SourceMode = (typeof sourceModes)[number]
export type AcknowledgeMode = (typeof acknowledgeModes)[number]
export type WriteBackRule = z.output<typeof writeBackRule>
