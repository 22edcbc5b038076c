import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { testOutcomes } from './outcomes.ts'

const page = readFileSync(new URL('../../../../../docs/connection-test.md', import.meta.url), 'utf8')

describe('testOutcomes', () => {
  it.each(Object.entries(testOutcomes))('%s stands in the documentation under the same title', (code, { title }) => {
    expect(page).toContain(`| \`${code}\` | ${title} |`)
  })

  it.each(Object.entries(testOutcomes))(
    '%s has words that stand on their own, with no facts at all',
    (_code, outcome) => {
      for (const sentence of [outcome.message({}), outcome.remedy({})]) {
        expect(sentence).toMatch(/^[A-Z].*[.]$/s)
        expect(sentence).not.toMatch(/undefined|NaN|\bnull\b| {2}|\(\)|:\.|HTTP|ECONN|\b[45]\d\d\b/)
      }
      expect(outcome.title.length).toBeLessThan(50)
    },
  )

  it('names the host, the certificate and the way out', () => {
    const certificate = { names: ['other.example'], issuer: 'Corp CA', expiresAt: '2026-01-02' }
    const facts = { host: 'acme.example', tokenHost: 'token.example', certificate }

    expect(testOutcomes.SERVICE_TLS_NAME.message(facts)).toBe(
      'The host that answers for acme.example shows a certificate for other.example.',
    )
    expect(testOutcomes.TOKEN_TLS_UNTRUSTED.message(facts)).toContain('token.example')
    expect(testOutcomes.TOKEN_TLS_UNTRUSTED.message(facts)).toContain('Corp CA')
    expect(testOutcomes.TOKEN_TLS_EXPIRED.message(facts)).toContain('2026-01-02')
  })

  it('says what hung and for how long', () => {
    const facts = { host: 'acme.example', waitedMs: 10_000 }

    expect(testOutcomes.SERVICE_TIMEOUT.message({ ...facts, hungWhile: 'connecting' })).toBe(
      'No connection to acme.example was made within 10 s.',
    )
    expect(testOutcomes.SERVICE_TIMEOUT.message({ ...facts, hungWhile: 'answering' })).toContain(
      'did not finish its answer',
    )
  })

  it('names core.common.read to whoever may not query Tax Codes, but not to the holder of a key', () => {
    expect(testOutcomes.TAX_CODE_FORBIDDEN.remedy({})).toContain('core.common.read')
    expect(testOutcomes.TAX_CODE_FORBIDDEN.remedy({})).toContain('query the Tax Code resource')
    expect(testOutcomes.TAX_CODE_FORBIDDEN.remedy({ usesApiKey: true })).not.toContain('core.common.read')
  })

  it('lists every missing scope', () => {
    const { message, remedy } = testOutcomes.SCOPE_NOT_GRANTED
    const facts = { missingScopes: ['core.invoice.read', 'core.supplier.read'] }

    expect(message(facts)).toContain('core.invoice.read and core.supplier.read')
    expect(remedy(facts)).toContain('core.invoice.read and core.supplier.read')
  })
})
