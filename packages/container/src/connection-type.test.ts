import { connectionFields, testOutcomes } from '@coupa-connector/connector/internals'
import { hubTestOutcomes } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import { createConnectionType } from './connection-type.ts'

const type = createConnectionType('1.2.3')

describe('createConnectionType', () => {
  it('names, labels and hides the fields as the connector declares them', () => {
    const shape = ({ name, label, tab, isSecret, isRequired }: (typeof connectionFields)[number]) => ({
      name,
      label,
      tab,
      isSecret,
      isRequired,
    })

    expect(
      type.fields.map(({ name, label, tab, isSecret, isRequired }) => ({ name, label, tab, isSecret, isRequired })),
    ).toEqual(connectionFields.map(shape))
  })

  it('knows every outcome of the connector, and who produces it', () => {
    const declared = Object.entries(testOutcomes).map(([code, { producedBy, retry }]) => [code, producedBy, retry])

    expect(type.outcomes.map(({ code, producedBy, retry }) => [code, producedBy, retry])).toEqual(declared)
  })

  it('finds out which secrets the chosen way of signing in needs, and where they go', () => {
    const checked = type.check({
      fields: {
        url: 'https://acme.coupahost.com/api',
        authenticationType: 'oauth2',
        clientId: 'abc',
        scope: 'core.common.read',
        accessTokenUrl: 'https://acme.coupahost.com/oauth2/token',
      },
      setSecrets: ['clientSecret'],
    })

    expect(checked).toMatchObject({
      problems: [],
      usedSecrets: ['clientSecret'],
      hosts: ['acme.coupahost.com'],
      organization: 'acme.coupahost.com',
    })
    expect(JSON.stringify(checked.effective)).not.toMatch(/secret/i)
  })

  it('says field by field what is wrong instead of throwing', () => {
    const checked = type.check({ fields: { url: 'not an address' }, setSecrets: [] })

    expect(checked.problems.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['url', 'clientId', 'clientSecret']),
    )
    expect(checked.effective).toEqual({})
  })

  it('checks a secret by itself without repeating it', () => {
    expect(type.checkSecret('clientSecret', '   ')).toBeDefined()
    expect(type.checkSecret('clientSecret', 'a-good-secret')).toBeUndefined()
    expect(JSON.stringify(type.checkSecret('url', 'my-secret-value'))).not.toContain('my-secret-value')
  })

  it('words the outcomes that the hub itself comes to', () => {
    const text = type.describeOutcome('CONTAINER_OFFLINE', {
      container: 'Warehouse',
      lastSeenAt: '2026-01-01T00:00:00Z',
    })

    expect(text.message).toContain('Warehouse')
    expect(text.retry).toBe('same-settings')
  })

  it.each(hubTestOutcomes)('says of %s what happened and what to do', (code) => {
    const { title, message, remedy } = type.describeOutcome(code, { container: 'Warehouse', problems: [] })

    expect([title, message, remedy].filter((words) => words.trim().length < 5)).toEqual([])
    expect(type.outcomes.map((outcome) => outcome.code)).toContain(code)
  })
})
