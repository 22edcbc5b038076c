/** A time as Coupa keeps it, without the fraction of its second. */
export function wholeSecondMs(timeMs: number): number {
  return Math.floor(timeMs / 1000) * 1000
}
