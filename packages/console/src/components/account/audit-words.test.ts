import { describe, expect, it } from 'vitest'
import { actionInWords, dayStart, detailLines } from './audit-words.ts'

describe('actionInWords', () => {
  it('says the ids of routes in words', () => {
    expect(actionInWords('installerTokens.create')).toBe('Installer tokens: create')
    expect(actionInWords('container.offline')).toBe('Container: offline')
  })
})

describe('detailLines', () => {
  it('shows texts as they are and the rest as JSON', () => {
    expect(detailLines({ role: 'viewer', changed: ['url'], container: null })).toEqual([
      ['role', 'viewer'],
      ['changed', '["url"]'],
      ['container', 'none'],
    ])
  })
})

describe('dayStart', () => {
  it('takes days and nothing else', () => {
    expect(dayStart('2026-02-28', 1)).toBe(new Date(2026, 2, 1).toISOString())
    expect(dayStart('soon')).toBeUndefined()
  })
})
