import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createId } from '../basics/create-id.ts'
import type { SealedValue } from '../database/connection-tables.ts'
import { hubNow } from '../database/hub-now.ts'
import { openTestDatabase } from '../testing/database/test-database.ts'
import { secretBinding } from './bindings.ts'
import { exportKeys, importKeys } from './export-keys.ts'
import { createKeyCommand, createKeyFile, createKeyText } from './key-providers.ts'
import { createKeyDocument, KeyringError } from './keyring.ts'
import { checkKeyring, openSealer } from './open-sealer.ts'
import { openSecrets } from './open-secrets.ts'
import { dropKey, rotateKeys } from './rotate-keys.ts'
import { verifyKeys } from './verify-keys.ts'

describe('createKeyFile', () => {
  it('makes one key for all who start at once, readable by its owner alone, and leaves nothing beside it', async () => {
    await using folder = await makeFolder()
    const path = join(folder.path, 'new', 'keys.json')

    const documents = await Promise.all(
      Array.from({ length: 8 }, () => createKeyFile({ path, createIfAbsent: true }).read()),
    )

    expect(new Set(documents.map(({ current }) => current)).size).toBe(1)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readdir(join(folder.path, 'new'))).toEqual(['keys.json'])
  })

  it('refuses a file that others can read, one that is absent, and one that is damaged, without showing it', async () => {
    await using folder = await makeFolder()
    const path = join(folder.path, 'keys.json')
    const file = createKeyFile({ path })
    const document = createKeyDocument(randomBytes)
    const key = document.keys[document.current] ?? ''

    await expect(file.read()).rejects.toThrow(/There is no key file/)
    await file.write(document)
    await chmod(path, 0o640)
    await expect(file.read()).rejects.toThrow(/can be read by others \(mode 640\)/)
    await chmod(path, 0o600)
    for (const damaged of [`{"keys": "${key}`, JSON.stringify({ ...document, current: 'k-other' }), '[]']) {
      await writeFile(path, damaged)
      const error = await file.read().catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(KeyringError)
      expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain(key)
    }
  })
})

describe('createKeyText and createKeyCommand', () => {
  it('take a key document or one key in base64, which always has the same id', async () => {
    const key = randomBytes(32).toString('base64')
    const document = createKeyDocument(randomBytes)

    const given = await createKeyText({ name: 'SEALING_KEYS', value: ` ${key}\n` }).read()
    const printed = await createKeyCommand({ command: [process.execPath, '-p', `'${key}'`] }).read()
    const whole = await createKeyText({ name: 'SEALING_KEYS', value: JSON.stringify(document) }).read()

    expect(given).toEqual(printed)
    expect(whole).toEqual(document)
  })

  it('say what is wrong without showing what they read', async () => {
    const canary = 'canary-not-a-key'
    const failing = createKeyCommand({
      command: [process.execPath, '-e', `console.error('${canary}'); process.exit(3)`],
    })

    const errors = [
      await createKeyText({ name: 'SEALING_KEYS', value: canary })
        .read()
        .catch((thrown: unknown) => thrown),
      await failing.read().catch((thrown: unknown) => thrown),
    ]

    expect(errors.map(String)).toEqual([
      expect.stringContaining('The variable SEALING_KEYS is neither a key document nor 32 bytes in base64.'),
      expect.stringContaining('failed (3)'),
    ])
    expect(errors.map((error) => `${String(error)} ${JSON.stringify(error)}`).join()).not.toContain(canary)
  })
})

describe('exportKeys', () => {
  it('gives the keys back to who knows the passphrase, and to nobody else', async () => {
    const document = createKeyDocument(randomBytes)

    const text = await exportKeys(document, 'a long enough passphrase')

    expect(await importKeys(text, 'a long enough passphrase')).toEqual(document)
    expect(text).not.toContain(document.keys[document.current])
    await expect(importKeys(text, 'another long passphrase')).rejects.toThrow(/passphrase is wrong/)
    await expect(importKeys(text.replace('"p": 1', '"p": 2'), 'a long enough passphrase')).rejects.toThrow(KeyringError)
    await expect(importKeys('{}', 'a long enough passphrase')).rejects.toThrow(/not an export/)
    await expect(exportKeys(document, 'short')).rejects.toThrow(/fewer than 12/)
  })
})

describe('checkKeyring', () => {
  it('lets the keys of the database in, and refuses others at once', async () => {
    await using world = await makeKeyWorld(0)
    const other = await openSealer(
      createKeyText({ name: 'OTHER', value: JSON.stringify(createKeyDocument(randomBytes)) }),
    )

    await checkKeyring({ db: world.db, sealer: world.sealer })
    await checkKeyring({ db: world.db, sealer: world.sealer })

    await expect(checkKeyring({ db: world.db, sealer: other })).rejects.toThrow(
      `not those of this database, which were last sealed with key ${world.sealer.currentKeyId}`,
    )
  })
})

describe('rotateKeys', () => {
  it('re-wraps all for a new key; the old one can be dropped then, and not before', async () => {
    await using world = await makeKeyWorld(25)
    const old = world.sealer.currentKeyId
    await checkKeyring(world)
    await expect(dropKey(world.db, world.file, old)).rejects.toThrow(/is still needed: 26 values/)

    const report = await rotateKeys({ db: world.db, keyFile: world.file, batchSize: 10 })

    expect(report).toMatchObject({ isResumed: false, rewrapped: 25, unreadable: 0, droppable: [old] })
    await dropKey(world.db, world.file, old)
    const sealer = await openSealer(world.file)
    await checkKeyring({ db: world.db, sealer })
    expect(await verifyKeys({ db: world.db, sealer })).toEqual({
      secrets: 25,
      byKey: { [report.currentKeyId]: 26 },
      missingKeys: [],
      unreadable: [],
    })
    expect(await world.openAll(sealer)).toEqual(world.values)
  })

  it('is finished by the next one when it is killed between two batches, without yet another key', async () => {
    await using world = await makeKeyWorld(25)
    const killed = new AbortController()
    const rotation = rotateKeys({
      db: world.db,
      keyFile: world.file,
      batchSize: 10,
      signal: killed.signal,
      onProgress: () => killed.abort(new Error('killed')),
    })
    await expect(rotation).rejects.toThrow('killed')
    // A hub that starts in between opens all of it.
    expect(await world.openAll(await openSealer(world.file))).toEqual(world.values)

    const report = await rotateKeys({ db: world.db, keyFile: world.file, batchSize: 10 })

    const { keys } = await world.file.read()
    expect(report).toMatchObject({ isResumed: true, rewrapped: 15, droppable: [world.sealer.currentKeyId] })
    expect(Object.keys(keys)).toHaveLength(2)
    expect(await world.openAll(await openSealer(world.file))).toEqual(world.values)
  })

  it('lets a running hub read and set secrets meanwhile', async () => {
    await using world = await makeKeyWorld(30)
    const seen: unknown[] = []
    let pending: Promise<unknown> = Promise.resolve()

    await rotateKeys({
      db: world.db,
      keyFile: world.file,
      batchSize: 5,
      onProgress: () => {
        // As the hub does it: with the keys of its start, which it reads again when one is missing.
        pending = pending.then(async () => {
          seen.push(await world.openAll(world.sealer))
          await world.addSecret(`late ${seen.length}`)
        })
      },
    })
    await pending

    expect(seen).toHaveLength(6)
    expect(await world.openAll(await openSealer(world.file))).toEqual(world.values)
    expect((await verifyKeys(world)).unreadable).toEqual([])
  })
})

describe('verifyKeys', () => {
  it('names missing keys and what cannot be opened', async () => {
    await using world = await makeKeyWorld(3)
    const lost = await openSealer(createKeyText({ name: 'LOST', value: randomBytes(32).toString('base64') }))
    await world.addSecret('sealed with a key that was lost', lost)

    const report = await verifyKeys(world)

    expect(report).toMatchObject({ secrets: 4, missingKeys: [lost.currentKeyId] })
    expect(report.unreadable).toMatchObject([{ field: 'clientSecret', keyId: lost.currentKeyId, connections: [] }])
  })
})

async function makeFolder(): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'hub-keys-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}

async function makeKeyWorld(count: number) {
  const folder = await makeFolder()
  const database = await openTestDatabase()
  const { db } = database
  const file = createKeyFile({ path: join(folder.path, 'keys.json'), createIfAbsent: true })
  const sealer = await openSealer(file)
  const account = createId()
  await db.insertInto('account').values({ id: account, slug: 'a', name: 'A', created_at: hubNow() }).execute()
  const values: Record<string, string> = {}
  const field = 'clientSecret'
  const addSecret = async (value: string, by = sealer): Promise<void> => {
    const id = createId()
    const sealed = JSON.stringify(by.seal(value, secretBinding({ account, id, field })))
    const row = { id, account_id: account, field, sealed, set_at: hubNow(), set_by: createId(), set_by_name: 'Ann' }
    if (by === sealer) values[id] = value
    await db.insertInto('secret').values(row).execute()
  }
  const openOne = async (by: typeof sealer, id: string, sealed: SealedValue): Promise<string> => {
    const stored = { [id]: { sealed, hosts: null } }
    return (await openSecrets({ sealer: by }, { account, secrets: { [field]: id }, hosts: [], stored }))[field] ?? ''
  }
  for (let i = 0; i < count; i++) await addSecret(`value ${i}`)
  return {
    db,
    file,
    sealer,
    values,
    addSecret,
    openAll: async (by: typeof sealer) => {
      const opened: Record<string, string> = {}
      for (const id of Object.keys(values)) {
        const { sealed } = await db.selectFrom('secret').select('sealed').where('id', '=', id).executeTakeFirstOrThrow()
        opened[id] = await openOne(by, id, sealed)
      }
      return opened
    },
    [Symbol.asyncDispose]: async () => {
      await database.close()
      await folder[Symbol.asyncDispose]()
    },
  }
}
