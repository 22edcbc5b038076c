import { readFile } from 'node:fs/promises'

/** How much memory a part may use. Both limits are needed: V8 knows nothing of buffers, and the system nothing of garbage. */
export interface PartMemory {
  /** Resident size, above which the part is ended and started again. */
  readonly residentMebibytes: number
  /** Heap of JavaScript objects, at which V8 collects all it can and then gives up. */
  readonly heapMebibytes: number
}

/**
 * Divides a limit on the resident size. Half of it is for JavaScript objects: answers of organizations arrive as buffers and
 * are decoded into objects, so that both sides need about the same room, and Node itself needs some 60 MiB beside them.
 */
export function partMemory(residentMebibytes: number): PartMemory {
  return { residentMebibytes, heapMebibytes: Math.floor(residentMebibytes / 2) }
}

/**
 * Flags of Node for a part. A new space that stays at its first size keeps an idle part small; the work of parts waits for
 * the network far more than for the collector.
 */
export function memoryFlags({ heapMebibytes }: PartMemory): string[] {
  return [`--max-old-space-size=${heapMebibytes}`, '--semi-space-growth-factor=1']
}

/**
 * The resident size of a process as its system sees it: it holds even for a process that is too busy to tell. Undefined
 * where the system shows no `/proc`, and when the process is gone.
 */
export async function readResidentBytes(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024
}
