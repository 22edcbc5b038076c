import { type OrganizationSchema, schemaToJsonSchema, schemaToTypeScript } from '@coupa-connector/connector/schema'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { schemaTable } from './schema-table.ts'

/** A schema in the format that the command line asks for. */
export async function renderSchema(schema: OrganizationSchema, input: CommandInput, context: Context): Promise<string> {
  switch (input.text('format') ?? (input.flag('json') ? 'json' : 'table')) {
    case 'json':
      return `${JSON.stringify(schema, undefined, 2)}\n`
    case 'typescript':
      return schemaToTypeScript(schema)
    case 'json-schema':
      return `${JSON.stringify(schemaToJsonSchema(schema), undefined, 2)}\n`
    default:
      return await schemaTable(schema, { hasAllFields: input.flag('all-fields') }, context)
  }
}
