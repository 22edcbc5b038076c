import { useEffect, useRef } from 'react'

/**
 * Brings what it holds into view and gives it the focus, each time `when` rises: what was refused must not be told out of
 * sight.
 */
export function InView({
  when,
  children,
}: {
  /** Counts what happened; 0 is nothing yet. */
  readonly when: number
  readonly children: React.ReactNode
}): React.JSX.Element {
  const place = useRef<HTMLDivElement>(null)
  const shown = useRef(0)
  // What there is to see may come a moment later.
  useEffect(() => {
    if (when <= shown.current || !place.current?.hasChildNodes()) return
    shown.current = when
    place.current.focus({ preventScroll: true })
    place.current.scrollIntoView({ block: 'start' })
  })
  return (
    <div ref={place} tabIndex={-1} className="in-view">
      {children}
    </div>
  )
}
