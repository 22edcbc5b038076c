import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { type EmbeddedPlaces, makeSocketFolder } from './places.ts'
import { readPostmasterFile, removeForeignPostmasterFile } from './postmaster-file.ts'
import type { ServerPrograms } from './programs/find-programs.ts'
import { programStart, runProgram } from './programs/run-program.ts'
import type { ServerUser } from './programs/server-user.ts'
import { openLog, readLogSince, rotateLog } from './server-log.ts'
import { type ServerAddress, serverSettings, toArguments } from './server-settings.ts'

export interface ServerStart {
  readonly places: EmbeddedPlaces
  readonly programs: ServerPrograms
  readonly user: ServerUser | undefined
  /** Over those of `serverSettings`. */
  readonly settings?: Readonly<Record<string, string>> | undefined
}

/** A server that was started and is not known to be ready yet. */
export interface StartedServer {
  readonly address: ServerAddress
  /** How it ended, once it has. Undefined while it runs. */
  ended(): ProgramEnd | undefined
  /** What it has said since it was started. */
  said(): Promise<string>
}

/**
 * Starts the server of a data directory as a process that outlives this one, because a killed hub must not take the database
 * with it. When another server has the directory, this one ends and says so.
 */
export async function startServer(start: ServerStart): Promise<StartedServer> {
  const { places, settings = {} } = start
  await removeForeignPostmasterFile(places.data)
  await rotateLog(places)
  const address = await chooseAddress(start)
  const args = ['-D', places.data, ...toArguments({ ...serverSettings(address), ...settings })]
  const { handle, sizeBytes } = await openLog(places)
  try {
    const run = process.platform === 'win32' ? startOnWindows(start, args) : startDetached(start, args, handle.fd)
    return { address, ended: run.ended, said: () => readLogSince(places, sizeBytes) }
  } finally {
    await handle.close()
  }
}

/** How a program ended: with a code, by a signal (null), or with an error before it started. */
export interface ProgramEnd {
  readonly code: number | null
  readonly error?: Error
}

interface Run {
  ended(): ProgramEnd | undefined
}

function startDetached({ places, programs, user }: ServerStart, args: readonly string[], log: number): Run {
  const { file, options } = programStart({ programs, user, name: 'postgres', args, cwd: places.data })
  let end: ProgramEnd | undefined
  // A process group of its own. Ctrl-C at the terminal ends the hub, which needs its database until it has finished.
  const child = spawn(file, [...args], { ...options, detached: true, stdio: ['ignore', log, log] })
  child.once('error', (error) => {
    end = { code: null, error }
  })
  child.once('exit', (code) => {
    end = { code }
  })
  child.unref()
  return { ended: () => end }
}

/** `pg_ctl` drops administrator rights, with which PostgreSQL refuses to run. */
function startOnWindows({ places, programs, user }: ServerStart, args: readonly string[]): Run {
  let end: ProgramEnd | undefined
  const options = args.slice(2).join(' ')
  const call = { programs, user, name: 'pg_ctl', cwd: places.data } as const
  const line = ['start', '-D', places.data, '-l', places.log, '-W', '-o', options]
  runProgram({ ...call, args: line }).then(
    ({ code }) => {
      if (code !== 0) end = { code }
    },
    (error) => {
      end = { code: null, error }
    },
  )
  return { ended: () => end }
}

async function chooseAddress({ places, user }: ServerStart): Promise<ServerAddress> {
  if (process.platform !== 'win32') return { socketFolder: await makeSocketFolder(places, user) }
  const last = await readPostmasterFile(places.data)
  // A server that died had told its port to programs that still use it.
  return last !== undefined && 'port' in last.address ? last.address : { port: await findFreePort() }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
