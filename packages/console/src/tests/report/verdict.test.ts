import { hubTestOutcomes } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import { isPassed, summarizeVerdicts, verdictOf } from './verdict.ts'

describe('verdictOf', () => {
  it('counts as failed only what ran and failed', () => {
    const notRun = hubTestOutcomes.filter((outcome) => verdictOf(outcome) === 'not-run')

    expect(notRun).toEqual([
      'NO_CONTAINER',
      'CONTAINER_NOT_ASSOCIATED',
      'CONTAINER_OFFLINE',
      'CONTAINER_NO_RESPONSE',
      'BROWSING_DISABLED',
      'CONNECTOR_UNAVAILABLE',
      'CONTAINER_BUSY',
      'QUARANTINED',
    ])
    expect(verdictOf('CONTAINER_LOST')).toBe('failed')
    expect(verdictOf('TOKEN_TIMEOUT')).toBe('failed')
    expect(verdictOf('CANCELLED')).toBe('canceled')
    expect(verdictOf('OK_DEPRECATED_AUTH')).toBe('passed')
  })
})

describe('isPassed', () => {
  it('counts a test with a deprecated API key, and no test that is not over', () => {
    const outcomes = ['OK', 'OK_DEPRECATED_AUTH', 'INVALID_CLIENT', 'CANCELLED', null]

    expect(outcomes.map(isPassed)).toEqual([true, true, false, false, false])
  })
})

describe('summarizeVerdicts', () => {
  it('keeps what did not run out of the rate', () => {
    expect(summarizeVerdicts(['OK', 'OK', 'TOKEN_TIMEOUT', 'CONTAINER_OFFLINE', 'CANCELLED'])).toBe(
      '2 of 3 passed, 1 not run, 1 canceled',
    )
    expect(summarizeVerdicts(['BROWSING_DISABLED'])).toBe('1 not run')
    expect(summarizeVerdicts(['OK'])).toBe('1 of 1 passed')
  })
})
