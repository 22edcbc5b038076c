import { existsSync } from 'node:fs'
import { mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeFolder } from './make-folder.ts'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'make-folder-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

describe('makeFolder', () => {
  it('creates what is missing, and takes what is there', async () => {
    const folder = join(home, 'a', 'b', 'c')

    await makeFolder(folder, 0o750)
    await makeFolder(folder, 0o750)
    await symlink(folder, join(home, 'link'))
    await makeFolder(join(home, 'link'), 0o750)

    expect((await stat(folder)).mode & 0o777).toBe(0o750)
  })

  it.each(['file', 'file/below'])('fails where a file is in the way: %s', async (path) => {
    await writeFile(join(home, 'file'), '')

    await expect(makeFolder(join(home, path), 0o750)).rejects.toThrow(/EEXIST|ENOTDIR/)
  })

  it.runIf(existsSync('/proc/self'))('fails in a file system that takes no folders', async () => {
    await expect(makeFolder('/proc/none/below', 0o750)).rejects.toThrow('ENOENT')
  })
})
