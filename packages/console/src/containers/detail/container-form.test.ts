import { describe, expect, it } from 'vitest'
import { changedParts, mergeForms } from '../../versioned-form/form-shape.ts'
import { changesTo, containerFormShape, describeContainerChange } from './container-form.ts'

const before = { name: 'Plant 7', allowBrowsing: true, maxConcurrentJobs: 20 }

describe('changing a container', () => {
  it('sends only what was changed', () => {
    expect(changesTo(before, { ...before, name: ' Plant 7 ' })).toEqual({})
    expect(changesTo(before, { ...before, allowBrowsing: false })).toEqual({ allowBrowsing: false })
    expect(changesTo(before, { name: 'Plant 8 ', allowBrowsing: true, maxConcurrentJobs: 5 })).toEqual({
      name: 'Plant 8',
      maxConcurrentJobs: 5,
    })
  })

  it('keeps what was typed when somebody else changes it, and takes over the rest', () => {
    const typed = { ...before, name: 'Mine' }
    const after = { name: 'Theirs', allowBrowsing: false, maxConcurrentJobs: 3 }

    expect(mergeForms(containerFormShape, { base: before, mine: typed, theirs: after })).toEqual({
      name: 'Mine',
      allowBrowsing: false,
      maxConcurrentJobs: 3,
    })
    expect(mergeForms(containerFormShape, { base: before, mine: before, theirs: after })).toEqual(after)
  })

  it('says what somebody else changed', () => {
    const after = { name: 'Plant 8', allowBrowsing: false, maxConcurrentJobs: 3 }

    expect(changedParts(containerFormShape, before, before)).toEqual([])
    expect(
      changedParts(containerFormShape, before, after).map((part) => describeContainerChange(part, before, after)),
    ).toEqual([
      { label: 'Name', from: 'Plant 7', to: 'Plant 8' },
      { label: 'Tests from here', from: 'allowed', to: 'not allowed' },
      { label: 'Concurrent jobs', from: '20', to: '3' },
    ])
  })
})
