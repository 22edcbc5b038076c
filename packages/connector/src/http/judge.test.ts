import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ServerError } from '../errors/answer-errors.ts'
import { NetworkError, type NetworkFailure } from '../errors/network-error.ts'
import type { CallRequest } from './call.ts'
import { judge, type Outcome } from './judge.ts'

const failures: readonly NetworkFailure[] = [
  'reset',
  'truncated',
  'headers-timeout',
  'total-timeout',
  'refused',
  'proxy',
]

const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc
    .record({
      failure: fc.constantFrom(...failures),
      delivery: fc.constantFrom('not-sent' as const, 'unknown' as const),
    })
    .map(
      (details): Outcome => ({ kind: 'fault', error: new NetworkError('x', { ...details, method: 'POST', url: 'u' }) }),
    ),
  fc
    .constantFrom(500, 502, 503, 504)
    .map(
      (status): Outcome => ({ kind: 'status', status, error: new ServerError({ method: 'POST', path: 'p', status }) }),
    ),
)

const circumstances = fc.record({
  attempt: fc.integer({ min: 1, max: 50 }),
  internalErrors: fc.integer({ min: 0, max: 5 }),
  elapsedMs: fc.integer({ min: 0, max: 200_000 }),
  deadlineMs: fc.constant(120_000),
  random: fc.double({ min: 0, max: 0.999, noNaN: true }).map((value) => () => value),
})

describe('judge', () => {
  it('never repeats what must happen once, unless it provably was not sent', () => {
    const request: CallRequest = { method: 'POST', path: 'suppliers', format: 'json', body: '{}' }
    fc.assert(
      fc.property(outcome, circumstances, (what, where) => {
        const wasNotSent = what.kind === 'fault' && what.error.details.delivery === 'not-sent'
        if (judge(what, { ...where, request }).kind === 'repeat') expect(wasNotSent).toBe(true)
      }),
    )
  })

  it('never waits beyond the deadline', () => {
    const request: CallRequest = { method: 'GET', path: 'suppliers', format: 'json' }
    fc.assert(
      fc.property(outcome, circumstances, (what, where) => {
        const verdict = judge(what, { ...where, request })
        if (verdict.kind === 'repeat') expect(where.elapsedMs + verdict.waitMs).toBeLessThan(where.deadlineMs)
      }),
    )
  })
})
