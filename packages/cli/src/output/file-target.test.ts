import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openFileTarget } from './file-target.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coupa-cli-'))
  file = join(folder, 'out.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('openFileTarget', () => {
  test('gives the file its name only when it is complete', async () => {
    await writeFile(file, 'old')
    const target = await openFileTarget(file)
    await target.write('new')
    await target.flush()

    expect(await readFile(file, 'utf8')).toBe('old')
    await target.complete()
    expect(await readFile(file, 'utf8')).toBe('new')
    expect(await readdir(folder)).toEqual(['out.json'])
  })

  test('leaves nothing behind when it is abandoned', async () => {
    const target = await openFileTarget(file)
    await target.write('x'.repeat(100_000))
    await target.abandon({ keep: false })

    expect(await readdir(folder)).toEqual([])
  })

  test('goes on behind the bytes that are valid', async () => {
    const first = await openFileTarget(file)
    await first.write('good')
    await first.flush()
    const { position } = first
    await first.write('half')
    await first.flush()
    await first.abandon({ keep: true })

    const second = await openFileTarget(file, { continueAt: position })
    await second.write('-rest')
    await second.complete()

    expect(await readFile(file, 'utf8')).toBe('good-rest')
    expect(second.position).toBe(9)
  })

  test('refuses to go on when what was left is gone or shorter', async () => {
    await expect(openFileTarget(file, { continueAt: 4 })).rejects.toThrow('that file does not exist')
    await writeFile(`${file}.partial`, 'ab')
    await expect(openFileTarget(file, { continueAt: 4 })).rejects.toThrow('has 2 bytes')
    expect(await readdir(folder)).toEqual(['out.json.partial'])
  })

  test('keeps a second run away from the same file', async () => {
    const target = await openFileTarget(file)

    await expect(openFileTarget(file)).rejects.toThrow(`is writing ${file}`)
    await target.complete()
  })

  test('replaces the target of a symbolic link and keeps the link', async () => {
    const real = join(folder, 'real.json')
    await writeFile(real, 'old')
    await symlink(real, file)
    const target = await openFileTarget(file)
    await target.write('new')
    await target.complete()

    expect((await lstat(file)).isSymbolicLink()).toBe(true)
    expect(await readFile(real, 'utf8')).toBe('new')
  })

  test('writes a device in place', async () => {
    const target = await openFileTarget('/dev/null')
    await target.write('gone')
    await target.complete()

    expect((await lstat('/dev/null')).isCharacterDevice()).toBe(true)
  })

  test('says what is wrong with a folder and with one that is missing', async () => {
    await mkdir(file)
    await expect(openFileTarget(file)).rejects.toThrow('is a folder')
    await expect(openFileTarget(join(folder, 'none', 'x'))).rejects.toThrow('does not exist')
  })
})
