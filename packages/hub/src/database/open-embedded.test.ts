import { execFile, fork } from 'node:child_process'
import { mkdir, mkdtemp, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { manualClock } from '../testing/manual-clock.ts'
import { loadEmbeddedTemplate } from '../testing/template.ts'
import { DatabaseError } from './database-error.ts'
import type { HubDatabase } from './hub-database.ts'
import { type EmbeddedDatabaseOptions, openEmbeddedDatabase } from './open-embedded.ts'

describe('openEmbeddedDatabase', () => {
  it('finds everything as it was left', async () => {
    await using directory = await makeDirectory()
    await using first = await open(directory.path)
    await put(first, 'a')
    await first.close()

    await using second = await open(directory.path)

    expect(await keys(second)).toEqual(['a'])
  })

  it('keeps its files for the owner alone', async () => {
    await using directory = await makeDirectory()
    await using _database = await open(join(directory.path, 'new'))

    for (const name of ['', 'data', 'copies'])
      expect((await stat(join(directory.path, 'new', name))).mode & 0o777).toBe(0o700)
    expect((await stat(join(directory.path, 'new', 'lock'))).mode & 0o777).toBe(0o600)
  })

  it('refuses a second program on the directory, by whatever path, and names the first', async () => {
    await using directory = await makeDirectory()
    await using program = await startProgram(directory.path)

    const error = await open(join(directory.path, '..', directory.path.split('/').at(-1) ?? '')).catch((e) => e)

    expect(error).toBeInstanceOf(DatabaseError)
    expect(error.code).toBe('DATABASE_IN_USE')
    expect(error.message).toContain(`process ${program.pid} `)
    expect(error.message).toContain(directory.path)
    expect(error.suggestion).toContain(`Stop process ${program.pid}`)
  })

  it('refuses a second opening by the same process', async () => {
    await using directory = await makeDirectory()
    await using _first = await open(directory.path)

    await expect(open(directory.path)).rejects.toMatchObject({ code: 'DATABASE_IN_USE' })
  })

  it('is not taken over from another machine, which cannot be asked', async () => {
    await using directory = await makeDirectory()
    await writeLock(directory.path, { pid: 1, startedAt: 'x', host: `not-${hostname()}` })

    await expect(open(directory.path)).rejects.toMatchObject({
      code: 'DATABASE_IN_USE',
      suggestion: expect.stringContaining(`delete ${directory.path}/lock`),
    })
  })

  it('takes over from a process that ended, also when its number was given to another process', async () => {
    await using directory = await makeDirectory()
    await writeLock(directory.path, { pid: process.pid, startedAt: 'another boot:1', host: hostname() })

    await using database = await open(directory.path)

    expect(await keys(database)).toEqual([])
  })

  it('has every acknowledged row after each of several kills with -9', async () => {
    await using directory = await makeDirectory()
    const acknowledged = new Set<string>()

    for (let round = 0; round < 4; round++) {
      const program = await startProgram(directory.path, `r${round}`)
      await program.whenAcknowledged(20 + round * 30)
      await program.kill()
      for (const key of program.acknowledged) acknowledged.add(key)
      await using database = await open(directory.path)
      const found = new Set(await keys(database))
      expect([...acknowledged].filter((key) => !found.has(key))).toEqual([])
    }

    expect(acknowledged.size).toBeGreaterThan(200)
  }, 120_000)

  it('copies a changed database at its interval and when it closes, and keeps the last two', async () => {
    await using directory = await makeDirectory()
    const clock = manualClock()
    await using database = await open(directory.path, { copyIntervalMs: 60_000, clock })
    const copies = (): Promise<string[]> => readdir(join(directory.path, 'copies'))

    await expect.poll(() => clock.sleepers(), { timeout: 20_000 }).toBe(1)
    clock.advance(60_000)
    await expect.poll(() => clock.sleepers(), { timeout: 20_000 }).toBe(1)
    const [first, ...others] = await copies()
    expect(others).toEqual([])
    clock.advance(60_000)
    await expect.poll(() => clock.sleepers(), { timeout: 20_000 }).toBe(1)
    expect(await copies()).toEqual([first])
    for (let i = 0; i < 2; i++) {
      await put(database, `key-${i}`)
      clock.advance(60_000)
      await expect.poll(() => clock.sleepers(), { timeout: 20_000 }).toBe(1)
    }

    expect(await copies()).toHaveLength(2)
    expect(await copies()).not.toContain(first)
  })

  it('says of a damaged database which copy is the last and how to go back to it, and that works', async () => {
    await using directory = await makeDirectory()
    const database = await open(directory.path)
    await put(database, 'kept')
    await database.close()
    await writeFile(join(directory.path, 'data', 'global', 'pg_control'), 'damaged')

    const error = await open(directory.path).catch((e) => e)
    expect(error).toMatchObject({ code: 'DATABASE_DAMAGED' })
    const [copy] = await readdir(join(directory.path, 'copies'))
    expect(error.suggestion).toContain(`${directory.path}/copies/${copy}`)
    await rename(join(directory.path, 'data'), join(directory.path, 'away'))
    const command = error.suggestion.slice(error.suggestion.indexOf('mkdir'))
    await promisify(execFile)('sh', ['-c', command])

    await using restored = await open(directory.path)
    expect(await keys(restored)).toEqual(['kept'])
  })

  it('never makes a new database where one was', async () => {
    await using directory = await makeDirectory()
    const database = await open(directory.path)
    await database.close()
    await rm(join(directory.path, 'data', 'PG_VERSION'))

    await expect(open(directory.path)).rejects.toMatchObject({ code: 'DATABASE_DAMAGED' })
    await rm(join(directory.path, 'data'), { recursive: true })
    await expect(open(directory.path)).rejects.toMatchObject({ code: 'DATABASE_DAMAGED' })
  })

  it('says that a directory cannot be made or written', async () => {
    await using directory = await makeDirectory()
    await writeFile(join(directory.path, 'file'), '')

    await expect(open(join(directory.path, 'file', 'below'))).rejects.toMatchObject({ code: 'DATABASE_NOT_WRITABLE' })
    await expect(open(join(directory.path, 'file'))).rejects.toMatchObject({ code: 'DATABASE_NOT_WRITABLE' })
  })

  it('begins anew after a start that was killed before it was complete', async () => {
    await using directory = await makeDirectory()
    await mkdir(join(directory.path, 'data.unfinished'))
    await writeFile(join(directory.path, 'data.unfinished', 'PG_VERSION'), '18')

    await using database = await open(directory.path)

    expect(await keys(database)).toEqual([])
    expect(await readdir(directory.path)).not.toContain('data.unfinished')
  })
})

async function open(directory: string, options: EmbeddedDatabaseOptions = {}): Promise<HubDatabase> {
  return await openEmbeddedDatabase({ directory, image: await loadEmbeddedTemplate(), ...options })
}

async function put({ db }: HubDatabase, key: string): Promise<void> {
  await db.insertInto('installation').values({ key, value: '1' }).execute()
}

async function keys({ db }: HubDatabase): Promise<string[]> {
  return (await db.selectFrom('installation').select('key').orderBy('key').execute()).map(({ key }) => key)
}

async function writeLock(directory: string, owner: object): Promise<void> {
  await writeFile(join(directory, 'lock'), JSON.stringify({ id: 'another', ...owner }))
}

async function makeDirectory(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'embedded-')))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

/** A second program that writes to the database and tells each key that was acknowledged. */
async function startProgram(
  directory: string,
  prefix = 'k',
): Promise<
  AsyncDisposable & {
    readonly pid: number | undefined
    readonly acknowledged: readonly string[]
    whenAcknowledged(count: number): Promise<void>
    kill(): Promise<void>
  }
> {
  await loadEmbeddedTemplate()
  const child = fork(new URL('../testing/embedded-writer.ts', import.meta.url), [directory, prefix], {
    execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'],
  })
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
  await whenAcknowledged(1)
  return { pid: child.pid, acknowledged, whenAcknowledged, kill, [Symbol.asyncDispose]: kill }
}
