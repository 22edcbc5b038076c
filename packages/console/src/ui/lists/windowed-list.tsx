import { Skeleton } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { MoreButton, type PagedList } from '../controls/more-button.tsx'
import { useRowWindow } from './use-row-window.ts'

/** Where the items of a list come from. */
export type WindowedPages = PagedList & { readonly isFetchNextPageError: boolean }

/** How many rows before the end of what is loaded the next page is asked for. */
const ahead = 60

/** Rows of equal height, of which only the visible ones are rendered: ten thousand scroll like ten. */
export function WindowedList<Item extends { readonly id: string }>({
  label,
  className = '',
  items,
  rowPx,
  pages,
  children,
}: {
  readonly label: string
  readonly className?: string
  readonly items: readonly Item[]
  /** The height of each row. */
  readonly rowPx: number
  /** The next page is asked for ahead of its rows; by hand after a failure, so that a hub that is away is left alone. */
  readonly pages: WindowedPages
  /** Draws a row: best a component that renders again only when its item changes. */
  readonly children: (item: Item) => React.ReactNode
}): React.JSX.Element {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = pages
  const list = useRef<HTMLUListElement>(null)
  const count = items.length + (hasNextPage ? 1 : 0)
  const { start, end } = useRowWindow(list, rowPx, count)
  const isNearEnd = hasNextPage && end > items.length - ahead
  const isWanted = isNearEnd && !isFetchingNextPage && !isFetchNextPageError
  useEffect(() => {
    if (isWanted) void fetchNextPage()
  }, [isWanted, fetchNextPage])
  return (
    <ul
      ref={list}
      className={`surface windowed-list ${className}`}
      style={{ height: count * rowPx }}
      aria-label={label}
      aria-busy={isFetchingNextPage}
    >
      {items.slice(start, end).map((item, index) => (
        <li
          key={item.id}
          style={{ top: (start + index) * rowPx, height: rowPx }}
          aria-setsize={hasNextPage ? -1 : items.length}
          aria-posinset={start + index + 1}
        >
          {children(item)}
        </li>
      ))}
      {hasNextPage && end > items.length ? (
        <li style={{ top: items.length * rowPx, height: rowPx }}>
          {isFetchNextPageError ? (
            <MoreButton list={pages} />
          ) : (
            <Skeleton height={rowPx - 24} m={12} width="auto" aria-label="Loading more" />
          )}
        </li>
      ) : null}
    </ul>
  )
}
