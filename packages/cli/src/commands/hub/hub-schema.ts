import type { Command } from '../../command/command.ts'
import { jsonOption } from '../../command/shared-options.ts'
import { printingOptions } from '../schema/printing-options.ts'
import { connectionArgument } from './connection-argument.ts'

/** The fields of organizations, as the hub has read them. */
export const hubSchemaCommand: Command = {
  name: 'schema',
  summary: 'show which fields the organization of a connection has, as the hub has read them',
  description:
    'Formats are those of "coupa-connector schema". The hub reads the fields in the console, and by schedule: "hub connections\n' +
    'schedule" with --read-schema.',
  arguments: [connectionArgument],
  options: [
    ...printingOptions,
    { flags: '--changes', description: 'list what has changed since the fields were first read' },
    jsonOption,
  ],
  examples: [
    'coupa-connector hub schema acme',
    'coupa-connector hub schema acme --changes',
    'coupa-connector hub schema diff production test',
  ],
  commands: [
    {
      name: 'diff',
      summary: 'compare the fields of two connections of the hub',
      description: 'Exit code 0: no difference. 3: differences. 1: none was found, but something could not be read.',
      arguments: [
        { name: '<a>', description: 'what was: name or id of a connection' },
        { name: '<b>', description: 'what is: name or id of a connection' },
      ],
      options: [jsonOption],
      run: async (input, context) => (await import('./run-hub-schema.ts')).diffHubSchemas(input, context),
    },
  ],
  run: async (input, context) => (await import('./run-hub-schema.ts')).showHubSchema(input, context),
}
