import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { openConnection } from '../../connections/connect.ts'
import { describeResource } from '../../input/describe-resource.ts'
import { fieldsRequest } from '../../input/query-request.ts'
import { parseRecordId } from '../../input/record-id.ts'
import { printRecord } from '../../output/print-record.ts'

/** Reads one record and prints it. */
export async function runGet(input: CommandInput, context: Context): Promise<number> {
  const name = input.required('resource')
  await describeResource(name)
  const id = parseRecordId(input.required('id'))
  const fields = fieldsRequest(input)
  await using connection = await openConnection(input, context)
  const record = await connection.resource(name).get(id, {
    format: input.text('encoding') === 'xml' ? 'xml' : 'json',
    signal: context.signal,
    ...fields,
  })
  await printRecord(record, input, context)
  return 0
}
