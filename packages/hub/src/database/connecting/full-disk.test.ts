import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  copyEmbeddedDirectory,
  type EmbeddedDirectory,
  makeEmbeddedDirectory,
} from '../../testing/database/embedded-directory.ts'
import { mayMount, mountSmallDisk } from '../../testing/database/small-disk.ts'
import { startTestHub, type TestHub } from '../../testing/test-hub.ts'
import { isDatabaseUnavailable } from '../failures/is-database-unavailable.ts'
import type { HubDatabase } from '../hub-database.ts'

const wait = { timeout: 30_000, interval: 50 }

// Without the right to mount disks this is left out; the run says so at its end.
describe.runIf(mayMount)('the embedded database on a full disk', { timeout: 120_000 }, () => {
  let prepared: EmbeddedDirectory
  beforeAll(async () => {
    prepared = await makeEmbeddedDirectory()
    await (await prepared.open()).close()
  })
  afterAll(() => prepared[Symbol.asyncDispose]())

  it('is not made, and says so', async () => {
    await using disk = mountSmallDisk(20)
    await using directory = await makeEmbeddedDirectory(disk.path)

    const error = await directory.open().catch((e) => e)

    expect(error).toMatchObject({ code: 'DATABASE_DISK_FULL', message: expect.stringContaining('full') })
  })

  it.each([0, 4096, 65_536, 1_048_576])(
    'starts after a kill, or says so, with %i bytes left; no row is lost',
    async (left) => {
      await using disk = mountSmallDisk(diskMebibytes)
      await using directory = await copyEmbeddedDirectory(prepared, disk.path)
      const database = await directory.open()
      const acknowledged = await putUntilFailure(database, 'row', 100)
      process.kill((await directory.serverPid()) ?? Number.NaN, 'SIGKILL')
      await database.close()

      await disk.fill(left)
      const opened = await directory.open().catch((e) => e)
      if (opened instanceof Error) {
        expect(opened).toMatchObject({ code: 'DATABASE_DISK_FULL', suggestion: expect.stringContaining('Make room') })
        expect(JSON.stringify(opened)).not.toMatch(/move|damage|restore/i)
      } else await opened.close()
      await disk.clear()

      await using again = await directory.open()
      expect(await keys(again)).toEqual(acknowledged)
    },
  )

  it.each([
    ['a table cannot grow', async () => {}],
    ['the log of changes cannot grow, which ends the server', fillLog],
  ])('says so while it runs and %s, and comes back by itself with every row', async (_name, alsoFill) => {
    await using disk = mountSmallDisk(diskMebibytes)
    await using directory = await copyEmbeddedDirectory(prepared, disk.path)
    const lines: string[] = []
    await using database = await directory.open({ log: keepLines(lines) })
    await using test = await startTestHub({ database: unclosed(database) })
    const before = await readiness(test)

    await disk.fill(0)
    const acknowledged = await putUntilFailure(database, 'row', 10_000)
    await alsoFill(database)
    await expect.poll(async () => await readiness(test), wait).toEqual([503, 'The disk of the database is full.'])
    const refused = await database.db
      .insertInto('installation')
      .values({ key: 'refused', value: large() })
      .execute()
      .catch((e) => e)
    await disk.clear()
    await expect.poll(async () => (await readiness(test))[0], wait).toBe(200)

    expect(before[0]).toBe(200)
    expect(isDatabaseUnavailable(refused)).toBe(true)
    expect(lines).toContainEqual(expect.stringMatching(/disk .*is full/))
    expect(lines.join()).not.toMatch(/move|damage|restore/i)
    await put(database, 'row-z')
    expect(await keys(database)).toEqual([...acknowledged, 'row-z'])
  })

  it('warns while there is still some room', async () => {
    await using disk = mountSmallDisk(diskMebibytes)
    await using directory = await copyEmbeddedDirectory(prepared, disk.path)
    const lines: string[] = []
    await using database = await directory.open({ log: keepLines(lines) })
    await using test = await startTestHub({ database: unclosed(database) })

    const answer = await test.hub.fetch(`${test.origin}/readyz`)

    expect(await answer.json()).toEqual({ status: 'ready', warnings: [expect.stringMatching(/has \d+ MiB left/)] })
    expect(lines).toContainEqual(expect.stringMatching(/has \d+ MiB left/))
  })
})

/** The database, the programs that its user may need beside it, and some rows. */
const diskMebibytes = 160

/** Ends with the end of the server, or when nothing fails any more. */
async function fillLog({ db }: HubDatabase): Promise<void> {
  for (let i = 0; i < 100; i++) {
    const failure = await sql`select pg_logical_emit_message(false, 'filler', repeat('x', 300000))`
      .execute(db)
      .catch((e) => e)
    if (failure instanceof Error) return
  }
  throw new Error('the log of changes was not filled')
}

async function putUntilFailure(database: HubDatabase, prefix: string, count: number): Promise<string[]> {
  const acknowledged: string[] = []
  for (let i = 0; i < count; i++) {
    const key = `${prefix}-${String(i).padStart(5, '0')}`
    try {
      await put(database, key)
    } catch {
      break
    }
    acknowledged.push(key)
  }
  return acknowledged
}

async function put({ db }: HubDatabase, key: string): Promise<void> {
  await db.insertInto('installation').values({ key, value: large() }).execute()
}

async function keys({ db }: HubDatabase): Promise<string[]> {
  const rows = await db.selectFrom('installation').select('key').where('key', 'like', 'row-%').orderBy('key').execute()
  return rows.map(({ key }) => key)
}

/** About a kilobyte that does not compress. */
function large(): string {
  return JSON.stringify(Array.from({ length: 60 }, () => Math.random()))
}

async function readiness({ hub, origin }: TestHub): Promise<[number, unknown]> {
  const answer = await hub.fetch(`${origin}/readyz`)
  const body = (await answer.json()) as { readonly detail?: string }
  return [answer.status, body.detail]
}

/** The database as the test's hub has it, which would close it too early. */
function unclosed(database: HubDatabase): HubDatabase {
  return { ...database, close: async () => {}, [Symbol.asyncDispose]: async () => {} }
}

function keepLines(lines: string[]) {
  const keep = (facts: object, message: string): void => {
    const { error } = facts as { readonly error?: Error }
    lines.push(`${message} ${error?.message ?? ''}`)
  }
  return { debug() {}, info: keep, warn: keep, error: keep }
}
