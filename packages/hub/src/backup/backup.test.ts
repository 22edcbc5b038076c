import { randomBytes } from 'node:crypto'
import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { createId } from '../basics/create-id.ts'
import type { HubDatabase } from '../database/hub-database.ts'
import { createKeyDocument, toKeyring } from '../secrets/keyring.ts'
import { createSealer } from '../secrets/sealer.ts'
import { openTestDatabase } from '../testing/database/test-database.ts'
import { backupDatabase } from './backup-database.ts'
import { readBackupTables } from './backup-tables.ts'
import { restoreDatabase } from './restore-database.ts'

const canary = 'canary-8c1f0e'

describe('backupDatabase and restoreDatabase', () => {
  it('give back every row of every table that is kept', async () => {
    await using source = await openTestDatabase()
    await using between = await openTestDatabase()
    await using target = await openTestDatabase()
    await fill(source)

    const written = await restore(between, await backup(source))
    const restored = await restore(target, await backup(between))

    expect(restored.rowsByTable).toMatchObject({ person: 1, account: 1, audit: 450, secret: 1, installation: 1 })
    expect(restored.rowsByTable).toEqual(written.rowsByTable)
    expect(await readEverything(target)).toEqual(await readEverything(source))
  })

  it('leave out sign-ins, links and counters', async () => {
    await using source = await openTestDatabase()
    await fill(source)

    const text = gunzipSync(await backup(source)).toString('utf8')

    for (const name of ['session', 'one_time', 'attempt', 'idempotency'])
      expect(text).not.toContain(`"table":"${name}"`)
    expect(text).not.toContain('left-out')
  })

  it('hold secrets sealed only', async () => {
    await using source = await openTestDatabase()
    await fill(source)

    const text = gunzipSync(await backup(source)).toString('utf8')

    expect(text).toContain('wrappedKey')
    expect(text).not.toContain(canary)
    expect(text).not.toContain(Buffer.from(canary).toString('base64').slice(0, 12))
  })

  it('show one moment, however long it takes to write', async () => {
    await using source = await openTestDatabase()
    await fill(source)
    const output = new PassThrough({ highWaterMark: 1 })
    const finished = backupDatabase(source, output, { version: '1.0.0' })
    await new Promise((resolve) => output.once('readable', resolve))
    const later = source.db.insertInto('installation').values({ key: 'later', value: '1' }).execute()
    if (source.kind === 'postgresql') await later

    const text = gunzipSync(await buffer(output)).toString('utf8')

    await Promise.all([finished, later])
    expect(text).not.toContain('later')
  })

  it('refuse a database that is not empty, and leave it as it is', async () => {
    await using source = await openTestDatabase()
    await fill(source)
    const file = await backup(source)
    const before = await readEverything(source)

    await expect(restore(source, file)).rejects.toMatchObject({ code: 'DATABASE_NOT_EMPTY' })

    expect(await readEverything(source)).toEqual(before)
  })

  it.each<[string, (file: Buffer) => Buffer]>([
    ['cut in the middle', (file) => file.subarray(0, file.length / 2)],
    ['cut before its last byte', (file) => file.subarray(0, -1)],
    ['empty', () => Buffer.alloc(0)],
    ['no gzip', () => Buffer.from('hello')],
    ['without its trailer', (file) => edit(file, (lines) => lines.slice(0, -1))],
    ['without one row', (file) => edit(file, (lines) => lines.filter((_, i) => i !== lines.length - 9))],
    ['with a changed value', (file) => edit(file, (lines) => lines.map((line) => line.replace('Ada', 'Eve')))],
    ['with a row twice', (file) => edit(file, (lines) => lines.flatMap((l) => (l.includes('Ada') ? [l, l] : [l])))],
    [
      'with a table that is none',
      (file) => edit(file, (lines) => lines.map((l) => l.replace('"table":"person"', '"table":"pg_authid"'))),
    ],
    ['followed by something', (file) => edit(file, (lines) => [...lines, '{}'])],
  ])('refuse a file that is %s, and write nothing', async (_what, spoil) => {
    await using source = await openTestDatabase()
    await using target = await openTestDatabase()
    await fill(source)

    const error = await restore(target, spoil(await backup(source))).catch((e) => e)

    expect(error).toMatchObject({ code: 'BACKUP_UNREADABLE' })
    for (const rows of Object.values(await readEverything(target))) expect(rows).toEqual([])
  })

  it('refuse a backup of a newer program and name both', async () => {
    await using source = await openTestDatabase()
    await using target = await openTestDatabase()
    const file = edit(await backup(source), (lines) => lines.map((l) => l.replace('"0001-initial"', '"0999-later"')))

    const error = await restore(target, file).catch((e) => e)

    expect(error).toMatchObject({ code: 'DATABASE_NEWER' })
    expect(error.message).toContain('0999-later')
    expect(error.message).toContain('0001-initial')
  })
})

async function backup(database: HubDatabase): Promise<Buffer> {
  const output = new PassThrough()
  const [content] = await Promise.all([buffer(output), backupDatabase(database, output, { version: '1.0.0' })])
  return content
}

async function restore(database: HubDatabase, file: Buffer): ReturnType<typeof restoreDatabase> {
  return await restoreDatabase(database, Readable.from([file]))
}

function edit(file: Buffer, change: (lines: string[]) => string[]): Buffer {
  return gzipSync(`${change(gunzipSync(file).toString('utf8').trimEnd().split('\n')).join('\n')}\n`)
}

/** Rows as text, for that no driver makes two different values look the same. */
async function readEverything({ db }: HubDatabase): Promise<Record<string, string[]>> {
  const everything: Record<string, string[]> = {}
  await sql`set timezone to 'UTC'`.execute(db)
  for (const { name, key } of await readBackupTables(db)) {
    const { rows } = await sql<{ row: string }>`
      select row_to_json(each)::text as row from ${sql.table(name)} as each
      order by ${sql.join(key.map((column) => sql.ref(column)))}`.execute(db)
    everything[name] = rows.map(({ row }) => row.replaceAll('+00:00', 'Z'))
  }
  return everything
}

async function fill({ db }: HubDatabase): Promise<void> {
  const account = createId()
  const person = createId()
  const now = '2026-01-02T03:04:05.678901Z'
  const sealer = createSealer(toKeyring(createKeyDocument(randomBytes)))
  await db
    .insertInto('person')
    .values({ id: person, email: 'a@b.example', name: 'Ada "Ä\n\\" 😀', created_at: now })
    .execute()
  await db.insertInto('account').values({ id: account, slug: 'one', name: 'One', created_at: now }).execute()
  await db
    .insertInto('membership')
    .values({ account_id: account, person_id: person, role: 'owner', created_at: now })
    .execute()
  const secret = createId()
  const sealed = sealer.seal(canary, `secret:${account}:${secret}:password`)
  await db
    .insertInto('secret')
    .values({
      id: secret,
      account_id: account,
      field: 'password',
      sealed: JSON.stringify(sealed),
      set_at: now,
      set_by: person,
      set_by_name: 'Ada',
    })
    .execute()
  // A number with more digits than JavaScript keeps.
  await sql`insert into installation (key, value) values ('number', '12345678901234567890.123456789')`.execute(db)
  const entry = {
    account_id: account,
    at: now,
    actor: '{}',
    action: 'x',
    outcome: 'done',
    request_id: '',
    address: '',
  } as const
  const entries = Array.from({ length: 450 }, (_, i) => ({ ...entry, id: createId(), detail: JSON.stringify({ i }) }))
  await db.insertInto('audit').values(entries).execute()
  await db.insertInto('attempt').values({ bucket: 'left-out', count: 1, reset_at: now }).execute()
  await db.insertInto('one_time').values({ hash: 'left-out', purpose: 'x', data: '{}', expires_at: now }).execute()
}
