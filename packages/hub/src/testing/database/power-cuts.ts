import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { openEmbeddedDatabase } from '../../database/connecting/open-embedded.ts'
import { isPostmaster } from '../../database/embedded/postmaster-file.ts'
import { makeEmbeddedDirectory } from './embedded-directory.ts'
import { makePowerDisk } from './power-disk.ts'

export interface PowerCutOptions {
  readonly rounds: number
  /** How long a round's program writes before the cut, at random between these: 0 up to 1. */
  readonly random: () => number
  /** Settings of the server over those of an installation. Only for the control, which has to lose something. */
  readonly settings?: Readonly<Record<string, string>>
  readonly tell?: (line: string) => void
}

export interface PowerCutReport {
  /** How many rows programs were told to be stored. */
  readonly acknowledged: number
  /** Those of them that were not there after a cut. */
  readonly lost: readonly string[]
  /** Cuts after which the database did not open, with what it said. */
  readonly unopened: readonly string[]
}

/**
 * Cuts the power of a disk while programs write to the embedded database on it, round after round: at a random moment
 * whatever was not synced is dropped and every process killed. Then the disk comes back, the database is opened, and
 * everything that was ever acknowledged is looked for.
 */
export async function runPowerCuts(options: PowerCutOptions): Promise<PowerCutReport> {
  const { rounds, random, settings = {}, tell = () => {} } = options
  await using disk = makePowerDisk(384)
  await using directory = await makeEmbeddedDirectory(disk.path)
  await (await directory.open({ settings })).close()
  const acknowledged = new Set<string>()
  const lost = new Set<string>()
  const unopened: string[] = []
  for (let round = 1; round <= rounds && unopened.length === 0; round++) {
    const programs = ['a', 'b'].map((name) => forkWriter(directory.path, `${round}-${name}`, settings))
    const told: string[] = []
    for (const program of programs) program.on('message', (key) => told.push(String(key)))
    await Promise.all(programs.map((program) => once(program, 'message')))
    await pause(random() * 1_500)
    const pid = await directory.serverPid()
    disk.cut()
    // What is told from here on was acknowledged after the cut, and by nobody who could keep it: none may be.
    await Promise.all(programs.map(killAndWait))
    if (pid !== undefined) await killServer(pid, directory.data)
    for (const key of told) acknowledged.add(key)
    disk.restore()
    try {
      await using database = await openEmbeddedDatabase({ directory: directory.path, settings })
      const rows = await database.db.selectFrom('installation').select('key').execute()
      const found = new Set(rows.map(({ key }) => key))
      for (const key of acknowledged) if (!found.has(key)) lost.add(key)
    } catch (error) {
      unopened.push(`${(error as Error).message} ${((error as Error).cause as Error | undefined)?.message ?? ''}`)
    }
    tell(
      `power cut ${round}: ${told.length} rows acknowledged before it, ${acknowledged.size} in all, ${lost.size} lost`,
    )
  }
  return { acknowledged: acknowledged.size, lost: [...lost], unopened }
}

function forkWriter(directory: string, prefix: string, settings: object): ReturnType<typeof fork> {
  return fork(new URL('./embedded-writer.ts', import.meta.url), [directory, prefix, JSON.stringify(settings)], {
    execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'],
    // On the cut disk it fails, as it should, and would say so at length.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}

async function killAndWait(program: ReturnType<typeof fork>): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return
  const exited = once(program, 'exit')
  program.kill('SIGKILL')
  await exited
}

/** The server, and its processes with it: they notice that it is gone and end. */
async function killServer(pid: number, data: string): Promise<void> {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // It may have ended by itself when its disk failed.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
  while (await isPostmaster(pid, data).catch(() => false)) await pause(10)
}
