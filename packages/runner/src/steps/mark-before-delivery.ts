import type { RunContext } from '../run/run-context.ts'
import { markRecords } from './acknowledge/mark-records.ts'
import { type OpenedBatch, openBatch } from './open-batch.ts'

/**
 * Between steps 1 and 4, for processes that mark first. What cannot be marked is not delivered: a smaller batch takes the place
 * of the one that was opened, without records if none is left. The smaller one is known before the larger one is forgotten, so
 * that a kill in between leaves no mark without somebody who takes it back.
 */
export async function markBeforeDelivery(opened: OpenedBatch, context: RunContext): Promise<OpenedBatch> {
  const unmarked = await markRecords(opened.records, context)
  await context.onStep?.('batch-marked')
  if (unmarked.size === 0) return opened
  const smaller = await openBatch(
    {
      ...opened,
      records: opened.records.filter(({ id }) => !unmarked.has(String(id))),
      failures: [...opened.failures, ...unmarked.values()],
    },
    context,
  )
  await context.state.batchDropped(context.run.id, opened.id)
  return smaller
}
