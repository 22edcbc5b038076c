import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../command/clock.ts'
import { type ConnectionStore, checkConnectionName, createConnectionStore } from './connection-store.ts'
import { keyFilePath } from './key-file.ts'

let folder: string
let config: string
let store: ConnectionStore

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coupa-cli-'))
  config = join(folder, 'coupa-connector')
  store = createConnectionStore({ config }, { clock: systemClock, signal: new AbortController().signal })
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const acme = { fields: { url: 'https://acme.coupahost.com/api' }, secrets: { clientSecret: 'canary-secret' } }

describe('createConnectionStore', () => {
  test('gives back the secret of a connection and nobody else can read it', async () => {
    await store.put('acme', () => acme)

    const found = await store.find('acme')
    expect(await store.openSecrets('acme', found)).toEqual({ clientSecret: 'canary-secret' })
    for (const name of await readdir(config)) {
      expect((await stat(join(config, name))).mode & 0o777).toBe(0o600)
      expect(await readFile(join(config, name), 'utf8')).not.toContain('canary')
    }
    expect((await stat(config)).mode & 0o777).toBe(0o700)
  })

  test('loses no connection when many are added at once', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, index) => store.put(`c${index}`, () => acme)))

    expect(await store.names()).toHaveLength(12)
    expect(await store.openSecrets('c7', await store.find('c7'))).toEqual({ clientSecret: 'canary-secret' })
    expect(await readdir(config)).toEqual(['connections.json', 'connections.lock', 'key'])
  })

  test('does not open a sealed secret that was moved to another connection', async () => {
    await store.put('a', () => acme)
    await store.put('b', () => ({ fields: {}, secrets: {} }))
    const file = JSON.parse(await readFile(store.file, 'utf8'))
    file.connections.b.secrets = file.connections.a.secrets
    await writeFile(store.file, JSON.stringify(file))

    await expect(store.openSecrets('b', await store.find('b'))).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' })
  })

  test('says how to go on when the key is lost', async () => {
    await store.put('acme', () => acme)
    await rm(keyFilePath(config))

    await expect(store.openSecrets('acme', await store.find('acme'))).rejects.toMatchObject({
      code: 'SECRET_UNREADABLE',
      suggestion: expect.stringContaining('connections set-secret acme'),
    })
  })

  test('says how to go on when the key was replaced', async () => {
    await store.put('acme', () => acme)
    await writeFile(keyFilePath(config), `coupa-connector-key:1:${Buffer.alloc(32, 7).toString('base64')}\n`)

    await expect(store.openSecrets('acme', await store.find('acme'))).rejects.toThrow('another key')
  })

  test('keeps a secret that a change does not mention', async () => {
    await store.put('acme', () => acme)
    await store.put('acme', () => ({ fields: { url: 'https://other.coupahost.com/api' } }))

    const found = await store.find('acme')
    expect(found.fields).toEqual({ url: 'https://other.coupahost.com/api' })
    expect(await store.openSecrets('acme', found)).toEqual({ clientSecret: 'canary-secret' })
  })

  test('names the connections nearest to an unknown one', async () => {
    await store.put('production', () => acme)

    await expect(store.find('prodution')).rejects.toMatchObject({ suggestion: 'Did you mean "production"?' })
  })

  test('takes a name of a built-in property for an unknown connection', async () => {
    await expect(store.find('constructor')).rejects.toThrow('There is no connection "constructor"')
  })

  test('refuses a file that is not JSON and leaves it alone', async () => {
    await store.put('acme', () => acme)
    await writeFile(store.file, '{broken')

    await expect(store.put('b', () => acme)).rejects.toThrow('not readable as JSON')
    expect(await readFile(store.file, 'utf8')).toBe('{broken')
  })
})

describe('checkConnectionName', () => {
  test.each(['acme', 'Acme.prod_2-eu', '7', 'a'.repeat(64)])('takes %j', (name) => {
    expect(checkConnectionName(name)).toBe(name)
  })

  test.each(['', '.hidden', '../etc', 'a/b', 'a b', '-x', 'ä', 'a'.repeat(65), 'a\n'])('refuses %j', (name) => {
    expect(() => checkConnectionName(name)).toThrow('cannot be the name of a connection')
  })
})
