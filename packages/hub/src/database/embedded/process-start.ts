import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * When a process was started, in words of the system that only serve to be compared: process ids are given out again, a
 * pair of id and start is not. Undefined when there is no such process; `unknown` where the system does not tell.
 */
export function readProcessStart(pid: number): string | undefined {
  if (!isRunning(pid)) return undefined
  try {
    if (process.platform === 'linux') {
      // The name of the program, in parentheses, may hold spaces; the 22nd field is the start in ticks since boot.
      const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const fields = status.slice(status.lastIndexOf(')') + 2).split(' ')
      if (fields[0] === 'Z') return undefined
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`
    }
    if (process.platform === 'win32') return 'unknown'
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return isRunning(pid) ? 'unknown' : undefined
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
