import type { Receipt } from '@coupa-connector/connector'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { openConnection } from '../../connections/connect.ts'
import { writeFileInOneStep } from '../../files/private-file.ts'
import { prepareReceipt } from '../../files/receipt-file.ts'
import { describeResource } from '../../input/describe-resource.ts'
import { parseTime, queryRequest } from '../../input/query-request.ts'
import { print } from '../../terminal/print.ts'
import { printNote } from '../../terminal/print-note.ts'
import { createProgress } from '../../terminal/progress.ts'
import { closingLine } from './closing-line.ts'
import { openOutput, type QueryOutput } from './query-output.ts'

/** Reads the records of a resource into the output and gives the exit code. */
export async function runQuery(input: CommandInput, context: Context): Promise<number> {
  const resource = await describeResource(input.required('resource'))
  const request = queryRequest(input, resource)
  const updatedAfter = parseTime('--updated-after', input.text('updated-after'))
  const limit = input.integer('limit', { minimum: 1 })
  const receiptFile = await prepareReceipt(input.text('receipt'))
  await using connection = await openConnection(input, context)
  const output = await openOutput(input, resource, context)
  try {
    const stream = connection.resource(input.required('resource')).query({
      ...request,
      inOrder: input.text('order') !== 'any',
      format: input.text('encoding') === 'xml' ? 'xml' : 'json',
      limit,
      updatedAfter: output.startAfter ?? updatedAfter,
      checkpoint: output.continueFrom,
      onCheckpoint: output.savePosition,
      signal: context.signal,
    })
    const progress = createProgress(resource.name, () => stream.progress(), input, context)
    try {
      for await (const record of stream) await output.write(record)
    } finally {
      progress.stop()
    }
    await stream.receipt
    await output.complete(stream.checkpoint())
    const receipt = withLeftOut(await stream.receipt, output)
    if (receiptFile) await writeFileInOneStep(receiptFile, `${JSON.stringify(receipt, undefined, 2)}\n`)
    for (const notice of receipt.notices) await printNote(notice, context)
    await print(context.stderr, closingLine(receipt, { resource: resource.name, file: output.file, context }))
    return receipt.complete || receipt.reason === 'limit' ? 0 : 1
  } catch (error) {
    const kept = await output.abandon()
    if (kept) await print(context.stderr, `${kept}\n`).catch(() => {})
    throw error
  }
}

/** The receipt of a table tells what of the records the table does not hold: somebody may have nothing but these two. */
function withLeftOut(receipt: Receipt, { leftOut }: QueryOutput): Receipt {
  if (leftOut.size === 0) return receipt
  const names = [...leftOut].sort().join(', ')
  const notice = `The table has no column for ${names}. To have them, name all fields in --fields and add --allow-unknown-fields.`
  return { ...receipt, notices: [...receipt.notices, notice] }
}
