import type { CommandBody } from '../../command/command.ts'
import { connectionOptions, jsonOption } from '../../command/shared-options.ts'
import { diffSchemasCommand } from './diff-schemas.ts'
import { printingOptions } from './printing-options.ts'
import { noIntrospectionOption, samplesOption } from './reading-options.ts'

/** Reads which fields an organization has. */
export const schemaCommand: CommandBody = {
  description: `Asks the organization three ways: GraphQL, where the client may; the newest records of each resource, as Coupa serves them by
itself; and the catalog. Only names and types of fields and the values of lookups are kept, never the values of records.

table, for people, shows the fields that the organization added. json is the whole schema, for "schema diff". typescript
declares the custom fields for the library. json-schema describes the records. Confidence is high where GraphQL told
the type or five values agree, medium where fewer do or only the catalog says it, low where no value was seen or they
contradict each other.

Without a resource, those are read that companies add fields to. What may not be read is skipped with a note; the exit code
is 1 where a resource that was named could not be read.`,
  arguments: [{ name: '[resource...]', description: 'such as invoices, or suppliers/7/addresses' }],
  options: [...printingOptions, samplesOption, noIntrospectionOption, jsonOption, ...connectionOptions],
  examples: [
    'coupa-connector schema invoices suppliers',
    'coupa-connector schema --format typescript --output coupa-custom-fields.d.ts',
    'coupa-connector schema --format json --output production.json -c production',
    'coupa-connector schema diff production.json test',
  ],
  commands: [{ name: 'diff', summary: 'compare two organizations, or one with a saved schema', ...diffSchemasCommand }],
  run: async (input, context) => {
    const { runSchema } = await import('./run-schema.ts')
    return await runSchema(input, context)
  },
}
