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
  description: `One JSON object is the new record. Several objects, one on each line (NDJSON), or a JSON array are a batch. A batch prints
one line of JSON for each record as soon as its outcome is known (index, status, id or error), then a line with the totals;
the exit code is 1 if any record failed. A line that is not JSON is reported with line and column; the others continue.

If the response to a create is lost, the record is looked up by its natural key ("resources NAME" shows it). If it is found,
it is reported as created, with its id. Without a natural key, the outcome is reported as unknown. Nothing is sent twice.`,
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
