import { createHash, randomBytes } from 'node:crypto'
import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { createId } from '../basics/create-id.ts'
import type { HubDatabase } from '../database/hub-database.ts'
import { migrations } from '../database/migrations/index.ts'
import { createKeyDocument, toKeyring } from '../secrets/keyring.ts'
import { createSealer, type KeyringSealer } from '../secrets/sealer.ts'
import { openTestDatabase } from '../testing/database/test-database.ts'
import { backupDatabase } from './backup-database.ts'
import { readBackupTables } from './backup-tables.ts'
import { type RestoreOptions, restoreDatabase } from './restore-database.ts'

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

  describe('with the sealing keys', () => {
    const sealer = createSealer(toKeyring(createKeyDocument(randomBytes)))
    const other = createSealer(toKeyring(createKeyDocument(randomBytes)))

    it('restore what these keys have signed', async () => {
      await using source = await openTestDatabase()
      await using target = await openTestDatabase()
      await fill(source)

      expect(await restore(target, await backup(source, sealer), { sealer })).toMatchObject({ authenticity: 'signed' })
    })

    it.each<[string, string, (file: Buffer) => Buffer]>([
      ['a changed row and a new checksum', 'BACKUP_UNREADABLE', (file) => forge(file, (end) => end)],
      [
        'a changed row, a new checksum and another signature',
        'BACKUP_UNREADABLE',
        (file) => forge(file, (end) => ({ ...end, signature: { ...(end.signature as object), mac: 'AAAA' } })),
      ],
      [
        'a changed row and the signature taken away',
        'BACKUP_UNSIGNED',
        (file) => forge(file, ({ signature: _, ...end }) => end),
      ],
      [
        'a changed row and the name of a key that is not here',
        'BACKUP_UNSIGNED',
        (file) => forge(file, (end) => ({ ...end, signature: other.sign('x', 'backup') })),
      ],
    ])('refuse a file with %s, and write nothing', async (_what, code, change) => {
      await using source = await openTestDatabase()
      await using target = await openTestDatabase()
      await fill(source)
      const forged = change(await backup(source, sealer))

      await expect(restore(target, forged, { sealer })).rejects.toMatchObject({ code })

      for (const rows of Object.values(await readEverything(target))) expect(rows).toEqual([])
      // A control: the checksum alone would let it pass.
      expect(await restore(target, forged)).toMatchObject({ authenticity: 'unchecked' })
    })

    it('restore an unsigned one when that is asked for, and say so', async () => {
      await using source = await openTestDatabase()
      await using target = await openTestDatabase()
      await fill(source)

      const restored = await restore(target, await backup(source), { sealer, acceptsUnsigned: true })

      expect(restored.authenticity).toBe('unsigned')
    })
  })

  it('refuse a backup of a newer program and name both', async () => {
    await using source = await openTestDatabase()
    await using target = await openTestDatabase()
    const newest = Object.keys(migrations).at(-1) ?? ''
    const file = edit(await backup(source), (lines) => lines.map((l) => l.replace(`"${newest}"`, '"0999-later"')))

    const error = await restore(target, file).catch((e) => e)

    expect(error).toMatchObject({ code: 'DATABASE_NEWER' })
    expect(error.message).toContain('0999-later')
    expect(error.message).toContain(newest)
  })
})

async function backup(database: HubDatabase, sealer?: KeyringSealer): Promise<Buffer> {
  const output = new PassThrough()
  const [content] = await Promise.all([buffer(output), backupDatabase(database, output, { version: '1.0.0', sealer })])
  return content
}

async function restore(
  database: HubDatabase,
  file: Buffer,
  options: RestoreOptions = {},
): ReturnType<typeof restoreDatabase> {
  return await restoreDatabase(database, Readable.from([file]), options)
}

/** Changes a row, as somebody without the keys can, and computes the checksum anew. */
function forge(file: Buffer, change: (end: Record<string, unknown>) => Record<string, unknown>): Buffer {
  return edit(file, (lines) => {
    const rows = lines.slice(0, -1).map((line) => line.replace('a@b.example', 'eve@b.example'))
    const { end } = JSON.parse(lines.at(-1) ?? '') as { end: Record<string, unknown> }
    const hash = createHash('sha256')
    for (const row of rows) hash.update(`${row}\n`)
    return [...rows, JSON.stringify({ end: change({ ...end, sha256: hash.digest('hex') }) })]
  })
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
