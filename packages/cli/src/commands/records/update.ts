import type { CommandBody } from '../../command/command.ts'
import {
  answerFieldsOption,
  batchOptions,
  connectionOptions,
  encodingOption,
  jsonOption,
  unknownFieldsOption,
} from '../../command/shared-options.ts'
import { ignoredFieldsOption } from './ignored-fields.ts'

/** Changes one record or many. */
export const updateCommand: CommandBody = {
  description: `Only the fields that are sent change; null clears a field. One JSON object holds the changes.

For a batch, replace the id with "-" or a file of NDJSON: every line is an object with its "id". A batch prints one line of
JSON with the outcome of each record, then a line with the totals; the exit code is 1 if any record failed.`,
  arguments: [
    { name: '<resource>', description: 'such as suppliers' },
    { name: '[id]', description: 'id of the record in Coupa; for a batch, a file or "-" instead' },
    { name: '[file]', description: 'JSON; "-" or nothing reads standard input' },
  ],
  options: [
    answerFieldsOption,
    unknownFieldsOption,
    ignoredFieldsOption,
    ...batchOptions,
    encodingOption,
    jsonOption,
    ...connectionOptions,
  ],
  examples: [
    `echo '{"status":"inactive"}' | coupa-connector update suppliers 22`,
    'coupa-connector update suppliers 22 change.json',
    'coupa-connector update suppliers changes.ndjson',
  ],
  run: async (input, context) => {
    const { runUpdate } = await import('./run-write.ts')
    return await runUpdate(input, context)
  },
}
