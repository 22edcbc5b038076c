import type { CommandBody } from '../../command/command.ts'
import {
  connectionOptions,
  encodingOption,
  fieldsOption,
  jsonOption,
  unknownFieldsOption,
} from '../../command/shared-options.ts'

/** Reads one record. */
export const getCommand: CommandBody = {
  arguments: [
    { name: '<resource>', description: 'such as invoices' },
    { name: '<id>', description: 'id of the record in Coupa' },
  ],
  options: [fieldsOption, unknownFieldsOption, encodingOption, jsonOption, ...connectionOptions],
  examples: [
    'coupa-connector get invoices 41',
    'coupa-connector get suppliers 22 --fields id,name,primary-contact.email',
  ],
  run: async (input, context) => {
    const { runGet } = await import('./run-get.ts')
    return await runGet(input, context)
  },
}
