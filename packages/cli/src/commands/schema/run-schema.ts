import type { OrganizationSchema } from '@coupa-connector/connector/schema'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { openConnection } from '../../connections/connect.ts'
import { describeResource } from '../../input/describe-resource.ts'
import { printNote } from '../../terminal/print-note.ts'
import { readWithProgress } from './read-with-progress.ts'
import { renderSchema } from './render-schema.ts'
import { writeText } from './write-text.ts'

/** Reads the schema of an organization, prints it, and gives the exit code. */
export async function runSchema(input: CommandInput, context: Context): Promise<number> {
  const named = input.rest('resource')
  for (const name of named) await describeResource(name)
  await using connection = await openConnection(input, context)
  const schema = await writeText(input, context, async () => {
    const source = await readWithProgress(connection, named.length > 0 ? named : undefined, input, context)
    return { source, text: await renderSchema(source, input, context) }
  })
  return await judge(schema, named, context)
}

/** Prints what a person has to know of a schema, and gives the exit code. */
async function judge(schema: OrganizationSchema, named: readonly string[], context: Context): Promise<number> {
  for (const note of notesOf(schema)) await printNote(note, context)
  const refused = schema.resources.filter(({ problem }) => problem !== undefined)
  return refused.length > 0 && (named.length > 0 || refused.length === schema.resources.length) ? 1 : 0
}

/** What a person has to know to judge the schema. */
function notesOf({ introspection, resources, notices }: OrganizationSchema): readonly string[] {
  const refused = resources.filter(({ problem }) => problem !== undefined)
  const empty = resources.filter(({ records, problem }) => records === 0 && problem === undefined)
  const isWanted = introspection.reason !== 'it was not asked for'
  return [
    ...(introspection.isUsed || !isWanted
      ? []
      : [`Types are from records and the catalog only: ${introspection.reason}.`]),
    ...refused.map(({ resource, problem }) => `${resource} could not be read: ${problem}`),
    ...(empty.length === 0 ? [] : [`No record to look at: ${empty.map(({ resource }) => resource).join(', ')}.`]),
    ...notices,
  ]
}
