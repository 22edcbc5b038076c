import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStateFolder } from './open-state-folder.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'state-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const now = () => 77
const open = (path = folder) => openStateFolder(path, { now })

describe('a state folder that cannot be used', () => {
  it('is called damaged, with what to do, where its database is none', async () => {
    await writeFile(join(folder, 'state.db'), 'no database'.repeat(1000))

    expect(() => open()).toThrow(expect.objectContaining({ code: 'STATE_DAMAGED', remedy: expect.any(String) }))
  })

  it('lets go of its lock, so that the next run can try', async () => {
    const file = join(folder, 'state.db')
    await writeFile(file, 'no database'.repeat(1000))
    expect(() => open()).toThrow('damaged')
    await rm(file)

    await using state = open()

    expect(await state.openBatches()).toEqual([])
  })

  it('says so when a later version of the program wrote it', () => {
    const database = new DatabaseSync(join(folder, 'state.db'))
    database.exec('pragma user_version = 999')
    database.close()

    expect(() => open()).toThrow(expect.objectContaining({ code: 'STATE_TOO_NEW' }))
  })

  it('is refused where a file has its name', async () => {
    const file = join(folder, 'file')
    await writeFile(file, '')

    expect(() => open(file)).toThrow(expect.objectContaining({ code: 'STATE_NOT_WRITABLE' }))
    expect(() => open(join(file, 'below'))).toThrow(expect.objectContaining({ code: 'STATE_NOT_WRITABLE' }))
  })

  it.runIf(process.platform === 'linux')(
    'is refused on a file system that takes no folders, without an end of tries',
    () => {
      expect(() => open('/proc/state/of/a-process')).toThrow(expect.objectContaining({ code: 'STATE_NOT_WRITABLE' }))
    },
  )
})
