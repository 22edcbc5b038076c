import { compareSchemas, type OrganizationSchema, type SchemaComparison } from '@coupa-connector/connector/schema'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { describeResource } from '../../input/describe-resource.ts'
import { printNote } from '../../terminal/print-note.ts'
import { comparisonTable } from './comparison-table.ts'
import { type GivenSchema, givenSchema } from './given-schema.ts'
import { writeText } from './write-text.ts'

/** Exit code where two schemas differ: neither success, nor a failure of the command. */
const differs = 3

/** Compares two schemas, prints what is different, and gives the exit code. */
export async function runSchemaDiff(input: CommandInput, context: Context): Promise<number> {
  const named = input.list('resource')
  for (const name of named) await describeResource(name)
  const a = await givenSchema(input.required('a'), input, context)
  const b = await givenSchema(input.required('b'), input, context)
  const wanted = named.length > 0 ? named : resourcesOf(a, b)
  // One after the other, because both may be of one organization, whose rate they would share.
  const { comparison, sides } = await writeText(input, context, async () => {
    const before = only(await a.read(wanted), named)
    const now = only(await b.read(wanted), named)
    const comparison = compareSchemas(before, now)
    const isJson = input.flag('json') || input.text('format') === 'json'
    const text = isJson ? `${JSON.stringify(comparison, undefined, 2)}\n` : await comparisonTable(comparison, context)
    return { text, source: { comparison, sides: [before, now] } }
  })
  for (const { message } of comparison.notCompared) await printNote(`Not compared: ${message}`, context)
  return exitCodeOfComparison(comparison, sides)
}

/** What a file has is asked of the organization that it is compared with. */
function resourcesOf(a: GivenSchema, b: GivenSchema): readonly string[] | undefined {
  return (a.saved ?? b.saved)?.resources.map(({ resource }) => resource)
}

function only(schema: OrganizationSchema, named: readonly string[]): OrganizationSchema {
  if (named.length === 0) return schema
  return { ...schema, resources: schema.resources.filter(({ resource }) => named.includes(resource)) }
}

/** 3 for differences; 1 where none was found, but something could not be read. */
export function exitCodeOfComparison(
  { changes, notCompared }: SchemaComparison,
  sides: readonly OrganizationSchema[],
): number {
  if (changes.length > 0) return differs
  const isUnsure = notCompared.some(({ kind }) => kind === 'refused' || kind === 'not-read')
  return isUnsure || sides.some(({ notices }) => notices.length > 0) ? 1 : 0
}
