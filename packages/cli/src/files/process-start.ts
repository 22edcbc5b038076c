import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * When a process was started, in the system's own words, which are only good for comparing. Process ids are reused; a pair of
 * id and start is not. Undefined when there is no such process, `unknown` where the system does not tell.
 */
export function readProcessStart(pid: number): string | undefined {
  if (!isRunning(pid)) return undefined
  try {
    if (process.platform === 'linux') {
      // The program name, in parentheses, may contain spaces. Field 22 is the start in ticks since boot.
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
