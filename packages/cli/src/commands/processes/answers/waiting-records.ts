import type { LedgerEntry, ProcessState } from '@coupa-connector/runner'

/** Lines of the ledger that are read at once. */
const pageSize = 1000

/** The records that wait for an answer of the consumer, in the order of their ids as texts. */
export async function* waitingRecords(state: ProcessState): AsyncGenerator<LedgerEntry> {
  let after: string | undefined
  for (;;) {
    const entries = await state.unsettled({ after, limit: pageSize, state: 'waiting' })
    yield* entries
    if (entries.length < pageSize) return
    after = entries.at(-1)?.id
  }
}
