let isAwaited = false

/**
 * Gives the heading of each screen that people go to the focus, so that whoever listens hears where they are, and the
 * keyboard goes on from there.
 */
export function focusHeadings(router: {
  subscribe(
    type: 'onBeforeLoad',
    tell: (event: { readonly pathChanged: boolean; readonly fromLocation?: unknown }) => void,
  ): unknown
}): void {
  router.subscribe('onBeforeLoad', ({ pathChanged, fromLocation }) => {
    if (pathChanged && fromLocation !== undefined) isAwaited = true
  })
  // Whoever does something on the new screen is not led away from it.
  for (const type of ['keydown', 'pointerdown'] as const) {
    window.addEventListener(type, () => (isAwaited = false), { capture: true })
  }
}

/** Whether a heading that appears now takes the focus. */
export function isHeadingFocusAwaited(): boolean {
  return isAwaited
}
