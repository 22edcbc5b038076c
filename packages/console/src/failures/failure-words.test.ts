import { describe, expect, it } from 'vitest'
import { failureClassWords } from './failure-words.ts'

describe('failureClassWords', () => {
  it('says of a conflict that somebody decides before it is retried', () => {
    expect(failureClassWords('conflict')).toEqual({
      label: 'Conflict',
      advice: 'Decide which version is right, and retry.',
    })
  })

  it('warns before a retry where it is not known what happened', () => {
    expect(failureClassWords('unknown')).toEqual({
      label: 'Outcome unknown',
      advice: 'See in Coupa whether it happened before you retry.',
    })
  })

  it('keeps the name of a class that this page does not know', () => {
    expect(failureClassWords('rate-exceeded')).toEqual({ label: 'Rate exceeded', advice: '' })
  })
})
