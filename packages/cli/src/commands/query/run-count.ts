import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { openConnection } from '../../connections/connect.ts'
import { describeResource } from '../../input/describe-resource.ts'
import { parseTime, queryRequest } from '../../input/query-request.ts'
import { print } from '../../terminal/print.ts'
import { printNote } from '../../terminal/print-note.ts'
import { createProgress } from '../../terminal/progress.ts'

/** Options about records, of which a count prints none. */
const meaningless = ['fields', 'output', 'checkpoint', 'receipt', 'format', 'text-column', 'order-by', 'limit'] as const

/**
 * Counts the records of a resource and gives the exit code. Coupa has no answer with a number of records (F-225), so that the
 * ids of all are read, in any order.
 */
export async function runCount(input: CommandInput, context: Context): Promise<number> {
  const unusable = meaningless.find((option) => input.text(option) !== undefined || input.list(option).length > 0)
  if (unusable !== undefined) {
    throw new UsageError(
      `--count and --${unusable} make no sense together: a count prints one number and no records.`,
      {
        suggestion: 'Leave one of them out.',
      },
    )
  }
  const resource = await describeResource(input.required('resource'))
  const request = queryRequest(input, resource)
  const updatedAfter = parseTime('--updated-after', input.text('updated-after'))
  await using connection = await openConnection(input, context)
  const stream = connection.resource(input.required('resource')).query({
    ...request,
    fields: ['id'],
    inOrder: false,
    format: input.text('encoding') === 'xml' ? 'xml' : 'json',
    updatedAfter,
    signal: context.signal,
  })
  const progress = createProgress(resource.name, () => stream.progress(), input, context)
  let count = 0
  try {
    for await (const _record of stream) count++
  } finally {
    progress.stop()
  }
  const receipt = await stream.receipt
  for (const notice of receipt.notices) await printNote(notice, context)
  await print(context.stdout, `${count}\n`)
  return receipt.complete ? 0 : 1
}
