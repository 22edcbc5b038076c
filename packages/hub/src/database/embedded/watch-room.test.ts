import { expect, it } from 'vitest'
import { manualClock } from '../../testing/manual-clock.ts'
import { watchRoom } from './watch-room.ts'

it('watchRoom tells low room once, and when there is enough again', async () => {
  const clock = manualClock()
  const lines: string[] = []
  const keep = (_facts: object, message: string): void => void lines.push(message)
  const stopping = new AbortController()
  let freeBytes = 2 ** 30
  const watching = watchRoom({
    readFreeBytes: async () => freeBytes,
    log: { debug: keep, info: keep, warn: keep, error: keep },
    clock,
    signal: stopping.signal,
  })

  for (const next of [100 * 2 ** 20, 90 * 2 ** 20, 2 ** 30, 2 ** 30]) {
    await expect.poll(() => clock.sleepers()).toBe(1)
    freeBytes = next
    clock.advance(60_000)
  }
  await expect.poll(() => clock.sleepers()).toBe(1)
  stopping.abort()
  await watching

  expect(lines).toEqual([expect.stringContaining('has 100 MiB left'), 'The disk of the database has enough room.'])
})
