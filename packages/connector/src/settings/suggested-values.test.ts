import { describe, expect, it } from 'vitest'
import { SettingsError } from '../errors/settings-error.ts'
import { parseSettings, type SettingsInput } from './parse-settings.ts'

describe('values that would mend settings', () => {
  it.each([
    ['acme.coupahost.com/api', 'https://acme.coupahost.com/api'],
    ['http://acme.coupahost.com/api', 'https://acme.coupahost.com/api'],
    ['https://someone:word@acme.coupahost.com/api', 'https://acme.coupahost.com/api'],
    ['https://acme.coupahost.com/api?x=1', 'https://acme.coupahost.com/api'],
    ['ftp://acme.coupahost.com', undefined],
  ])('are offered for URL %s', (url, suggestedValue) => {
    expect(refusal({ url }).details.problems.find(({ field }) => field === 'url')?.suggestedValue).toBe(suggestedValue)
  })

  it('offer the token endpoint of the instance while Access Token URL is missing', () => {
    const { problems } = refusal({ url: 'https://acme.coupahost.com/api' }).details

    expect(problems.find(({ field }) => field === 'accessTokenUrl')?.suggestedValue).toBe(
      'https://acme.coupahost.com/oauth2/token',
    )
  })

  it('never hold a secret that was pasted into another field', () => {
    const { problems } = refusal({ url: 'http://acme.coupahost.com/canary-1', clientSecret: 'canary-1' }).details

    expect(JSON.stringify(problems)).not.toContain('canary-1')
  })

  it('are told of the fields that are right, whatever is wrong with others', () => {
    const { notices } = refusal({ url: 'https://acme.coupahost.com' }).details

    expect(notices).toMatchObject([{ field: 'url', suggestedValue: 'https://acme.coupahost.com/api' }])
  })
})

function refusal(input: SettingsInput): SettingsError {
  try {
    parseSettings(input)
  } catch (error) {
    if (error instanceof SettingsError) return error
    throw error
  }
  throw new Error('the settings were taken')
}
