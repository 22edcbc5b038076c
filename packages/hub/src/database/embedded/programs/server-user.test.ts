import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openEmbeddedDatabase } from '../../connecting/open-embedded.ts'
import { findClosedFolder } from './closed-folder.ts'
import { chooseServerUser } from './server-user.ts'

describe('chooseServerUser', () => {
  it('leaves an ordinary user as who it is', () => {
    expect(chooseServerUser('/nowhere', { isRoot: false })).toBeUndefined()
  })

  it.each([
    ['postgres', 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534:::\npostgres:x:101:104:::\n'],
    ['nobody', 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65533:::\n'],
  ])('takes %s for root', async (name, text) => {
    await using passwd = await makeFile(text)

    expect(chooseServerUser('/nowhere', { isRoot: true, passwd: passwd.path })).toMatchObject({ name })
  })

  it('says what root has to add to a system without such users', async () => {
    await using passwd = await makeFile('root:x:0:0::/root:/bin/sh\n')

    expect(() => chooseServerUser('/nowhere', { isRoot: true, passwd: passwd.path })).toThrow(
      expect.objectContaining({ suggestion: expect.stringContaining('"postgres"') }),
    )
  })
})

describe('findClosedFolder', () => {
  it('gives the outermost folder that a user may not enter', async () => {
    await using place = await makeFile('')
    const inner = join(place.folder, 'closed', 'below')
    await mkdir(inner, { recursive: true })
    await chmod(place.folder, 0o711)
    const stranger = { name: 'stranger', uid: 4_000_001, gid: 4_000_001 }

    expect(await findClosedFolder(inner, stranger)).toBeUndefined()
    await chmod(join(place.folder, 'closed'), 0o700)
    expect(await findClosedFolder(inner, stranger)).toBe(join(place.folder, 'closed'))
    expect(await findClosedFolder(inner, { ...stranger, uid: process.getuid?.() ?? 0 })).toBeUndefined()
  })

  it.runIf(process.getuid?.() === 0)('is named when the data are to stand below it', async () => {
    await using place = await makeFile('')

    await expect(openEmbeddedDatabase({ directory: join(place.folder, 'data') })).rejects.toMatchObject({
      code: 'DATABASE_NOT_WRITABLE',
      message: expect.stringContaining(`may not enter ${place.folder}.`),
      suggestion: expect.stringContaining(`chmod o+x ${place.folder}`),
    })
  })
})

async function makeFile(text: string): Promise<AsyncDisposable & { readonly path: string; readonly folder: string }> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'user-')))
  const path = join(folder, 'passwd')
  await writeFile(path, text)
  return { path, folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}
