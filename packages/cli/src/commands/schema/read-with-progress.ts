import type { Connection } from '@coupa-connector/connector'
import { type OrganizationSchema, readSchema } from '@coupa-connector/connector/schema'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { createCounting } from '../../terminal/progress.ts'

/** Reads the schema of an organization as the options say, and shows how far it is. */
export async function readWithProgress(
  connection: Connection,
  resources: readonly string[] | undefined,
  input: CommandInput,
  context: Context,
): Promise<OrganizationSchema> {
  let text = 'signing in'
  const counting = createCounting('schema:', () => text, input, context)
  try {
    return await readSchema(connection, {
      resources,
      samples: input.integer('samples', { minimum: 1, maximum: 1000 }),
      introspection: !input.flag('no-introspection'),
      onProgress: ({ done, total }) => {
        text = `${done} of ${total} resources`
      },
      signal: context.signal,
      clock: context.clock,
    })
  } finally {
    counting.stop()
  }
}
