import { readFile } from 'node:fs/promises'
import { type OrganizationSchema, parseOrganizationSchema, SchemaFormError } from '@coupa-connector/connector/schema'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { callOptions, connect, givenConnection } from '../../connections/connect.ts'
import { createConnectionStore } from '../../connections/connection-store.ts'
import { stateFolders } from '../../files/folders.ts'
import { readWithProgress } from './read-with-progress.ts'

/** One side of a comparison: a saved schema, or an organization that is yet to be read. */
export interface GivenSchema {
  /** Undefined where an organization has to be asked. */
  readonly saved: OrganizationSchema | undefined
  read(resources: readonly string[] | undefined): Promise<OrganizationSchema>
}

/** The word for the connection of the variables. */
const environmentWord = 'environment'

/** What a person typed for a side. Throws a `UsageError` for what is neither a connection nor a file with a schema. */
export async function givenSchema(given: string, input: CommandInput, context: Context): Promise<GivenSchema> {
  const store = createConnectionStore(stateFolders(context), context)
  const names = await store.names()
  if (given === environmentWord || names.includes(given)) {
    const ofSide: CommandInput = { ...input, text: (option) => textOfSide(option, given, input) }
    return {
      saved: undefined,
      read: async (resources) => {
        const settings = await givenConnection(ofSide, context)
        await using connection = await connect(settings, context, await callOptions(input, context))
        return await readWithProgress(connection, resources, input, context)
      },
    }
  }
  const saved = await readSaved(given, names)
  return { saved, read: async () => saved }
}

function textOfSide(option: string, given: string, input: CommandInput): string | undefined {
  if (option !== 'connection') return input.text(option)
  return given === environmentWord ? undefined : given
}

async function readSaved(file: string, names: readonly string[]): Promise<OrganizationSchema> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'EISDIR') throw error
    throw new UsageError(`"${file}" is neither a saved connection nor a file.`, {
      suggestion:
        names.length === 0
          ? 'Save a connection with "coupa-connector connections add NAME", or write environment for the COUPA_… variables.'
          : `Saved connections: ${names.join(', ')}. For the COUPA_… variables write environment.`,
    })
  })
  try {
    return parseOrganizationSchema(JSON.parse(text))
  } catch (error) {
    if (error instanceof SchemaFormError) throw new UsageError(`${file}: ${error.message}`, { cause: error })
    if (!(error instanceof SyntaxError)) throw error
    throw new UsageError(`${file} is not JSON: ${error.message}`, {
      suggestion: 'Give a file that "coupa-connector schema --format json --output FILE" wrote.',
      cause: error,
    })
  }
}
