import type { CommandBody } from '../../command/command.ts'
import { connectionOptions, jsonOption } from '../../command/shared-options.ts'
import { noIntrospectionOption, samplesOption } from './reading-options.ts'

/** Compares the fields of two organizations. */
export const diffSchemasCommand: CommandBody = {
  description: `A and B are each the name of a saved connection, a file that "schema --format json" wrote, or the word environment for the
connection of the COUPA_… variables. A name that is both means the connection; write ./NAME for the file.

Tells fields that came, went, or changed their type, and values of lookups that differ, from A to B. A field counts as gone
only where records could have shown it. Exit code 0: no difference. 3: differences. 1: none was found, but something
could not be read.`,
  arguments: [
    { name: '<a>', description: 'what was: a connection, a file, or environment' },
    { name: '<b>', description: 'what is: a connection, a file, or environment' },
  ],
  options: [
    {
      flags: '--resource <name>',
      description:
        'compare this resource only (default: those of the file, or else those that companies add fields to)',
      isRepeatable: true,
    },
    { flags: '--format <format>', description: 'table for people (default), or json', choices: ['table', 'json'] },
    { flags: '-o, --output <file>', description: 'write to this file instead of standard output' },
    samplesOption,
    noIntrospectionOption,
    jsonOption,
    ...connectionOptions.filter(({ flags }) => !flags.includes('--connection')),
  ],
  examples: [
    'coupa-connector schema diff production test',
    'coupa-connector schema diff production.json production',
    'coupa-connector schema diff test production --resource invoices --json',
  ],
  run: async (input, context) => {
    const { runSchemaDiff } = await import('./run-schema-diff.ts')
    return await runSchemaDiff(input, context)
  },
}
