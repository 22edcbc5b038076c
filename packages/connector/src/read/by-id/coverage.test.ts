import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Coverage } from './coverage.ts'

describe('Coverage', () => {
  it('joins pieces that touch and keeps gaps apart', () => {
    const coverage = new Coverage()

    coverage.add({ after: 10, upTo: 20, records: 5, pages: 1 })
    coverage.add({ after: -Infinity, upTo: 10, records: 3, pages: 1 })
    coverage.add({ after: 30, upTo: 40, records: 1, pages: 1 })

    expect(coverage.joined()).toEqual([
      { after: -Infinity, upTo: 20, records: 8, pages: 2 },
      { after: 30, upTo: 40, records: 1, pages: 1 },
    ])
    expect(coverage.missing({ after: -Infinity, upTo: 50 })).toEqual([
      { after: 20, upTo: 30 },
      { after: 40, upTo: 50 },
    ])
  })

  it('misses all of what nothing was added for, and nothing of what is covered', () => {
    expect(new Coverage().missing({ after: 0, upTo: 9 })).toEqual([{ after: 0, upTo: 9 }])
    expect(new Coverage([{ after: 0, upTo: 9, records: 1, pages: 1 }]).missing({ after: 0, upTo: 9 })).toEqual([])
  })

  it('stays short and exact, in whatever order pieces come', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(Array.from({ length: 3000 }, (_, i) => i)), (order) => {
        const coverage = new Coverage()

        for (const i of order) coverage.add({ after: i * 10, upTo: i * 10 + 10, records: 7, pages: 1 })

        const sum = coverage.ranges.reduce((total, { records }) => total + records, 0)
        expect(sum).toBe(order.length * 7)
        const all = new Set(order)
        const runs = order.filter((i) => !all.has(i - 1)).length
        expect(coverage.joined()).toHaveLength(runs)
        expect(coverage.ranges.length).toBeLessThanOrEqual(Math.max(200, runs))
      }),
      { numRuns: 5 },
    )
  })

  it('keeps at most 200 ranges of a read that has no end', () => {
    const coverage = new Coverage()

    for (let i = 0; i < 100_000; i++) coverage.add({ after: i, upTo: i + 1, records: 1, pages: 1 })

    expect(coverage.ranges.length).toBeGreaterThan(50)
    expect(coverage.ranges.length).toBeLessThanOrEqual(200)
    expect(coverage.joined()).toEqual([{ after: 0, upTo: 100_000, records: 100_000, pages: 100_000 }])
  })
})
