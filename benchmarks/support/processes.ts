import { readdirSync, readFileSync } from 'node:fs'

/** A process as Linux shows it. */
export interface RunningProcess {
  readonly pid: number
  readonly command: string
  /** Memory with each shared page divided among those that share it, so that sizes can be summed. */
  readonly proportionalMebibytes: number
  /** Processor time of it and of its children that have ended. */
  readonly processorMs: number
}

/** A process and all that descend from it. */
export function readProcesses(root: number): RunningProcess[] {
  const parents = readParents()
  const family = new Set([root])
  // A child may have a lower number than its parent: look until nobody is added.
  for (let size = 0; size < family.size; ) {
    size = family.size
    for (const [pid, parent] of parents) if (family.has(parent)) family.add(pid)
  }
  return [...family].map((pid) => ({
    pid,
    command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim(),
    proportionalMebibytes: proportionalKibibytes(pid) / 1024,
    processorMs: processorMs(pid),
  }))
}

function readParents(): Map<number, number> {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      parents.set(Number(name), readFields(name)[1] ?? 0)
    } catch {
      // Ended meanwhile.
    }
  }
  return parents
}

/** The fields of `/proc/PID/stat` after the name, which stands in parentheses and may hold spaces. */
function readFields(pid: number | string): number[] {
  const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return status
    .slice(status.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
}

function processorMs(pid: number): number {
  // User and system time of the process and of its children, in ticks, of which Linux tells 100 a second.
  return readFields(pid)
    .slice(11, 15)
    .reduce((sum, ticks) => sum + ticks * 10, 0)
}

function proportionalKibibytes(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1])
}
