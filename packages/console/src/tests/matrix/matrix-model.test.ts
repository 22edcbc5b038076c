import { describe, expect, it } from 'vitest'
import { differenceRows, groupDurations, isUnusualOutcome } from './matrix-model.ts'

const stage = (name: string, durationMs: number, status: 'passed' | 'skipped' = 'passed') => ({
  name,
  status,
  durationMs,
})

describe('groupDurations', () => {
  it('adds up the stages of each part, and tells a part that was not reached', () => {
    const stages = [
      stage('settings', 1),
      stage('token-connect', 10),
      stage('token-tls', 20),
      stage('probe', 0, 'skipped'),
    ]

    expect(groupDurations({ stages })).toEqual([
      { group: 'Settings', durationMs: 1 },
      { group: 'Token server', durationMs: 30 },
      { group: 'Coupa', durationMs: null },
    ])
  })
})

describe('differenceRows', () => {
  it('marks the values that are not the common one', () => {
    const values = ['a', 'b', 'c'].map((container) => ({ container, value: container === 'c' ? 'NO' : 'OK' }))

    const [row] = differenceRows([{ aspect: 'outcome', values }])

    expect(row?.aspect).toBe('Outcome')
    expect(row?.values.map(({ isRare }) => isRare)).toEqual([false, false, true])
  })

  it('marks nothing where no value is the common one', () => {
    const values = ['a', 'b'].map((container) => ({ container, value: container }))

    expect(differenceRows([{ aspect: 'clock', values }])[0]?.values.some(({ isRare }) => isRare)).toBe(false)
  })
})

describe('isUnusualOutcome', () => {
  it('is so for the few, not for the most nor for what still runs', () => {
    const jobs = [{ outcome: 'OK' }, { outcome: 'OK' }, { outcome: 'TOKEN_TIMEOUT' }, { outcome: null }]

    expect(jobs.map((job) => isUnusualOutcome(job, jobs))).toEqual([false, false, true, false])
  })
})
