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
  description: `Only the fields that are sent change; null clears a field. One JSON object gives the changed record.

For a batch leave out the id and give "-" or a file of NDJSON in its place: every line is an object with its "id". One line
of JSON tells the outcome of each record, then a line the totals; the exit code is 1 when any record failed.`,
  arguments: [
    { name: '<resource>', description: 'such as suppliers' },
    { name: '[id]', description: 'Coupa\'s id of the record; a file or "-" instead makes a batch' },
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
    `echo '{"status":"inactive"}' | coupa-connector update suppliers 7`,
    'coupa-connector update suppliers 7 change.json',
    'coupa-connector update suppliers changes.ndjson',
  ],
  run: async (input, context) => {
    const { runUpdate } = await import('./run-write.ts')
    return await runUpdate(input, context)
  },
}
