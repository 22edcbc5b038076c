import { z } from 'zod'
import { columnRule, count, name, path, share, value } from '../definition/parts-schema.ts'

/** A field of the record in Coupa, in Coupa's own names: `payment-term.code`, `content-groups[].name`. */
const targetPath = z
  .string()
  .regex(
    /^[a-z0-9_-]+(?:\[\])?(?:\.[a-z0-9_-]+(?:\[\])?)*$/,
    'must be names of fields with dots between them, as payment-term.code; [] after a list',
  )

export const sourceFormats = ['csv', 'ndjson', 'parquet', 'flat-file'] as const

const source = z.strictObject({
  connection: name.default('source').describe('Name of the value that holds the other end'),
  format: z.enum(sourceFormats).optional().describe('Default: by the ending of the file'),
  pattern: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('Names of the files of a folder, with * for anything: suppliers_*.csv. Default: all of the format'),
  finished: z
    .enum(['move', 'remove'])
    .default('move')
    .describe(
      'What becomes of a file of a folder when its outcomes are kept. move: it goes to archive/ or failed/. remove: it is deleted if it was loaded, as Coupa wants it for its outgoing files',
    ),
  delimiter: z.enum([',', ';', '\t', '|']).default(',').describe('CSV: what separates the cells of a row'),
  object: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('Flat files of Coupa: what they have, such as supplier or invoice'),
  query: z.string().min(1).max(100_000).optional().describe('PostgreSQL: the query that gives the records'),
  keySet: z
    .array(z.string().min(1))
    .optional()
    .describe('PostgreSQL: columns that identify a row, in the order in which the query is read page by page'),
  records: z.string().max(500).optional().describe('HTTP: JSON pointer to the records of an answer: /data/items'),
  next: z
    .union([
      z.strictObject({ link: z.string().describe('JSON pointer to the address of the next page, or header for Link') }),
      z.strictObject({
        cursor: z.string().describe('JSON pointer to the cursor of the next page'),
        parameter: z.string().min(1).describe('The parameter of the query that takes it'),
      }),
    ])
    .optional()
    .describe('HTTP: how the next page is found'),
  duplicates: z
    .enum(['refuse', 'last-wins'])
    .default('refuse')
    .describe('Records of one input with the same key and other values: refuse all of them, or take the last'),
  result: z.enum(['ndjson', 'csv']).default('ndjson').describe('How the outcomes of the records are written'),
})

const loadColumn = z
  .union([
    path,
    columnRule.omit({ sensitive: true, as: true }).extend({
      required: z
        .boolean()
        .optional()
        .describe(
          'true: an input without this column is refused. false, for a field of the key: it may be empty, and then the record in Coupa has none either',
        ),
      empty: z
        .enum(['leave', 'clear'])
        .optional()
        .describe('What an empty cell means. leave: the field stays as it is (default). clear: it is emptied'),
    }),
  ])
  .describe('Name of a column of the input, or a rule with exactly one of path, value and expr')

const mapping = z.strictObject({
  columns: z
    .record(targetPath, loadColumn)
    .refine((columns) => Object.keys(columns).length > 0, 'must have a column')
    .describe('Field of the record in Coupa to column of the input'),
  others: z
    .enum(['by-name', 'ignore', 'refuse'])
    .default('by-name')
    .describe(
      'Columns of the input that no rule names. by-name: a column with the name of a field is loaded, any other is left out with a notice',
    ),
  each: path.default('$').describe('NDJSON: the list whose items are the records. $: one record a line'),
})

export const loadStrategies = [
  'records',
  'accounts',
  'budget-lines',
  'invoices',
  'invoice-payments',
  'expense-payments',
] as const

const parent = z.strictObject({
  resource: z.string().min(1).describe('Resource of the record above: suppliers'),
  match: z
    .record(targetPath, path)
    .describe(
      'Field of the record above to the column of the input that identifies it: { "number": "supplier.number" }',
    ),
})

const action = z.strictObject({
  column: path.describe('Column of the input that names an action; where it is empty, the record is loaded as usual'),
  allowed: z.array(z.string().min(1)).min(1).describe('Actions that it may name, such as void'),
  parameters: z.record(z.string(), path).default({}).describe('Parameter of the action to column of the input'),
})

const documents = z.strictObject({
  imageScan: path.optional().describe('Column with the name of the file that is the scan'),
  attachments: path.optional().describe('Column with the names of files that are attached, semicolons between them'),
  submit: z.boolean().default(true).describe('Whether the document is submitted when its files are there'),
})

const flatFiles = z.strictObject({
  connection: name.default('inbox').describe("Name of the value that holds Coupa's SFTP server"),
  object: z.string().min(1).max(100).describe('What the flat files have, such as supplier or invoice-payment'),
  folder: z
    .string()
    .regex(/^[^/.][^/]*$/, 'must be the name of a folder, without slashes')
    .optional()
    .describe('Folder below Incoming. Default: that of the object'),
  customFields: z
    .record(z.string(), z.string().min(1))
    .default({})
    .describe('Custom field to the name of its column, which is its prompt name: { "erp-number": "ERP Number" }'),
  waitMinutes: z
    .number()
    .gt(0)
    .max(1440)
    .default(60)
    .describe('How long a run waits until Coupa has processed the files. After it, a later run asks again'),
})

const destination = z.strictObject({
  connection: name.default('coupa').describe('Name of the value that holds the connection'),
  resource: z
    .string()
    .default('')
    .describe(
      'Resource of Coupa, such as suppliers, or suppliers/:supplier_id/addresses. Absent only for flat files of what the REST API does not have',
    ),
  key: z.array(targetPath).describe('Fields that identify a record. Empty: records are only created, never looked up'),
  write: z
    .enum(['create-and-update', 'create', 'update'])
    .default('create-and-update')
    .describe('Whether records that are missing are created, and records that are there are changed'),
  strategy: z
    .enum(loadStrategies)
    .default('records')
    .describe('How a record is written where one request is not enough'),
  flatFiles: flatFiles
    .optional()
    .describe("Records are written as Coupa's flat files into its SFTP inbox, and not through the REST API"),
  parent: parent.optional().describe('How the record above is found, for a resource below another'),
  hierarchy: z
    .strictObject({ field: targetPath, parent: targetPath })
    .optional()
    .describe(
      'Records that refer to others of the same input: the field that identifies one, and where others name it',
    ),
  secondPass: z
    .array(targetPath)
    .default([])
    .describe(
      'Fields that are set after all records are there, such as manager: they refer to records of the same input',
    ),
  action: action
    .optional()
    .describe('Actions of Coupa on records that are there, named by the input: close, cancel, void, approve'),
  documents: documents
    .optional()
    .describe('Invoices: files beside the input that go with a draft before it is submitted'),
  inactive: z
    .record(targetPath, z.union([z.string(), z.boolean()]))
    .optional()
    .describe('What makes a record inactive: { "status": "inactive" }'),
  customFields: z
    .enum(['check', 'trust'])
    .default('check')
    .describe(
      'check: custom fields that the organization does not have are refused before anything is sent (default). trust: they are sent as they are',
    ),
  ignoredFields: z
    .enum(['note', 'error'])
    .default('note')
    .describe('A field that Coupa does not take: note it with the outcome, or count the record as failed'),
})

const limits = z.strictObject({
  runMinutes: z.number().gt(0).default(360),
  share: share.optional().describe("Share of the organization's requests per second"),
  errors: z
    .strictObject({
      max: z.number().int().min(0).default(100),
      share: z.number().min(0).max(1).default(0.2),
      inARow: count.default(25).describe('Failures in a row that are not a fault of the records: the run ends at once'),
    })
    .prefault({}),
  inactivations: z
    .strictObject({ max: z.number().int().min(0).default(100), share: z.number().min(0).max(1).default(0.05) })
    .prefault({})
    .describe('absent inactivate: how many records may be made inactive without somebody confirming it'),
})

/** The definition of a load: where records come from, how they are shaped, and how they get into Coupa. */
export const loadSchema = z.strictObject({
  $schema: z.string().optional(),
  process: name.describe('Name of the process'),
  direction: z.literal('in').describe('in: into Coupa'),
  title: z.string().max(200).optional(),
  template: z.string().optional().describe('The template that it was made from'),
  version: z.number().int().min(1).optional().describe('Number of the version, where somebody counts them'),
  values: z
    .record(name, value)
    .default({})
    .describe('What is set per environment: connections, the other end, look-up tables'),
  source: source.prefault({}),
  mapping,
  destination,
  absent: z
    .enum(['ignore', 'inactivate'])
    .default('ignore')
    .describe('Records that earlier inputs had and this one has not, where each input is the full set'),
  limits: limits.prefault({}),
})

/** A definition of a load with its defaults filled in. */
export type LoadDefinition = z.output<typeof loadSchema>
/** A definition of a load as people write it. */
export type LoadDefinitionInput = z.input<typeof loadSchema>
export type LoadColumnInput = z.output<typeof loadColumn>
export type LoadColumnRule = Exclude<LoadColumnInput, string>
export type LoadStrategy = (typeof loadStrategies)[number]
