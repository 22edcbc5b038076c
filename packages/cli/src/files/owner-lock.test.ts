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

/** No process has this number: it is above what the system gives out. */
const deadPid = 2 ** 30

describe('takeLock', () => {
  test('keeps a second owner out until it is released', async () => {
    const lock = await takeLock(file)

    await expect(takeLock(file)).rejects.toThrow(LockHeldError)
    await lock.release()
    await (await takeLock(file)).release()
    expect(await readdir(folder)).toEqual([])
  })

  test('takes over a lock whose owner is dead', async () => {
    await writeFile(file, JSON.stringify({ id: 'x', pid: deadPid, host: hostname() }))

    await (await takeLock(file)).release()

    expect(await readdir(folder)).toEqual([])
  })

  test('takes over a lock whose owner has ended, though another process has its number now', async () => {
    const owner = { id: 'x', pid: process.pid, host: hostname(), startedAt: 'another boot:1' }
    await writeFile(file, JSON.stringify(owner))

    await (await takeLock(file)).release()

    expect(await readdir(folder)).toEqual([])
  })

  test('lets exactly one of many take over a dead lock', async () => {
    await writeFile(file, JSON.stringify({ id: 'x', pid: deadPid, host: hostname() }))

    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => takeLock(file)))

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('respects a lock of another machine', async () => {
    await writeFile(file, JSON.stringify({ id: 'x', pid: deadPid, host: 'elsewhere' }))

    await expect(takeLock(file)).rejects.toThrow('process 1073741824 on elsewhere')
  })
})
