import type { RunContext } from '../../run/run-context.ts'
import type { LedgerEntry } from '../../state/run-record.ts'

/** What a reconciliation has not seen so far, in pages. What is seen on the way is not there again. */
export async function* unseenPages(
  limit: number,
  { state, run }: Pick<RunContext, 'state' | 'run'>,
): AsyncGenerator<readonly LedgerEntry[]> {
  let after: string | undefined
  for (;;) {
    const entries = await state.unseen(run.generation, { after, limit })
    if (entries.length === 0) return
    after = entries.at(-1)?.id
    yield entries
  }
}
