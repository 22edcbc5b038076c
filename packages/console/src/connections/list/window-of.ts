/** Which rows of a long list are drawn: from `start` up to, not including, `end`. */
export interface RowWindow {
  readonly start: number
  readonly end: number
}

/** How many rows are drawn beyond what can be seen, so that scrolling and the Tab key find rows there. */
const overscan = 10

/** The window moves by whole steps, so that not every scrolled pixel draws anew. */
const step = 5

/** The rows to draw of `count` rows of one height, when `hiddenPx` of the list stand above the visible part. */
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
