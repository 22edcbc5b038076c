import { describe, expect, it } from 'vitest'
import { formatDuration, formatRoundDuration } from './time-ago.tsx'

describe('formatDuration', () => {
  it.each([
    [840, '840 ms'],
    [1840, '1.8 s'],
    [125_000, '2 min 5 s'],
    [119_900, '2 min 0 s'],
    [12_000_000, '3 h 20 min'],
  ])('says %i ms as %s', (durationMs, words) => {
    expect(formatDuration(durationMs)).toBe(words)
  })
})

describe('formatRoundDuration', () => {
  it.each([
    [0, '0'],
    [5000, '5 s'],
    [120_000, '2 min'],
    [10_800_000, '3 h'],
  ])('says %i ms as %s', (durationMs, words) => {
    expect(formatRoundDuration(durationMs)).toBe(words)
  })
})
