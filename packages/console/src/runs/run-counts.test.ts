import type { Run } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import { countsOf, setAsideOf, summarizeCounts } from './run-counts.ts'

const exported = { direction: 'out', kind: 'run', state: 'ended', outcome: 'succeeded', receipt: null } as const

describe('the counts of a run', () => {
  it('are those of the receipt once there is one, in the order of the phases', () => {
    const run = {
      ...exported,
      counters: { read: 2, delivered: 1 },
      receipt: { read: 1323, delivered: 1320, acknowledged: 1320, refused: 3, run: 'x' },
    }

    expect(countsOf(run).map(({ label, value }) => `${value} ${label}`)).toEqual([
      '1323 Read',
      '1320 Delivered',
      '1320 Marked in Coupa',
      '3 Refused',
    ])
    expect(summarizeCounts(run)).toBe('1,323 read · 1,320 delivered · 3 refused')
    expect(setAsideOf(run)).toBe(3)
  })

  it('of a load add up what became of the records while it goes on', () => {
    const counters = { created: 2, updated: 1, failed: 1, held: 2 }
    const run = { ...exported, direction: 'in', state: 'running', outcome: null, counters } as const

    expect(countsOf(run)[0]).toMatchObject({ label: 'Read', value: 6 })
    expect(setAsideOf(run)).toBe(3)
  })

  it.each<[string, Partial<Run>, string]>([
    ['succeeded without a record', { outcome: 'succeeded' }, 'nothing to do'],
    ['failed before the first one', { outcome: 'failed' }, ''],
    ['waits', { state: 'waiting', outcome: null }, ''],
    ['is a preview', { kind: 'preview', outcome: 'succeeded' }, ''],
  ])('of a run that %s are told in words', (_, given, expected) => {
    expect(summarizeCounts({ ...exported, counters: {}, ...given })).toBe(expected)
  })
})
