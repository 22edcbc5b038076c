import type { ConnectionSummary } from '@coupa-connector/protocol'
import { Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { ConnectionRow } from './connection-row.tsx'
import { useRowWindow } from './use-row-window.ts'

/** How many rows before the end of what is loaded more are asked for. */
const ahead = 60

/** Connections as rows of equal height, of which only the visible ones are rendered: ten thousand scroll like ten. */
export function ConnectionList({
  account,
  connections,
  hasMore,
  onMore,
  onOpen,
}: {
  readonly account: string
  readonly connections: readonly ConnectionSummary[]
  readonly hasMore: boolean
  readonly onMore: () => void
  /** The same function each time, or every row is drawn anew. */
  readonly onOpen: (id: string) => void
}): React.JSX.Element {
  const isNarrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false })
  const rowPx = isNarrow ? 120 : 68
  const list = useRef<HTMLUListElement>(null)
  const count = connections.length + (hasMore ? 1 : 0)
  const { start, end } = useRowWindow(list, rowPx, count)
  const isNearEnd = hasMore && end > connections.length - ahead
  useEffect(() => {
    if (isNearEnd) onMore()
  }, [isNearEnd, onMore])
  return (
    <ul
      ref={list}
      className="surface connection-list"
      style={{ height: count * rowPx }}
      aria-label="Connections"
      aria-busy={isNearEnd}
    >
      {connections.slice(start, end).map((connection, index) => (
        <li
          key={connection.id}
          style={{ top: (start + index) * rowPx, height: rowPx }}
          aria-setsize={hasMore ? -1 : connections.length}
          aria-posinset={start + index + 1}
        >
          <ConnectionRow account={account} connection={connection} onOpen={onOpen} />
        </li>
      ))}
      {hasMore && end > connections.length ? (
        <li style={{ top: connections.length * rowPx, height: rowPx, padding: 12 }}>
          <Skeleton height={rowPx - 24} aria-label="Loading more" />
        </li>
      ) : null}
    </ul>
  )
}
