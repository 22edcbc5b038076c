import type { OptionDeclaration } from '../../command/command.ts'

/** How a schema is printed, and where. */
export const printingOptions: readonly OptionDeclaration[] = [
  {
    flags: '--format <format>',
    description: 'table for people (default), json, typescript or json-schema',
    choices: ['table', 'json', 'typescript', 'json-schema'],
  },
  { flags: '-o, --output <file>', description: 'write to this file instead of standard output' },
  { flags: '--all-fields', description: "show Coupa's own fields in the table, too" },
]
