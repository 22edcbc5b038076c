import { useLayoutEffect, useRef } from 'react'

/**
 * Gives the focus back to what had it before a dialog opened. Mantine does so when its dialog closes; one that is taken away
 * as a whole would leave the focus at the top of the page.
 */
export function useFocusBack(opened: boolean): void {
  const before = useRef<Element | null>(null)
  useLayoutEffect(() => {
    if (opened) before.current = document.activeElement
  }, [opened])
  useLayoutEffect(
    () => () => {
      // The dialog is gone by then, and whoever wanted the focus has it.
      setTimeout(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body
        if (isLost && before.current instanceof HTMLElement) before.current.focus()
      })
    },
    [],
  )
}
