import { NetworkError, UnknownActionError, UnknownResourceError, ValidationError } from '@coupa-connector/connector'
import { describe, expect, it } from 'vitest'
import { describeFailure } from './operation-failure.ts'

describe('what an operation threw', () => {
  it('has its details also under the name that they have always had', () => {
    const details = { method: 'POST', path: 'suppliers', status: 400, messages: ['no'], warnings: [], modelKeys: [] }

    expect(describeFailure(new ValidationError(details, { correlationId: 'c-1' }))).toMatchObject({
      code: 'COUPA_VALIDATION',
      status: 400,
      correlationId: 'c-1',
      messages: ['no'],
      details,
      facts: details,
    })
  })

  it('has the evidence of the network where it has always been', () => {
    const details = { failure: 'refused', method: 'GET', url: 'https://x', delivery: 'not-sent' } as const
    const failure = describeFailure(new NetworkError('refused', { ...details, evidence: { port: 443 } }))

    expect(failure.details).toEqual({ ...details, evidence: { port: 443 } })
    expect(failure.facts).toEqual({ ...details, details: { port: 443 } })
  })

  it.each([
    [new UnknownResourceError({ resource: 'invoces', nearest: ['invoices'] }), 'RESOURCE_UNKNOWN', 'Use invoices.'],
    [
      new UnknownActionError(
        { resource: 'invoices', action: 'sumbit', level: 'record', nearest: ['submit'] },
        { known: ['submit'] },
      ),
      'ACTION_UNKNOWN',
      'Use submit.',
    ],
  ])('keeps the codes of results for what a request got wrong: %s', (error, code, suggestion) => {
    expect(describeFailure(error)).toMatchObject({ code, suggestion, isRetryable: false })
  })
})
