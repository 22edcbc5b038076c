import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { Secret } from '@coupa-connector/connector'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type NodeIdentity, NodeIdentityError, readNodeIdentity, writeNodeIdentity } from './node-identity.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'node-identity-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

const identity: NodeIdentity = {
  hubUrl: 'https://hub.example.com',
  container: { id: 'c', kind: 'molecule', name: 'Warehouse' },
  node: { id: 'n', name: 'one' },
  accountName: 'Acme',
  credential: new Secret('node-credential-1'),
  credentialIssuedAt: '2026-01-01T00:00:00.000Z',
}

describe('writeNodeIdentity', () => {
  it('writes what reads back as the same, in a folder that it makes', async () => {
    const file = join(folder, 'deep', 'node.json')

    await writeNodeIdentity(file, identity)

    const read = await readNodeIdentity(file)
    expect({ ...read, credential: read.credential.reveal() }).toEqual({ ...identity, credential: 'node-credential-1' })
  })

  it('lets only the owner read, whatever was there before', async () => {
    const file = join(folder, 'node.json')
    await writeFile(file, 'old')
    await chmod(file, 0o644)

    await writeNodeIdentity(file, identity)

    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it('leaves nothing beside the file, also when it fails', async () => {
    const file = join(folder, 'taken')
    await writeNodeIdentity(join(folder, 'node.json'), identity)
    await rm(file, { force: true })
    await writeNodeIdentity(join(file, 'inner.json'), identity)

    await expect(writeNodeIdentity(file, identity)).rejects.toThrow()

    expect((await readdir(folder)).sort()).toEqual(['node.json', 'taken'])
  })

  it('keeps the credential out of everything that is printed', () => {
    expect(inspect(identity) + JSON.stringify(identity)).not.toContain('node-credential-1')
  })
})

describe('readNodeIdentity', () => {
  it('says that there is none, and what to do', async () => {
    const reading = readNodeIdentity(join(folder, 'none.json'))

    await expect(reading).rejects.toThrow(NodeIdentityError)
    await expect(reading).rejects.toMatchObject({ suggestion: expect.stringContaining('installer token') })
  })

  it('refuses every part of a file without showing it', async () => {
    const file = join(folder, 'node.json')
    await writeNodeIdentity(file, identity)
    const whole = await readFile(file, 'utf8')

    for (let length = 0; length < whole.trimEnd().length; length += 7) {
      await writeFile(file, whole.slice(0, length))
      const error = await readNodeIdentity(file).catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(NodeIdentityError)
      expect(inspect(error)).not.toContain('node-credential-1')
    }
  })

  it.each([
    { ...identity, version: 2, credential: 'x' },
    { ...identity, version: 1, credential: '' },
    { ...identity, version: 1, credential: 'x', container: { id: 'c', kind: 'planet', name: 'x' } },
    { ...identity, version: 1, credential: 'x', hubUrl: 'http://hub.example.com' },
    null,
  ])('refuses what is not an identity', async (content) => {
    const file = join(folder, 'node.json')
    await writeFile(file, JSON.stringify(content))

    await expect(readNodeIdentity(file)).rejects.toThrow(NodeIdentityError)
  })
})
