import type { Environment, Process } from '@coupa-connector/protocol'
import { Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { useRowWindow } from '../../connections/list/use-row-window.ts'
import { ProcessRow } from './process-row.tsx'

/** How many rows before the end of what is loaded more are asked for. */
const ahead = 60

/** Processes as rows of equal height, of which only the visible ones are rendered: ten thousand scroll like ten. */
export function ProcessList({
  account,
  processes,
  columns,
  hasMore,
  onMore,
  onOpen,
  onAct,
}: {
  readonly account: string
  readonly processes: readonly Process[]
  /** The environments that have a column. */
  readonly columns: readonly Environment[]
  readonly hasMore: boolean
  readonly onMore: () => void
  /** The same functions each time, or every row is drawn anew. */
  readonly onOpen: (id: string) => void
  /** Offers to run and to pause; undefined for whoever may not. */
  readonly onAct: ((process: string) => void) | undefined
}): React.JSX.Element {
  const isNarrow = useMediaQuery('(max-width: 62em)', undefined, { getInitialValueInEffect: false }) ?? false
  const rowPx = isNarrow ? 76 + 46 * columns.length : 76
  const list = useRef<HTMLUListElement>(null)
  const count = processes.length + (hasMore ? 1 : 0)
  const { start, end } = useRowWindow(list, rowPx, count)
  const isNearEnd = hasMore && end > processes.length - ahead
  useEffect(() => {
    if (isNearEnd) onMore()
  }, [isNearEnd, onMore])
  return (
    <ul
      ref={list}
      className="surface connection-list process-list"
      style={{ height: count * rowPx }}
      data-columns={columns.length}
      aria-label="Processes"
      aria-busy={isNearEnd}
    >
      {processes.slice(start, end).map((process, index) => (
        <li
          key={process.id}
          style={{ top: (start + index) * rowPx, height: rowPx }}
          aria-setsize={hasMore ? -1 : processes.length}
          aria-posinset={start + index + 1}
        >
          <ProcessRow account={account} process={process} columns={columns} onOpen={onOpen} onAct={onAct} />
        </li>
      ))}
      {hasMore && end > processes.length ? (
        <li style={{ top: processes.length * rowPx, height: rowPx, padding: 12 }}>
          <Skeleton height={rowPx - 24} aria-label="Loading more" />
        </li>
      ) : null}
    </ul>
  )
}
