import { groupTests } from '../tests/history/group-tests.ts'
import { HistoryRow } from '../tests/history/history-row.tsx'
import type { TestSummary } from '../tests/test-queries.ts'

/** How many rows are shown; the tests of a matrix are one. */
const shownRows = 6

/** The last tests, newest first; each leads to its result. */
export function RecentTests({
  tests,
  account,
}: {
  readonly tests: readonly TestSummary[]
  readonly account: string
}): React.JSX.Element {
  return (
    <div className="surface test-rows">
      {groupTests(tests)
        .slice(0, shownRows)
        .map((item) => (
          <HistoryRow
            key={item.kind === 'test' ? item.test.id : item.matrix}
            account={account}
            item={item}
            showsConnection
          />
        ))}
    </div>
  )
}
