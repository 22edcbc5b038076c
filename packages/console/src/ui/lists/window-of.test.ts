import { describe, expect, it } from 'vitest'
import { windowOf } from './window-of.ts'

const at = (hiddenPx: number, count = 10_000) => windowOf({ hiddenPx, visiblePx: 800, rowPx: 64, count })

describe('windowOf', () => {
  it('covers everything that can be seen, wherever the list is', () => {
    for (let hiddenPx = 0; hiddenPx <= 10_000 * 64 - 800; hiddenPx += 777) {
      const { start, end } = at(hiddenPx)
      expect(start * 64).toBeLessThanOrEqual(hiddenPx)
      expect(end * 64).toBeGreaterThanOrEqual(hiddenPx + 800)
    }
  })

  it('stays small however long the list is', () => {
    expect(at(300_000).end - at(300_000).start).toBeLessThanOrEqual(45)
  })

  it('does not move with every pixel', () => {
    expect(at(64_000)).toEqual(at(64_010))
  })

  it('has no rows where there are none, and begins at the first before the list is reached', () => {
    expect(at(0, 0)).toEqual({ start: 0, end: 0 })
    expect(at(-500).start).toBe(0)
    expect(at(900_000, 3)).toEqual({ start: 3, end: 3 })
  })
})
