/** Which rows of a long list are rendered: from `start` up to, but not including, `end`. */
export interface RowWindow {
  readonly start: number
  readonly end: number
}

/** How many rows are rendered beyond the visible ones, so that scrolling and the Tab key find rows there. */
const overscan = 10

/** The window moves in whole steps, so that not every scrolled pixel renders again. */
const step = 5

/** The rows to render out of `count` rows of equal height, when `hiddenPx` of the list lie above the visible part. */
export function windowOf({
  hiddenPx,
  visiblePx,
  rowPx,
  count,
}: {
  readonly hiddenPx: number
  readonly visiblePx: number
  readonly rowPx: number
  readonly count: number
}): RowWindow {
  const first = Math.floor(Math.max(0, hiddenPx) / rowPx) - overscan
  const start = Math.min(Math.max(0, Math.floor(first / step) * step), count)
  const last = Math.ceil((Math.max(0, hiddenPx) + visiblePx) / rowPx) + overscan
  return { start, end: Math.min(count, Math.max(start, Math.ceil(last / step) * step)) }
}
