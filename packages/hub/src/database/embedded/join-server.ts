import { readFile, realpath } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { HubClock } from '../../basics/hub-clock.ts'
import { DatabaseError } from '../failures/database-error.ts'
import { tooFewDescriptors } from '../failures/too-few-descriptors.ts'
import { explainFailure } from './explain-failure.ts'
import { readFreeBytesOf } from './free-bytes.ts'
import { type EmbeddedPlaces, toDirectoryError } from './places.ts'
import { isPostmaster, readPostmasterFile } from './postmaster-file.ts'
import { removeOldPrograms } from './programs/prepare-programs.ts'
import { databaseName, roleName, type ServerAddress, socketPort } from './server-settings.ts'
import { type ServerStart, type StartedServer, startServer } from './start-server.ts'
import { stopServer } from './stop-server.ts'

/** This program among those that use a server. */
export interface Membership {
  /** How the server is reached. */
  readonly config: pg.ClientConfig
  /** Resolves when the connection that marks this program's presence breaks, usually because the server has died. */
  readonly whenBroken: Promise<void>
  /** Goes away, and stops the server when no other program uses it. */
  leave(): Promise<void>
}

/**
 * Every program that uses a server holds this advisory lock shared, on a connection of its own. A program that leaves releases
 * it and tries to take it exclusively. The one that succeeds was the last, and stops the server while it holds the lock. A
 * program that arrives at that moment fails to share the lock, waits for the end, and starts the server again.
 */
const presenceLock = 4_071_966_202

/** How long a server may take until it answers. Recovery after a kill reads at most 256 MiB of its write-ahead log. */
const startTimeoutMs = 120_000

/** Finds or starts the server of a data directory, and joins the programs that use it. Throws a `DatabaseError`. */
export async function joinServer(start: ServerStart, clock: HubClock): Promise<Membership> {
  try {
    return await join(start, clock)
  } catch (error) {
    throw toDirectoryError(error, start.places.home)
  }
}

async function join(start: ServerStart, clock: HubClock): Promise<Membership> {
  const { places } = start
  const password = await readFile(places.password, 'utf8')
  const deadlineMs = clock.monotonicMs() + startTimeoutMs
  let started: StartedServer | undefined
  for (;;) {
    const attempt = await tryJoin(start, password, clock)
    if (typeof attempt === 'object') {
      if (started !== undefined) await removeOldPrograms(places.home, start.programs)
      return attempt
    }
    if (attempt === 'nobody answers' && (started === undefined || (await hasGone(started, places)))) {
      started = await startServer(start)
    }
    if (clock.monotonicMs() >= deadlineMs) throw await tooLate(started, places)
    await pause(10)
  }
}

/** Whether a started server ended because another one has the directory. Throws when it failed for another reason. */
async function hasGone(started: StartedServer, { data }: EmbeddedPlaces): Promise<boolean> {
  const end = started.ended()
  if (end === undefined) return false
  if (end.error !== undefined) throw end.error
  const output = await started.said()
  // Either another program started it at this moment, or processes of a killed one are still ending.
  if (/lock file "postmaster\.pid" already exists|is still in use|is another postmaster/i.test(output)) return true
  throw explainFailure({
    attempt: 'The embedded database could not be started',
    code: end.code,
    output,
    freeBytes: await readFreeBytesOf(data),
  })
}

async function tryJoin(
  start: ServerStart,
  password: string,
  clock: HubClock,
): Promise<Membership | 'nobody answers' | 'wait'> {
  const { places } = start
  const found = await readPostmasterFile(places.data)
  if (found === undefined) return 'nobody answers'
  // The process of a server in another container cannot be seen from here. Its socket can.
  const isSeen = await isPostmaster(found.pid, places.data)
  if (isSeen && !found.isReady) return 'wait'
  const config = configOf(found.address, password)
  const client = new pg.Client({ ...config, application_name: 'coupa-connector presence' })
  const whenBroken = new Promise<void>((resolve) => client.on('error', () => resolve()).on('end', () => resolve()))
  try {
    await client.connect()
    const { rows } = await client.query<{ data: string; isIn: boolean }>(
      'select current_setting(\'data_directory\') as data, pg_try_advisory_lock_shared($1) as "isIn"',
      [presenceLock],
    )
    if (isSeen && rows[0]?.data !== (await realpath(places.data))) throw foreign(places.data, rows[0]?.data)
    if (rows[0]?.isIn === true) return { config, whenBroken, leave: () => leave(start, client, clock) }
  } catch (error) {
    client.end().catch(() => {})
    if (isAbsent(error)) return isSeen ? 'wait' : 'nobody answers'
    if (isPassing(error)) return 'wait'
    throw error instanceof DatabaseError ? error : noEntry(error, places.home)
  }
  await client.end()
  return 'wait'
}

async function leave(start: ServerStart, client: pg.Client, clock: HubClock): Promise<void> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [presenceLock])
    const { rows } = await client.query<{ isLast: boolean }>('select pg_try_advisory_lock($1) as "isLast"', [
      presenceLock,
    ])
    if (rows[0]?.isLast === true) await stopServer(start, clock)
  } catch (error) {
    // The server is away, so there is nothing to stop. Whoever still uses it starts it again.
    if (!(error instanceof Error)) throw error
  } finally {
    await client.end().catch(() => {})
  }
}

function configOf(address: ServerAddress, password: string): pg.ClientConfig {
  const place =
    'port' in address ? { host: '127.0.0.1', port: address.port } : { host: address.socketFolder, port: socketPort }
  return { ...place, user: roleName, database: databaseName, password, connectionTimeoutMillis: 10_000 }
}

/** Whether nobody listens there. */
function isAbsent(error: unknown): boolean {
  const { code = '' } = error as { readonly code?: string }
  return code === 'ENOENT' || code === 'ECONNREFUSED'
}

/** Whether it passes by itself: the server is starting or stopping. */
function isPassing(error: unknown): boolean {
  const { code, message } = error as { readonly code?: string; readonly message?: string }
  if (code !== undefined) return ['ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03'].includes(code)
  return message !== undefined && /^(Connection terminated|timeout expired|Client was closed)/.test(message)
}

function noEntry(error: unknown, directory: string): DatabaseError {
  const { code, message } = error as { readonly code?: string; readonly message: string }
  if (code === 'EMFILE' || code === 'ENFILE')
    return tooFewDescriptors(`open the embedded database in ${directory}`, error)
  return new DatabaseError(
    'DATABASE_UNAVAILABLE',
    `The embedded database in ${directory} runs, but lets this program not in: ${message}.`,
    'Look at server.log beside its data for what the server says of it.',
    { cause: error },
  )
}

function foreign(data: string, other: string | undefined): DatabaseError {
  return new DatabaseError(
    'DATABASE_IN_USE',
    `Where the server of ${data} should answer, the one of ${other} does.`,
    'Stop that server, or move this directory back to where it was.',
  )
}

async function tooLate(started: StartedServer | undefined, { data }: EmbeddedPlaces): Promise<DatabaseError> {
  const output = started === undefined ? '' : await started.said()
  const seconds = startTimeoutMs / 1000
  const attempt = `The embedded database did not answer within ${seconds} s`
  return explainFailure({
    attempt,
    code: started?.ended()?.code ?? null,
    output,
    freeBytes: await readFreeBytesOf(data),
  })
}
