import type { Environment, Process } from '@coupa-connector/protocol'
import { useIsNarrow } from '../../ui/lists/use-is-narrow.ts'
import { WindowedList, type WindowedPages } from '../../ui/lists/windowed-list.tsx'
import { ProcessRow } from './process-row.tsx'

const rowPx = 84
/** What each environment adds where it has no column of its own. */
const environmentPx = 46

/** Processes, one row each, with a column for each environment. */
export function ProcessList({
  account,
  processes,
  columns,
  pages,
  onAct,
}: {
  readonly account: string
  readonly processes: readonly Process[]
  /** The environments that have a column. */
  readonly columns: readonly Environment[]
  readonly pages: WindowedPages
  /** Offers to run and to pause; undefined for whoever may not. The same function each time, or every row is drawn anew. */
  readonly onAct: ((process: string) => void) | undefined
}): React.JSX.Element {
  const isNarrow = useIsNarrow('62em')
  return (
    <WindowedList
      label="Processes"
      className={`process-list columns-${columns.length}`}
      items={processes}
      rowPx={isNarrow ? rowPx + environmentPx * columns.length : rowPx}
      pages={pages}
    >
      {(process) => <ProcessRow account={account} process={process} columns={columns} onAct={onAct} />}
    </WindowedList>
  )
}
