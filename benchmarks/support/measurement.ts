/** One line of the table: what was measured against what, the ratio, and whether it reaches what we promise. */
export interface Measurement {
  readonly what: string
  readonly against: string
  /** Ours divided by the rival's or the limit's, unless `unit` says otherwise. */
  readonly value: number
  readonly unit: '×' | 'jobs' | 'requests' | 'MiB' | 'KB' | 'ms' | 'frames'
  readonly reach: { readonly atMost: number } | { readonly atLeast: number } | { readonly exactly: number }
  /** The figures behind the ratio, for whoever doubts it. */
  readonly figures: Readonly<Record<string, number | string>>
}

export function holds({ value, reach }: Measurement): boolean {
  if ('atMost' in reach) return value <= reach.atMost
  if ('atLeast' in reach) return value >= reach.atLeast
  return value === reach.exactly
}

/** Each benchmark is a program that ends by printing its measurements, so that it always runs in a fresh process. */
export function report(measurements: readonly Measurement[]): void {
  process.stdout.write(`${JSON.stringify(measurements)}\n`)
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

export function round(value: number, digits = 3): number {
  return Number(value.toFixed(digits))
}
