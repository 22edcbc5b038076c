import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { systemClock } from '../../basics/system-clock.ts'
import { runSingleUser } from '../../database/embedded/create-cluster.ts'
import { joinServer } from '../../database/embedded/join-server.ts'
import { readPostmasterFile } from '../../database/embedded/postmaster-file.ts'
import { prepareServer } from '../../database/embedded/prepare-server.ts'
import { roleName } from '../../database/embedded/server-settings.ts'

/** A PostgreSQL server for tests and measurements, with nothing in it. */
export interface OwnServer extends AsyncDisposable {
  /** Of its administrator, without a password. */
  readonly url: string
  /** Ends the sessions of everybody at once, as when a process of the server is killed; the server recovers by itself. */
  crash(): Promise<void>
}

/**
 * Starts the server of the embedded database in a new folder, where whoever asks is the administrator. Nothing of it stays
 * when it is disposed of. Unless told otherwise it does not wait for the disk: what tests look at is what a commit means.
 */
export async function startOwnServer(settings: Readonly<Record<string, string>> = {}): Promise<OwnServer> {
  const directory = await mkdtemp(join(tmpdir(), 'coupa-connector-server-'))
  const server = await prepareServer({ directory, settings: { fsync: 'off', max_connections: '300', ...settings } })
  await runSingleUser(server, server.places.data, [
    `alter role ${roleName} superuser`,
    // Where administrators connect to make databases. The embedded database has only its own.
    'create database postgres',
  ])
  await writeFile(join(server.places.data, 'pg_hba.conf'), 'local all all trust\nhost all all 127.0.0.1/32 trust\n')
  const { config, leave } = await joinServer(server, systemClock)
  const postmaster = await readPostmasterFile(server.places.data)
  const watch = watchOver(postmaster?.pid, directory)
  const url = new URL(`postgresql://${roleName}@localhost/postgres`)
  if (config.host?.startsWith('/')) url.searchParams.set('host', config.host)
  else url.port = String(config.port)
  return {
    url: url.href,
    crash: async () => await crashSession(url.href),
    [Symbol.asyncDispose]: async () => {
      await leave()
      watch.end()
      await rm(directory, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/**
 * Kills a process of the server with SIGKILL: the server then ends all others, throws away what they share, and recovers from
 * its log, as after the death of the whole server.
 */
async function crashSession(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  process.kill(rows[0]?.pid ?? 0, 'SIGKILL')
  await client.end().catch(() => {})
}

/**
 * Ends the server and removes its folder when this process is killed: a server of the embedded database outlives who has
 * started it. The watcher learns of the end by the end of its standard input.
 */
function watchOver(pid: number | undefined, directory: string): { end(): void } {
  const work = 'trap "" INT TERM HUP; read -r _ || { kill -QUIT "$1"; sleep 1; rm -rf "$2"; }'
  const watcher = spawn('/bin/sh', ['-c', work, 'watcher', String(pid), directory], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watcher.unref()
  const { stdin } = watcher
  if ('unref' in stdin && typeof stdin.unref === 'function') stdin.unref()
  return { end: () => stdin.end('over\n') }
}
