export interface SlidingWindow {
  /** The monotonic time from which one more request fits. */
  readonly opensAtMs: number
  add(nowMs: number): void
  /** A window of another size in which the requests of this one still count. */
  resized(size: number, lengthMs: number): SlidingWindow
}

/** Lets `size` requests go in any stretch of `lengthMs`: the next one fits when the one `size` before has left. */
export function createSlidingWindow(size: number, lengthMs: number): SlidingWindow {
  const times = new Float64Array(size).fill(Number.NEGATIVE_INFINITY)
  let oldest = 0
  return {
    get opensAtMs() {
      return (times[oldest] ?? 0) + lengthMs
    },
    add: (nowMs) => {
      times[oldest] = nowMs
      oldest = (oldest + 1) % size
    },
    resized: (newSize, newLengthMs) => {
      const other = createSlidingWindow(newSize, newLengthMs)
      for (let i = 0; i < size; i++) other.add(times[(oldest + i) % size] ?? Number.NEGATIVE_INFINITY)
      return other
    },
  }
}
