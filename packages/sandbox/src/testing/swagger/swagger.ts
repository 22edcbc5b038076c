import { readFileSync } from 'node:fs'

/** One method on one path of Coupa's newest public Swagger. */
export interface SwaggerOperation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/api`, parameters in braces. */
  readonly path: string
  /** Definition of the answer. Undefined where Swagger names none. */
  readonly answer?: string
  readonly isList?: boolean
  readonly isMultipart?: boolean
}

/** Types by field, in short: `decimal(30,6)`, `->User`, `[]->Tag`, `{a|b}`, with `!` behind what is read-only. */
type Fields = Readonly<Record<string, string>>

export const swaggerOperations: readonly SwaggerOperation[] = readRows('operations.ndjson')

const definitions = new Map(
  readRows<{ readonly name: string; readonly fields: Fields }>('definitions.ndjson').map(
    ({ name, fields }) => [name, fields] as const,
  ),
)

/** What is wrong with a record by its definition, as `field: problem`. Fields that Swagger does not have are fine. */
export function problemsOf(record: unknown, definition: string): readonly string[] {
  const fields = definitions.get(definition)
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return [': is not an object']
  if (fields === undefined) return []
  return Object.entries(record).flatMap(([name, value]) => {
    const type = fields[name] ?? fields[`${name}?`]
    const problem = type === undefined || value === null ? undefined : problemOf(value, type)
    return problem === undefined ? [] : [`${name}: ${problem}`]
  })
}

function problemOf(value: unknown, type: string): string | undefined {
  const expected = kindOf(type)
  if (expected === undefined) return undefined
  const kind = Array.isArray(value) ? 'array' : typeof value
  return expected.includes(kind) ? undefined : `is ${kind} instead of ${type}`
}

function kindOf(type: string): readonly string[] | undefined {
  if (type.startsWith('[]')) return ['array']
  if (type.startsWith('->')) return ['object']
  // Rails shows a tinyint of one digit as a boolean.
  if (type.startsWith('tinyint(1)')) return ['boolean', 'number']
  if (/^(integer|tinyint)/.test(type)) return ['number']
  if (type.startsWith('boolean')) return ['boolean']
  // Decimals are numbers in Swagger and text on the wire (F-101).
  if (/^(decimal|float)/.test(type)) return ['string', 'number']
  if (/^(string|text|datetime|date|time)/.test(type)) return ['string']
  return undefined
}

function readRows<Row>(name: string): readonly Row[] {
  const text = readFileSync(new URL(name, import.meta.url), 'utf8')
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
}
