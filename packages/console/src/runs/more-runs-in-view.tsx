import { useEffect, useRef } from 'react'
import { MoreButton, type PagedList } from '../ui/controls/more-button.tsx'

/** How far above the end of the list the next page is asked for. */
const aheadPx = 1200

/** Loads the next page before the end of the list comes into view. The button is for who moves by keyboard, and after a failure. */
export function MoreRunsInView({ list }: { readonly list: PagedList }): React.JSX.Element {
  const end = useRef<HTMLDivElement>(null)
  const latest = useRef(list)
  latest.current = list
  useEffect(() => {
    if (!end.current) return
    const observer = new IntersectionObserver(
      ([entry]) => {
        const { hasNextPage, isFetchingNextPage, fetchNextPage } = latest.current
        if (entry?.isIntersecting && hasNextPage && !isFetchingNextPage) void fetchNextPage()
      },
      { rootMargin: `0px 0px ${aheadPx}px` },
    )
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={end}>
      <MoreButton list={list} />
    </div>
  )
}
