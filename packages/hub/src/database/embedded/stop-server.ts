import { setTimeout as pause } from 'node:timers/promises'
import type { HubClock } from '../../basics/hub-clock.ts'
import { isPostmaster, readPostmasterFile } from './postmaster-file.ts'
import { runProgram } from './programs/run-program.ts'
import type { ServerStart } from './start-server.ts'

/** How long a server may take to write everything out. After that it is stopped at once, and recovers at its next start. */
const fastStopMs = 30_000

/** Stops the server of a data directory if it runs, and resolves when it is gone. What was committed stays. */
export async function stopServer(server: Omit<ServerStart, 'settings'>, clock: HubClock): Promise<void> {
  const { places } = server
  const found = await readPostmasterFile(places.data)
  if (found === undefined || !(await isPostmaster(found.pid, places.data))) return
  await signal(server, found.pid, 'fast')
  const deadlineMs = clock.monotonicMs() + fastStopMs
  let isImmediate = false
  while (await isPostmaster(found.pid, places.data)) {
    if (!isImmediate && clock.monotonicMs() >= deadlineMs) {
      isImmediate = true
      await signal(server, found.pid, 'immediate')
    }
    await pause(10)
  }
}

async function signal(
  { places, programs, user }: Omit<ServerStart, 'settings'>,
  pid: number,
  mode: 'fast' | 'immediate',
): Promise<void> {
  if (process.platform === 'win32') {
    const args = ['stop', '-D', places.data, '-m', mode, '-W']
    await runProgram({ programs, user, name: 'pg_ctl', args, cwd: places.data })
    return
  }
  try {
    process.kill(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
