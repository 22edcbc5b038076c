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

/** Creates one record or many. */
export const createCommand: CommandBody = {
  description: `One JSON object gives the new record. Several objects, one on each line (NDJSON), or a JSON array make a batch: one
line of JSON with the outcome of each record as it is known (index, status, id or error), then a line with the totals;
the exit code is 1 when any record failed. A line that is no JSON is reported with line and column, the others go on.

When the answer to a create is lost, the record is looked up by its natural key ("resources NAME" shows it). Found: done,
with its id. Without a key to look up by, the outcome is reported as unknown and nothing is sent twice.`,
  arguments: [
    { name: '<resource>', description: 'such as suppliers' },
    { name: '[file]', description: 'JSON or NDJSON; "-" or nothing reads standard input' },
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
    'coupa-connector create suppliers new-supplier.json',
    'coupa-connector create suppliers new-supplier.json --fields id,number,status --json',
    `echo '{"name":"Acme","number":"A-1"}' | coupa-connector create suppliers`,
    'coupa-connector create suppliers suppliers.ndjson --concurrency 4 > outcomes.ndjson',
  ],
  run: async (input, context) => {
    const { runCreate } = await import('./run-write.ts')
    return await runCreate(input, context)
  },
}
