import type { PartMemory } from './part-memory.ts'
import type { PartExit } from './part-process.ts'

/** Says why a part ended, as a clause for a log line: `it was killed by SIGTERM`. */
export function describeExit({ code, signal, isHeapFull, error }: PartExit, { heapMebibytes }: PartMemory): string {
  if (error) return `it could not be started: ${error.message}`
  if (isHeapFull) return `it ran out of memory: its heap may grow to ${heapMebibytes} MiB`
  if (signal === 'SIGKILL') return 'it was killed by SIGKILL: by a person, or by a system that ran out of memory'
  if (signal !== null) return `it was killed by ${signal}`
  return `it ended with exit code ${code}`
}
