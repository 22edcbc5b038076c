import { setFlagsFromString } from 'node:v8'

/**
 * Collects the heap when it has grown by a share of what is in use. V8 waits until four times as much is garbage, which a run
 * over many records would keep for nothing (benchmarks/process-memory.ts, benchmarks/load-memory.ts).
 */
export function collectEarly({ growthPercent }: { readonly growthPercent: number }): void {
  setFlagsFromString(`--heap-growing-percent=${growthPercent}`)
}
