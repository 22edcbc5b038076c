import { type RefObject, useLayoutEffect, useState } from 'react'
import { type RowWindow, windowOf } from './window-of.ts'

/** Which rows of the list in `list` to render. The page itself scrolls. */
export function useRowWindow(list: RefObject<HTMLElement | null>, rowPx: number, count: number): RowWindow {
  const [rows, setRows] = useState<RowWindow>(() => ({
    start: 0,
    end: Math.min(count, Math.ceil(window.innerHeight / rowPx)),
  }))
  useLayoutEffect(() => {
    const look = (): void => {
      const hiddenPx = -(list.current?.getBoundingClientRect().top ?? 0)
      const next = windowOf({ hiddenPx, visiblePx: window.innerHeight, rowPx, count })
      setRows((previous) => (previous.start === next.start && previous.end === next.end ? previous : next))
    }
    // The rows visible at the top are rendered at once, and the rows below after the first paint. A page further down was
    // scrolled there, which triggers an event.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(look)
    })
    window.addEventListener('scroll', look, { passive: true })
    window.addEventListener('resize', look)
    return () => {
      cancelAnimationFrame(frame)
      window.removeEventListener('scroll', look)
      window.removeEventListener('resize', look)
    }
  }, [list, rowPx, count])
  return rows
}
