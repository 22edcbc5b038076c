import { fork } from 'node:child_process'
import { appendFile, chown, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as waitFor } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  copyEmbeddedDirectory,
  type EmbeddedDirectory,
  makeEmbeddedDirectory,
} from '../../testing/database/embedded-directory.ts'
import { findClosedFolder } from '../embedded/programs/closed-folder.ts'
import type { ServerUser } from '../embedded/programs/server-user.ts'
import { isDatabaseUnavailable } from '../failures/is-database-unavailable.ts'
import type { HubDatabase } from '../hub-database.ts'

const isRoot = process.getuid?.() === 0

let prepared: EmbeddedDirectory
beforeAll(async () => {
  prepared = await makeEmbeddedDirectory()
  const database = await prepared.open()
  await put(database, 'prepared')
  await database.close()
})
afterAll(() => prepared[Symbol.asyncDispose]())

describe('openEmbeddedDatabase', { timeout: 120_000 }, () => {
  it('finds everything as it was left, and leaves no process', async () => {
    await using directory = await copyEmbeddedDirectory(prepared)
    const first = await directory.open()
    await put(first, 'a')
    await first.close()
    expect(await directory.serverPid()).toBeUndefined()

    await using second = await directory.open()

    expect(await keys(second)).toEqual(['a', 'prepared'])
  })

  it('keeps its files for the owner alone', async () => {
    await using directory = await copyEmbeddedDirectory(prepared)
    await using _database = await directory.open()

    const modes = await Promise.all(
      ['postgresql', 'postgresql/data', 'postgresql/password', 'socket', 'server.log'].map(
        async (name) => (await stat(join(directory.path, name))).mode & 0o777,
      ),
    )

    expect(modes).toEqual([0o700, 0o700, 0o600, 0o700, 0o600])
  })

  it('is durable unless it is told otherwise, and lets nobody in without the password', async () => {
    await using directory = await copyEmbeddedDirectory(prepared)
    await using database = await directory.open({ settings: {} })

    const { rows } = await sql<{ name: string; setting: string }>`
      select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes',
        'wal_sync_method', 'listen_addresses', 'server_encoding') order by name`.execute(database.db)

    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      full_page_writes: 'on',
      listen_addresses: '',
      server_encoding: 'UTF8',
      synchronous_commit: 'on',
      // The default of the system, none of which leaves the syncing out.
      wal_sync_method: expect.stringMatching(/^(fdatasync|open_datasync|fsync_writethrough)$/),
    })
    const rules = await readFile(join(directory.data, 'pg_hba.conf'), 'utf8')
    expect(rules.match(/^(local|host) .*$/gm)?.every((rule) => rule.endsWith(' scram-sha-256'))).toBe(true)
  })

  it('stays durable whatever a file in its directory says', async () => {
    await using directory = await copyEmbeddedDirectory(prepared)
    const off = 'fsync = off\nfull_page_writes = off\nsynchronous_commit = off\n'
    for (const name of ['postgresql.conf', 'postgresql.auto.conf']) await appendFile(join(directory.data, name), off)
    await using database = await directory.open({ settings: {} })

    const { rows } = await sql<{ setting: string }>`select distinct setting from pg_settings
      where name in ('fsync', 'synchronous_commit', 'full_page_writes')`.execute(database.db)

    expect(rows).toEqual([{ setting: 'on' }])
  })

  it('says in the log when somebody opens it with settings that may lose what is acknowledged', async () => {
    await using directory = await copyEmbeddedDirectory(prepared)
    const lines: object[] = []
    const keep = (facts: object, message: string): void => void lines.push({ ...facts, message })
    await using _database = await directory.open({ log: { debug() {}, info() {}, warn: keep, error() {} } })

    expect(lines).toContainEqual({ settings: ['fsync'], message: expect.stringContaining('power cut') })
  })

  it('knows the letters of all languages, whatever the locale of the system is', async () => {
    await using directory = await copyEmbeddedDirectory(prepared)
    await using database = await directory.open()

    const { rows } = await sql<{ lower: string }>`select lower('ÄÉЖ') as lower`.execute(database.db)

    expect(rows).toEqual([{ lower: 'äéж' }])
  })

  it('lets several programs in at once, and the last one stops the server', async () => {
    await using directory = await copyEmbeddedDirectory(prepared)
    const first = await directory.open()
    const second = await directory.open()
    const pid = await directory.serverPid()

    await first.close()
    expect(await directory.serverPid()).toBe(pid)
    await put(second, 'after the first')
    await second.close()

    expect(await directory.serverPid()).toBeUndefined()
  })

  it('serves programs that come and go at random, each with a server that stays as long as it does', async () => {
    await using directory = await copyEmbeddedDirectory(prepared)
    const comeAndGo = async (name: string): Promise<void> => {
      for (let turn = 0; turn < 4; turn++) {
        await using database = await directory.open()
        await put(database, `${name}-${turn}`)
      }
    }

    await Promise.all(['a', 'b', 'c'].map(comeAndGo))

    expect(await directory.serverPid()).toBeUndefined()
    await using database = await directory.open()
    expect(await keys(database)).toHaveLength(13)
  })

  it('comes up for all that start at the same moment on an empty directory', async () => {
    await using directory = await makeEmbeddedDirectory()

    const databases = await Promise.all(Array.from({ length: 3 }, () => directory.open()))
    for (const [index, database] of databases.entries()) await put(database, `key-${index}`)

    for (const database of databases) {
      expect(await keys(database)).toEqual(['key-0', 'key-1', 'key-2'])
      await database.close()
    }
    expect(await readdir(directory.path)).not.toContainEqual(expect.stringContaining('unfinished'))
  })

  it('is found running after its program was killed, and has every acknowledged row', async () => {
    await using directory = await copyEmbeddedDirectory(prepared)
    const acknowledged = new Set<string>()
    const pids = new Set<number | undefined>()

    for (let round = 0; round < 4; round++) {
      const program = await startProgram(directory.path, `r${round}`)
      await program.whenAcknowledged(20 + round * 30)
      pids.add(await directory.serverPid())
      await program.kill()
      for (const key of program.acknowledged) acknowledged.add(key)
      expect(await directory.serverPid()).toBeDefined()
    }

    await using database = await directory.open()
    const found = new Set(await keys(database))
    expect([...acknowledged].filter((key) => !found.has(key))).toEqual([])
    expect(acknowledged.size).toBeGreaterThan(200)
    expect(pids.size).toBe(1)
  })

  it('has every acknowledged row after the server and its program were killed together', async () => {
    await using directory = await copyEmbeddedDirectory(prepared)
    const acknowledged = new Set<string>()

    for (let round = 0; round < 3; round++) {
      const program = await startProgram(directory.path, `r${round}`)
      await program.whenAcknowledged(10 + round * 30)
      process.kill((await directory.serverPid()) ?? Number.NaN, 'SIGKILL')
      await program.kill()
      for (const key of program.acknowledged) acknowledged.add(key)
      await using database = await directory.open()
      const found = new Set(await keys(database))
      expect([...acknowledged].filter((key) => !found.has(key))).toEqual([])
    }
  })

  it('starts a server that died again, and fails meanwhile with errors that say unavailable', async () => {
    await using directory = await copyEmbeddedDirectory(prepared)
    await using database = await directory.open()
    const pid = (await directory.serverPid()) ?? Number.NaN
    const failures: unknown[] = []

    process.kill(pid, 'SIGKILL')
    await expect
      .poll(
        () =>
          database.ping().then(
            async () => await directory.serverPid(),
            (error) => void failures.push(error),
          ),
        { timeout: 30_000 },
      )
      .toSatisfy((found) => found !== undefined && found !== pid)

    expect(failures.filter((error) => !isDatabaseUnavailable(error))).toEqual([])
    expect(await keys(database)).toEqual(['prepared'])
  })

  it('leaves nothing that looks like a database when it is killed at any moment of its first start', async () => {
    await using directory = await makeEmbeddedDirectory()

    for (const delayMs of [50, 200, 400, 600, 800, 1_000]) {
      const program = forkWriter(directory.path, 'k')
      await waitFor(delayMs)
      program.kill('SIGKILL')
    }

    await using database = await directory.open()
    await put(database, 'here')
    expect(await keys(database)).toContain('here')
    await using again = await directory.open()
    await again.ping()
    expect(await readdir(directory.path)).not.toContainEqual(expect.stringContaining('password'))
  })

  it('starts beside a postmaster.pid that names another process, as after a restart of the system', async () => {
    await using directory = await copyEmbeddedDirectory(prepared)
    // This process runs, is not a server, and in a container may well have the number of the last one.
    const stale = [process.pid, directory.data, 1, 5432, join(directory.path, 'socket'), '', '1 1', 'ready', '']
    await writeFile(join(directory.data, 'postmaster.pid'), stale.join('\n'))

    await using database = await directory.open()

    expect(await keys(database)).toEqual(['prepared'])
  })

  it('has its socket elsewhere when the path of the directory is too long for one', async () => {
    await using outer = await copyEmbeddedDirectory(prepared)
    const home = join(outer.path, 'x'.repeat(90))
    await using database = await outer.open({ directory: home })

    await put(database, 'far')
    await using second = await outer.open({ directory: home })

    expect(await keys(second)).toEqual(['far'])
    expect(await readdir(home)).not.toContain('socket')
  })

  it.runIf(isRoot)('runs for an ordinary user in a folder that is closed to others', async ({ skip }) => {
    const stranger = { name: 'nobody', uid: 65_534, gid: 65_534 }
    // In a checkout that is closed to others an ordinary user has no program to run.
    skip((await findClosedFolder(import.meta.dirname, stranger)) !== undefined)
    await using directory = await makeEmbeddedDirectory()
    await chown(directory.path, stranger.uid, stranger.gid)

    const program = await startProgram(directory.path, 'k', stranger)
    await program.whenAcknowledged(3)
    await program.kill()

    expect((await stat(directory.path)).mode & 0o777).toBe(0o700)
    expect((await stat(directory.data)).uid).toBe(stranger.uid)
    // Root finds the server of that user, and leaves everything to it.
    await using database = await directory.open()
    expect(await keys(database)).toContain('k-2')
  })

  it('says of the data of another major version which two there are and what to do', async () => {
    await using directory = await copyEmbeddedDirectory(prepared)
    await writeFile(join(directory.data, 'PG_VERSION'), '17\n')

    await expect(directory.open()).rejects.toMatchObject({
      code: 'DATABASE_TOO_OLD',
      message: expect.stringMatching(/PostgreSQL 17.*PostgreSQL 18/),
      suggestion: expect.stringContaining('backup'),
    })
  })

  it.each(['', 'eighteen\n'])('says that a PG_VERSION of "%s" is damage', async (text) => {
    await using directory = await copyEmbeddedDirectory(prepared)
    await writeFile(join(directory.data, 'PG_VERSION'), text)

    await expect(directory.open()).rejects.toMatchObject({
      code: 'DATABASE_DAMAGED',
      message: expect.stringContaining('without a number'),
    })
  })

  it('refuses the data of the embedded database of version 0.1, and names its backup', async () => {
    await using directory = await copyEmbeddedDirectory(prepared)
    await rename(directory.data, join(directory.path, 'data'))
    await rm(join(directory.path, 'postgresql'), { recursive: true })

    await expect(directory.open()).rejects.toMatchObject({
      code: 'DATABASE_TOO_OLD',
      suggestion: expect.stringContaining('coupa-connector backup FILE'),
    })
  })

  it('says that files are damaged only when they are', async () => {
    await using directory = await copyEmbeddedDirectory(prepared)
    await rm(join(directory.data, 'global', 'pg_control'))

    const error = await directory.open().catch((e) => e)

    expect(error).toMatchObject({ code: 'DATABASE_DAMAGED', suggestion: expect.stringContaining('backup') })
    expect(error.cause.message).toContain('pg_control')
  })

  it('says that a directory cannot be made or written', async () => {
    await using directory = await makeEmbeddedDirectory()
    await writeFile(join(directory.path, 'file'), '')

    for (const path of ['file', 'file/below'])
      await expect(directory.open({ directory: join(directory.path, path) })).rejects.toMatchObject({
        code: 'DATABASE_NOT_WRITABLE',
      })
  })
})

async function put({ db }: HubDatabase, key: string): Promise<void> {
  await db.insertInto('installation').values({ key, value: '1' }).execute()
}

async function keys({ db }: HubDatabase): Promise<string[]> {
  return (await db.selectFrom('installation').select('key').orderBy('key').execute()).map(({ key }) => key)
}

function forkWriter(directory: string, prefix: string, user?: ServerUser): ReturnType<typeof fork> {
  return fork(new URL('../../testing/database/embedded-writer.ts', import.meta.url), [directory, prefix], {
    ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
    execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'],
  })
}

/** A second program that writes to the database and tells each key that was acknowledged. */
async function startProgram(
  directory: string,
  prefix: string,
  user?: ServerUser,
): Promise<{
  readonly acknowledged: readonly string[]
  whenAcknowledged(count: number): Promise<void>
  kill(): Promise<void>
}> {
  const child = forkWriter(directory, prefix, user)
  const acknowledged: string[] = []
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let tell: () => void = () => {}
  child.on('message', (key) => {
    acknowledged.push(String(key))
    tell()
  })
  const whenAcknowledged = (count: number): Promise<void> =>
    new Promise((resolve, reject) => {
      void exited.then(() => reject(new Error('the program ended by itself')))
      tell = () => {
        if (acknowledged.length >= count) resolve()
      }
      tell()
    })
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await exited
  }
  return { acknowledged, whenAcknowledged, kill }
}
