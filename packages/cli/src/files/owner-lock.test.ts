import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LockHeldError, takeLock } from './owner-lock.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coupa-cli-'))
  file = join(folder, 'lock')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('takeLock', () => {
  test('keeps a second owner out until it is released', async () => {
    const lock = await takeLock(file)

    await expect(takeLock(file)).rejects.toThrow(LockHeldError)
    await lock.release()
    await (await takeLock(file)).release()
  })

  test('keeps another process out, and names itself to it', async () => {
    const lock = await takeLock(file)

    const other = startOwner()
    const [said] = (await once(other.stdout as NodeJS.ReadableStream, 'data')) as [Buffer]

    expect(String(said)).toBe(`process ${process.pid} on ${hostname()}\n`)
    await lock.release()
  })

  test('is free at once when its owner is killed, whatever host name and number the owner had', async () => {
    const other = startOwner()
    await once(other.stdout as NodeJS.ReadableStream, 'data')
    await expect(takeLock(file)).rejects.toThrow(`process ${other.pid} on ${hostname()}`)
    await writeFile(`${file}.owner`, JSON.stringify({ pid: process.pid, host: 'elsewhere' }))

    other.kill('SIGKILL')
    await once(other, 'exit')

    await (await takeLock(file)).release()
  })

  test('lets exactly one of many take it', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => takeLock(file)))

    const taken = outcomes.filter((outcome) => outcome.status === 'fulfilled')
    expect(taken).toHaveLength(1)
    await taken[0]?.value.release()
  })

  test('takes over the file of an earlier version, which named its owner in the file itself', async () => {
    await writeFile(file, JSON.stringify({ id: 'x', pid: 1, host: 'elsewhere', startedAt: 'x' }))

    await (await takeLock(file)).release()
  })

  test('leaves nothing behind where its file stands among files of other people', async () => {
    const lock = await takeLock(file, { isTemporary: true })

    await lock.release()

    expect(await readdir(folder)).toEqual([])
  })

  test('says why when its folder cannot be written', async () => {
    await expect(takeLock(join(folder, 'missing', 'lock'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

/** A process that takes the lock and keeps it, or prints who has it and ends. */
function startOwner(): ChildProcess {
  const program = `
    const { takeLock } = await import(${JSON.stringify(new URL('./owner-lock.ts', import.meta.url).href)})
    try {
      await takeLock(${JSON.stringify(file)})
      process.stdout.write('taken\\n')
      setInterval(() => {}, 1000)
    } catch (error) {
      process.stdout.write(error.owner + '\\n')
    }`
  return spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] })
}
