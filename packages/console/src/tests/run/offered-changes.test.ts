import type { TestReport } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import { offeredChanges } from './offered-changes.ts'

function report(given: Partial<TestReport>): TestReport {
  return {
    outcome: 'INVALID_CLIENT',
    stage: 'token-request',
    title: '',
    message: '',
    remedy: '',
    retry: 'change-settings',
    grantedScopes: [],
    missingScopes: [],
    stages: [],
    probes: [],
    problems: [],
    warnings: [],
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 1,
    details: {},
    ...given,
  }
}

const value = 'https://acme.example/api'

describe('offeredChanges', () => {
  it('offers the URL that was probably meant, unless it stands there already', () => {
    const found = report({ suggestedChange: { field: 'url', value } })

    expect(offeredChanges(found, { url: 'https://acme.example' })).toEqual([
      { field: 'url', value, label: `Change URL to ${value}` },
    ])
    expect(offeredChanges(found, { url: value })).toEqual([])
  })

  it('offers values for fields that are wrong', () => {
    const found = report({ problems: [{ field: 'url', message: 'URL is wrong.', suggestedValue: value }] })

    expect(offeredChanges(found, {})).toMatchObject([{ field: 'url', value }])
  })

  it('takes scopes out that are not granted, but never all of them', () => {
    const found = report({ outcome: 'SCOPE_NOT_GRANTED', missingScopes: ['b'] })

    expect(offeredChanges(found, { scope: 'a b c' })).toEqual([
      { field: 'scope', value: 'a c', label: 'Remove b from Scope' },
    ])
    expect(offeredChanges(found, { scope: 'b' })).toEqual([])
  })

  it('adds a scope that Tax Codes need, once', () => {
    const found = report({ outcome: 'TAX_CODE_FORBIDDEN', missingScopes: ['core.common.read'] })

    expect(offeredChanges(found, { scope: 'a' })).toMatchObject([{ value: 'a core.common.read' }])
    expect(offeredChanges(found, { scope: 'a core.common.read' })).toEqual([])
  })

  it('offers the scope as Coupa writes it when it was pasted with commas or other letters', () => {
    const refused = report({ outcome: 'SCOPE_REFUSED' })
    const known = ['core.common.read', 'core.user.read']

    expect(offeredChanges(refused, { scope: 'core.common.read, core.user.read' }, known)).toEqual([
      { field: 'scope', value: 'core.common.read core.user.read', label: 'Separate the scopes with spaces' },
    ])
    expect(offeredChanges(refused, { scope: 'core.common.read Core.User.Read' }, known)).toEqual([
      { field: 'scope', value: 'core.common.read core.user.read', label: 'Change Core.User.Read to core.user.read' },
    ])
    expect(offeredChanges(refused, { scope: 'core.common.read\ncore.users.read' }, known)).toMatchObject([
      { value: 'core.common.read core.user.read' },
    ])
    expect(offeredChanges(report({ outcome: 'HOST_UNREACHABLE' }), { scope: 'a,b' }, known)).toEqual([])
  })

  it('offers nothing where nothing is known', () => {
    expect(offeredChanges(report({}), { scope: 'a' })).toEqual([])
  })
})
