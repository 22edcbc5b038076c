import { RunError } from '../report/run-error.ts'
import type { RunContext } from '../run/run-context.ts'
import type { ReadPosition } from '../state/run-record.ts'
import { deliverBatch } from './deliver-batch.ts'
import { fetchRecords } from './fetch-records.ts'

/** How long a run beside a back-fill is given to end its batch: longer after each try. */
const waitsMs = [0, 1000, 2000, 4000, 8000, 15_000, 30_000, 60_000]

/**
 * In a back-fill: what a run beside it delivered at the same time is read and delivered once more, as it is now, until nobody
 * came in between. So the last delivery of a record is never an older one. `position` is where reading goes on.
 */
export async function deliverAgain(position: ReadPosition, context: RunContext): Promise<void> {
  const { state, clock, signal, again } = context
  for (const waitMs of waitsMs) {
    if (again.size === 0) return
    if (waitMs > 0) await clock.sleep(waitMs, signal)
    const ids = [...again]
    // What the ledger says is read first: whatever is delivered from now on is found out.
    const entries = await state.entries(ids)
    const over = new Map([...entries].map(([id, { sequence }]) => [id, sequence]))
    const rest = { generation: undefined, isWatch: false, deliversUnknown: true, lost: new Set(ids), over }
    again.clear()
    const left = new Set(ids)
    for await (const records of fetchRecords(
      ids.map((id) => ({ id })),
      context.mapper.fields,
      context,
    )) {
      for (const { id } of records) left.delete(id)
      await deliverBatch({ ...rest, records, position: { ...position, again: [...left] } }, context)
    }
  }
  if (again.size === 0) return
  throw new RunError(
    'RECORDS_IN_USE',
    `${again.size} records are in a batch of another run of the process that does not end.`,
    'Run the process once, so that its batch is settled. Then start the back-fill again: it continues where it stopped.',
  )
}
