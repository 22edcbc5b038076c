import { readFile } from 'node:fs/promises'

/**
 * How much memory a part may use. Both limits are needed: V8 does not count buffers, and the system does not know what is
 * garbage.
 */
export interface PartMemory {
  /** Resident size, above which the part is ended and started again. */
  readonly residentMebibytes: number
  /** The heap of JavaScript objects. At this size V8 collects all it can and then gives up. */
  readonly heapMebibytes: number
}

/**
 * Splits a limit on the resident size. Half of it goes to JavaScript objects: answers arrive as buffers and are decoded into
 * objects, so both need about the same room, and Node itself needs about 60 MiB.
 */
export function partMemory(residentMebibytes: number): PartMemory {
  return { residentMebibytes, heapMebibytes: Math.floor(residentMebibytes / 2) }
}

/**
 * Flags of Node for a part. Holding the new space at its initial size keeps an idle part small. Parts wait for the network far
 * more than for the collector.
 */
export function memoryFlags({ heapMebibytes }: PartMemory): string[] {
  return [`--max-old-space-size=${heapMebibytes}`, '--semi-space-growth-factor=1']
}

/**
 * The resident size of a process as the system sees it, which works even for a process that is too busy to answer. Undefined
 * where the system has no `/proc`, and when the process is gone.
 */
export async function readResidentBytes(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024
}
