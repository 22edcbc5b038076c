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
    ['acme.coupahost.com', 'https://acme.coupahost.com/api'],
    ['acme.coupahost.com/', 'https://acme.coupahost.com/api'],
    ['acme.coupahost.com/invoices/123', 'https://acme.coupahost.com/api'],
    ['www.acme.coupahost.com.', 'https://www.acme.coupahost.com/api'],
    ['http://acme.coupahost.com/oauth2_clients/7?tab=1#top', 'https://acme.coupahost.com/api'],
    ['https://acme.coupahost.com/user/home?x=1', 'https://acme.coupahost.com/api'],
    ['https://someone:word@acme.coupahost.com', 'https://acme.coupahost.com/api'],
    ['https://acme.coupahost.com/ api', 'https://acme.coupahost.com/api'],
    ['https://acme .coupahost.com/api', undefined],
    ['https://{instance}.coupahost.com/api', undefined],
    ['https://<your instance>.coupahost.com/api', undefined],
    ['localhost:8201/invoices/123', 'https://localhost:8201/api'],
    ['not an address', undefined],
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

  it.each([
    ['https://acme.coupahost.com', 'https://acme.coupahost.com/api'],
    ['https://acme.coupahost.com/invoices/123', 'https://acme.coupahost.com/api'],
    ['https://acme.coupahost.com./API', 'https://acme.coupahost.com/api'],
    ['https://acme.coupahost.com/api.', 'https://acme.coupahost.com/api'],
    ['https://acme.coupahost.com/api%20', 'https://acme.coupahost.com/api'],
    ['https://acme.coupahost.com/api/v1', 'https://acme.coupahost.com/api'],
    ['https://acme.coupahost.com/api/expenses', 'https://acme.coupahost.com/api'],
    ['https://acme.coupahost.com/anything/at/all', 'https://acme.coupahost.com/api'],
    ['http://127.0.0.1:8201/invoices/123', 'http://127.0.0.1:8201/api'],
    ['http://127.0.0.1:8201/oauth2_clients/7', 'http://127.0.0.1:8201/api'],
    ['http://127.0.0.1:8201/order_headers', 'http://127.0.0.1:8201/api'],
    ['http://127.0.0.1:8201/some_page/7/edit', 'http://127.0.0.1:8201/api'],
    ['https://gateway.example/coupa', 'https://gateway.example/coupa/api'],
    ['https://gateway.example/coupa/invoices/7', 'https://gateway.example/coupa/api'],
    ['https://gateway.example/coupa/API/v2', 'https://gateway.example/coupa/api'],
  ])('lead from %s to the service in one step', (url, suggestedValue) => {
    const { notices } = refusal({ url }).details

    expect(notices).toMatchObject([{ field: 'url', suggestedValue }])
    expect(refusal({ url: suggestedValue }).details.notices).toEqual([])
  })

  it.each([
    ['https://acme.coupahost.com', 'https://acme.coupahost.com/oauth2/token'],
    ['https://acme.coupahost.com/api', 'https://acme.coupahost.com/oauth2/token'],
    ['https://acme.coupahost.com/oauth2_clients/7', 'https://acme.coupahost.com/oauth2/token'],
    ['https://acme.coupahost.com/oauth2/token/', undefined],
    ['https://login.example/realms/acme/token', undefined],
  ])('lead from the Access Token URL %s to the token endpoint', (accessTokenUrl, suggestedValue) => {
    const { notices } = refusal({ accessTokenUrl }).details

    expect(notices[0]?.suggestedValue).toBe(suggestedValue)
  })

  it.each([
    ['acme.coupahost.com', 'https://acme.coupahost.com/oauth2/token'],
    ['acme.coupahost.com/oauth2/token', 'https://acme.coupahost.com/oauth2/token'],
    ['http://login.example/realms/acme/token', 'https://login.example/realms/acme/token'],
  ])('are offered for Access Token URL %s', (accessTokenUrl, suggestedValue) => {
    const { problems } = refusal({ accessTokenUrl }).details

    expect(problems.find(({ field }) => field === 'accessTokenUrl')?.suggestedValue).toBe(suggestedValue)
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
