import { readdirSync, readFileSync } from 'node:fs'

/** A process as Linux shows it. */
export interface RunningProcess {
  readonly pid: number
  readonly command: string
  /** Memory with each shared page divided among those that share it, so that sizes can be summed. */
  readonly proportionalMebibytes: number
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
  }))
}

function readParents(): Map<number, number> {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const status = readFileSync(`/proc/${name}/stat`, 'utf8')
      // The name of the program, in parentheses, may hold spaces; the second field after it is the parent.
      parents.set(Number(name), Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      // Ended meanwhile.
    }
  }
  return parents
}

function proportionalKibibytes(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1])
}
