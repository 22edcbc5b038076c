import { describe, expect, test } from 'vitest'
import { providerProblem } from './provider-problems.ts'

const codes = [
  'PROVIDER_UNAVAILABLE',
  'SIGN_IN_EXPIRED',
  'SIGN_IN_DENIED',
  'SIGN_IN_FAILED',
  'EMAIL_NOT_VERIFIED',
  'EMAIL_DOMAIN_NOT_ALLOWED',
  'NOT_INVITED',
  'IDENTITY_CONFLICT',
]

describe('a sign-in at the provider that failed', () => {
  test('has a sentence and a way out of its own for each reason', () => {
    const told = [...codes, 'SOMETHING_NEW'].map((code) => providerProblem(code))
    expect(new Set(told.map(({ message }) => message)).size).toBe(told.length)
    expect(told.every(({ suggestion }) => suggestion.endsWith('.'))).toBe(true)
  })

  test('is told in general for what an address may say otherwise', () => {
    expect(providerProblem('constructor')).toEqual(providerProblem('SOMETHING_NEW'))
  })
})
