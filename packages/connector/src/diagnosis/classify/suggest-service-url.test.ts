import { describe, expect, it } from 'vitest'
import { suggestServiceUrl } from './suggest-service-url.ts'

describe('suggestServiceUrl', () => {
  it.each([
    ['https://acme.coupahost.com', 'https://acme.coupahost.com/api'],
    ['https://acme.coupahost.com/tax_codes', 'https://acme.coupahost.com/api'],
    ['https://acme.coupacloud.com/user/home', 'https://acme.coupacloud.com/api'],
    ['https://gateway.example/coupa', 'https://gateway.example/coupa/api'],
    ['https://gateway.example/coupa/api/api', 'https://gateway.example/coupa/api'],
    ['https://acme.coupahost.com/api/suppliers', 'https://acme.coupahost.com/api'],
    ['https://acme.coupahost.com/API', 'https://acme.coupahost.com/api'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/api'],
  ])('makes of %s the URL %s', (url, expected) => {
    expect(suggestServiceUrl(url)).toBe(expected)
  })

  it('has nothing to say about a URL that ends at its /api', () => {
    expect(suggestServiceUrl('https://acme.coupahost.com/api')).toBeUndefined()
  })
})
