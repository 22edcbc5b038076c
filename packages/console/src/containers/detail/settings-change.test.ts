import { describe, expect, it } from 'vitest'
import { changesTo, describeChanges, followChange } from './settings-change.ts'

const before = { name: 'Plant 7', allowBrowsing: true, maxConcurrentJobs: 20 }

describe('changing a container', () => {
  it('sends only what was changed', () => {
    expect(changesTo(before, { ...before, name: ' Plant 7 ' })).toEqual({})
    expect(changesTo(before, { ...before, allowBrowsing: false })).toEqual({ allowBrowsing: false })
    expect(changesTo(before, { name: 'Plant 8', allowBrowsing: true, maxConcurrentJobs: 5 })).toEqual({
      name: 'Plant 8',
      maxConcurrentJobs: 5,
    })
  })

  it('keeps what was typed when somebody else changes it, and takes over the rest', () => {
    const typed = { ...before, name: 'Mine' }
    const after = { name: 'Theirs', allowBrowsing: false, maxConcurrentJobs: 3 }

    expect(followChange(before, typed, after)).toEqual({ name: 'Mine', allowBrowsing: false, maxConcurrentJobs: 3 })
    expect(followChange(before, before, after)).toEqual(after)
  })

  it('says what somebody else changed', () => {
    expect(describeChanges(before, before)).toEqual([])
    expect(describeChanges(before, { name: 'Plant 8', allowBrowsing: false, maxConcurrentJobs: 3 })).toEqual([
      'Name: Plant 7 → Plant 8',
      'Tests from here: allowed → not allowed',
      'Jobs at a time: 20 → 3',
    ])
  })
})
