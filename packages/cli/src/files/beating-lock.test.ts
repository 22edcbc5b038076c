import { mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CommandClock } from '../command/context.ts'
import { takeBeatingLock } from './beating-lock.ts'
import { LockHeldError } from './owner-lock.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beating-lock-'))
  file = join(folder, 'program.lock')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('takeBeatingLock', () => {
  test('takes over the lock of another machine whose owner no longer touches it', async () => {
    await writeForeignLock()
    const owners: string[] = []

    const lock = await takeBeatingLock(file, { ...world(), onWait: (owner) => owners.push(owner) })

    expect(owners).toEqual([`process 1 on not-${hostname()}`])
    expect(await readFile(file, 'utf8')).toContain(`"${hostname()}"`)
    await lock.release()
    await expect(stat(file)).rejects.toThrow('ENOENT')
  })

  test('respects the lock of another machine while its owner touches it', async () => {
    await writeForeignLock()
    const touch = async (waits: number): Promise<void> => {
      if (waits === 9) await utimes(file, new Date(), new Date(Date.now() + 60_000))
    }

    await expect(takeBeatingLock(file, { ...world(touch), onWait: () => {} })).rejects.toThrow(LockHeldError)
  })

  test('touches its own lock until it is released', async () => {
    const lock = await takeBeatingLock(file, { ...world(), onWait: () => {} })
    await utimes(file, new Date(0), new Date(0))

    await expect.poll(async () => (await stat(file)).mtimeMs).toBeGreaterThan(0)

    await lock.release()
  })
})

/** A lock as a program on another machine has left it. */
async function writeForeignLock(): Promise<void> {
  await writeFile(file, JSON.stringify({ id: 'another', pid: 1, host: `not-${hostname()}`, startedAt: 'x' }))
}

/** A clock whose waits are over at once, and who is told of them. */
function world(onWait: (waits: number) => Promise<void> = async () => {}): {
  readonly clock: CommandClock
  readonly signal: AbortSignal
} {
  let waits = 0
  const sleep = async (_durationMs: number, signal?: AbortSignal): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve))
    signal?.throwIfAborted()
    waits += 1
    await onWait(waits)
  }
  return {
    clock: { now: () => Date.now(), monotonicMs: () => performance.now(), sleep },
    signal: new AbortController().signal,
  }
}
