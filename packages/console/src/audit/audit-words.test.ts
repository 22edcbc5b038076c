import { type Route, routeIds, routes } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import { actionInWords, actionOptions, actionWords, dayStart, detailLines } from './audit-words.ts'

describe('actionInWords', () => {
  const changing = routeIds.filter((id) => {
    const { method, access }: Route = routes[id]
    return method !== 'GET' && access.kind !== 'container'
  })

  it.each(changing)('has words of its own for %s', (id) => {
    expect(Object.hasOwn(actionWords, id)).toBe(true)
  })

  it('takes apart what it has no words for', () => {
    expect(actionInWords('someThings.goAway')).toBe('Some things: go away')
    expect(actionInWords('constructor')).toBe('Constructor')
  })
})

describe('actionOptions', () => {
  it('keeps an action of the address that is not known choosable', () => {
    expect(actionOptions('old.action')).toContainEqual({
      value: 'old.action',
      label: 'Old: action',
    })
    expect(actionOptions(undefined).some(({ value }) => value === 'old.action')).toBe(false)
  })

  it('has no two actions of the same words', () => {
    const labels = actionOptions(undefined).map(({ label }) => label)
    expect(new Set(labels).size).toBe(labels.length)
  })
})

describe('detailLines', () => {
  it('says what each thing was and is', () => {
    expect(detailLines({ allowBrowsing: { from: true, to: false }, name: { from: 'A', to: 'B' } })).toEqual([
      ['Allow browsing', 'yes → no'],
      ['Name', 'A → B'],
    ])
    expect(detailLines({ changes: [{ field: 'policy.draftUse', from: 'refused', to: 'allowed' }] })).toEqual([
      ['Changes', 'policy draft use: refused → allowed'],
    ])
  })

  it('shows texts as they are, lists in a line, and the rest as JSON', () => {
    expect(detailLines({ role: 'viewer', changed: ['url', 'scope'], container: null, other: { a: 1 } })).toEqual([
      ['Role', 'viewer'],
      ['Changed', 'url, scope'],
      ['Container', 'none'],
      ['Other', '{"a":1}'],
    ])
  })
})

describe('dayStart', () => {
  it('takes days and nothing else', () => {
    expect(dayStart('2026-02-28', 1)).toBe(new Date(2026, 2, 1).toISOString())
    expect(dayStart('soon')).toBeUndefined()
  })
})
