import { z } from 'zod'

/** Names of processes, values, tables and look-up tables: they become folders, SQL names and parts of file names. */
export const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens, starting with a letter, at most 63')

/** A table or column at the other end. */
export const targetName = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_.-]{0,62}$/,
    'must be letters, digits, _ . and -, starting with a letter or _, at most 63',
  )

/** A path into a record in Coupa's own names: `supplier.number`; `^.id` is a field of the record above. */
export const path = z.string().min(1).max(500)

export const share = z.number().gt(0).lte(1)
export const count = z.number().int().min(1)

// --- What differs per environment ---------------------------------------------------------------------------------------

export const destinationKinds = ['files', 'sftp', 'postgresql', 'http', 's3'] as const
/** Those that get files in a format. */
export const kindsWithFiles: readonly string[] = ['files', 'sftp', 's3']

const connectionValue = z
  .strictObject({ kind: z.literal('connection'), description: z.string().optional() })
  .describe('A connection to a Coupa organization')

const destinationValue = z
  .strictObject({
    kind: z.enum(destinationKinds),
    description: z.string().optional(),
    default: z
      .record(z.string(), z.string())
      .optional()
      .describe('Settings that hold unless an environment sets others'),
  })
  .describe('The other end. Its settings, such as folder or url, are set per environment; secrets never stand here')

const tableValue = z
  .strictObject({
    kind: z.literal('table'),
    description: z.string().optional(),
    rows: z.record(z.string(), z.string()).describe('Value in Coupa to value at the other end'),
  })
  .describe('A look-up table')

const textValue = z.strictObject({
  kind: z.literal('text'),
  description: z.string().optional(),
  default: z.string().optional(),
})

export const value = z.discriminatedUnion('kind', [
  connectionValue,
  tableValue,
  textValue,
  ...destinationKinds.map((kind) => destinationValue.extend({ kind: z.literal(kind) })),
])

// --- Columns ------------------------------------------------------------------------------------------------------------

export const columnType = z
  .string()
  .regex(
    /^(?:text|integer|boolean|date|time|timestamp|json|decimal\(\d{1,3},\s?\d{1,3}\))$/,
    'must be text, integer, boolean, date, time, timestamp, json or decimal(p,s)',
  )
  .refine(hasRoom, 'must have a precision from 1 on, and a scale that is not larger')

/** `decimal(2,4)` holds no number. */
function hasRoom(type: string): boolean {
  const [precision, scale] = (type.match(/\d+/g) ?? []).map(Number)
  return precision === undefined || scale === undefined || (precision >= 1 && scale <= precision)
}

const functionCall = z.union([
  z.string(),
  z.record(z.string(), z.json()).refine((call) => Object.keys(call).length === 1, 'must name one function'),
])

export const columnRule = z.strictObject({
  path: path.optional(),
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
  expr: z.string().min(1).max(10_000).optional().describe('JSONata'),
  as: columnType.optional(),
  apply: z.array(functionCall).optional().describe('Functions, in their order: ["trim", {"cut": 20}]'),
  default: z.union([z.string(), z.number(), z.boolean()]).optional().describe('Where the value is null or empty'),
  table: name.optional().describe('Name of the value that holds the look-up table'),
  missing: z.enum(['fail', 'keep', 'default']).optional().describe('A value that the look-up table does not have'),
  zone: z.string().optional().describe('IANA zone, or organization: where dates are cut from times'),
  sensitive: z.enum(['hash', 'mask', 'drop']).optional(),
})

export const column = z.union([path, columnRule]).describe('A path, or a rule with exactly one of path, value and expr')
