import { setFlagsFromString } from 'node:v8'

/**
 * Lets the heap grow by 60 % at most before it is collected. V8 waits until four times as much is garbage, which a load of many
 * records would keep for nothing: it waits for Coupa, and not for the processor (benchmarks/load-memory.ts).
 */
export function collectEarly(): void {
  setFlagsFromString('--heap-growing-percent=60')
}
