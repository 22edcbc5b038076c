import { chmod, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makePrivateFolder } from './private-file.ts'

let parent: string
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'coupa-private-'))
})
afterEach(() => rm(parent, { recursive: true }))

describe('makePrivateFolder', () => {
  it('makes a folder and closes one that others may read', async () => {
    const folder = join(parent, 'one', 'other')
    await makePrivateFolder(folder)
    const made = (await stat(folder)).mode & 0o777
    await chmod(folder, 0o755)
    await makePrivateFolder(folder)

    expect(made).toBe(0o700)
    expect((await stat(folder)).mode & 0o766).toBe(0o700)
  })

  it('lets a folder alone that is right, since another program may be changing it', async () => {
    const before = await stat(parent, { bigint: true })

    await makePrivateFolder(parent)

    expect((await stat(parent, { bigint: true })).ctimeNs).toBe(before.ctimeNs)
  })
})
