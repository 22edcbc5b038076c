import { describe, expect, it } from 'vitest'
import { sendingWords } from './channel-words.ts'

const everyDay = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

describe('sendingWords', () => {
  it('says when a channel sends', () => {
    expect(sendingWords({ quietHours: null, digest: null })).toBe('at once')
    expect(sendingWords({ quietHours: null, digest: { at: '07:00', zone: 'America/New_York' } })).toBe(
      'daily at 07:00 (America/New York)',
    )
  })

  it('names quiet hours, with their days unless it is every day', () => {
    const hours = { from: '20:00', until: '06:00', zone: 'UTC' }
    expect(sendingWords({ quietHours: { ...hours, days: [...everyDay] }, digest: null })).toBe(
      'at once, quiet from 20:00 to 06:00 (UTC)',
    )
    expect(sendingWords({ quietHours: { ...hours, days: ['saturday', 'sunday'] }, digest: null })).toBe(
      'at once, quiet from 20:00 to 06:00 on Sat, Sun (UTC)',
    )
  })
})
