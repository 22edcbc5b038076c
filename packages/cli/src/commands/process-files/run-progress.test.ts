import { describe, expect, test } from 'vitest'
import { runProgressText } from './run-progress.ts'

describe('runProgressText', () => {
  test.each([
    [{}, 400, 'starting, 1 s'],
    [{ read: 1200 }, 3000, '1,200 read, 3 s'],
    [
      { read: 1200, delivered: 1150, acknowledged: 850, acknowledgedEarlier: 50, refused: 1, quarantined: 1 },
      48_000,
      '1,200 read, 1,150 delivered, 900 acknowledged, 2 set aside, 48 s',
    ],
    [{ acknowledged: 50 }, 120_000, '50 acknowledged, 2 min'],
  ])('says %j after %i ms as %j', (counters, elapsedMs, text) => {
    expect(runProgressText(counters, elapsedMs)).toBe(text)
  })
})
