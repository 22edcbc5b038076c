import { type LoadDifference, verifyLoad } from '@coupa-connector/runner'
import type { CarryOutLoadOptions } from './load-options.ts'
import { withinReceipt } from './within-receipt.ts'

/** Reads from Coupa what was loaded, and ends the run with what differs. Neither the input nor its place is needed. */
export async function verifyLoadToHub({
  definition,
  connection,
  state,
  runState,
  clock,
  signal,
}: CarryOutLoadOptions): Promise<void> {
  const startedAt = new Date(clock.now()).toISOString()
  const { records, differing, differences } = await verifyLoad({ definition, connection, state, signal })
  const listed = withinReceipt<LoadDifference>()
  differences.every(listed.add)
  const outcome = differing === 0 ? 'succeeded' : 'partial'
  const { resource } = definition.destination
  const receipt = {
    ...{ outcome, direction: 'in', resource, records, differing, differences: listed.items },
    ...{ startedAt, endedAt: new Date(clock.now()).toISOString() },
  }
  await runState.endRun('', { outcome, receipt, watermarks: {}, canContinue: false })
}
