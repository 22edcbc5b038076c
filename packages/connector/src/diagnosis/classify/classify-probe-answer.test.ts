import { describe, expect, it } from 'vitest'
import { classifyProbeAnswer } from './classify-probe-answer.ts'

const json = { 'content-type': 'application/json; charset=utf-8' }
const xml = { 'content-type': 'application/xml; charset=utf-8' }
const page = { 'content-type': 'text/html; charset=utf-8' }
const noResults = 'No results match your search criteria.'
const xmlNoResults = `<?xml version="1.0"?><errors><error><![CDATA[${noResults}]]></error></errors>`
const jsonNoResults = JSON.stringify({ errors: { base: [noResults] } })

function judge(
  { status, headers, body }: { status: number; headers: Record<string, string>; body: string },
  { url = 'https://acme.example/api', ...more }: { url?: string; usesApiKey?: boolean; resource?: string } = {},
) {
  return classifyProbeAnswer(
    { status, headers, body },
    {
      url,
      requestUrl: `${url}/tax_codes?limit=1`,
      tokenHost: 'acme.example',
      usesApiKey: false,
      requestedScopes: ['core.common.read'],
      xmlRoots: ['tax-codes', 'tax-code'],
      nowMs: 0,
      ...more,
    },
  )
}

describe('classifyProbeAnswer', () => {
  it.each([
    ['an empty JSON list', 200, json, '[]'],
    ['a JSON list of records', 200, json, '[{"id":1}]'],
    ['one bare record', 200, json, '{"id":1}'],
    [
      'an XML list',
      200,
      xml,
      '<?xml version="1.0"?><tax-codes type="array"><tax-code><id>1</id></tax-code></tax-codes>',
    ],
    ['one XML record', 200, xml, '<tax-code><id type="integer">1</id></tax-code>'],
    ['an empty XML list', 200, { 'content-type': 'text/xml' }, '<tax-codes type="array"/>'],
    ['an XML 404 that says there are no results', 404, xml, xmlNoResults],
    ['a JSON 404 that says so', 404, json, jsonNoResults],
    ['a JSON 404 that says so in a bare list', 404, json, JSON.stringify({ errors: [noResults] })],
  ])('passes %s', async (_name, status, headers, body) => {
    expect((await judge({ status, headers, body })).code).toBe('OK')
  })

  it.each([
    ['a page with 200', 200, page, '<html><title>Sign in</title></html>', 'NOT_COUPA', 'classify'],
    ['a page called JSON', 200, json, '<!DOCTYPE html><html></html>', 'NOT_COUPA', 'classify'],
    ['a page with the words of an empty answer', 404, page, `<html>${noResults}</html>`, 'URL_WRONG_PATH', 'classify'],
    ['a list of numbers', 200, json, '[1,2]', 'NOT_COUPA', 'classify'],
    ['an object that is not a record', 200, json, '{"status":"up"}', 'NOT_COUPA', 'classify'],
    ['JSON null', 200, json, 'null', 'NOT_COUPA', 'classify'],
    ['XML with another root', 200, xml, '<feed/>', 'NOT_COUPA', 'classify'],
    ['text', 200, { 'content-type': 'text/plain' }, 'hello', 'NOT_COUPA', 'classify'],
    ['records without a type', 200, {}, '[]', 'NOT_COUPA', 'classify'],
    ['nothing at all', 204, {}, '', 'NOT_COUPA', 'classify'],
    ['JSON that was cut off', 200, json, '[{"id":1', 'SERVICE_BAD_RESPONSE', 'classify'],
    ['XML that was cut off', 200, xml, '<tax-codes><tax-code>', 'SERVICE_BAD_RESPONSE', 'classify'],
    ['an empty body', 200, json, '', 'SERVICE_BAD_RESPONSE', 'classify'],
    ['a 400 with messages', 400, json, '{"errors":{"base":["no"]}}', 'SERVICE_BAD_RESPONSE', 'classify'],
    ['a 404 of another kind', 404, json, '{"errors":{"base":["Not found"]}}', 'URL_WRONG_PATH', 'classify'],
    ['an XML 404 of another kind', 404, xml, '<errors><error>Not found</error></errors>', 'URL_WRONG_PATH', 'classify'],
    [
      'a redirect to another host',
      301,
      { location: 'https://other.example/api/tax_codes' },
      '',
      'URL_REDIRECTS',
      'classify',
    ],
    ['a redirect to a login', 302, { location: '/sessions/new' }, '', 'URL_REDIRECTS', 'classify'],
    ['a refused token', 401, json, '{}', 'TOKEN_REJECTED', 'probe'],
    ['a forbidden resource', 403, json, '{}', 'TAX_CODE_FORBIDDEN', 'probe'],
    ['too many requests', 429, json, '{}', 'RATE_LIMITED', 'probe'],
    ['503 with a time', 503, { 'retry-after': '3' }, '', 'RATE_LIMITED', 'probe'],
    ['503 without a time', 503, page, '<html>maintenance</html>', 'SERVICE_ERROR', 'probe'],
    ['a fault', 500, page, '<html>', 'SERVICE_ERROR', 'probe'],
    ['headers that are too large', 431, {}, '', 'TOKEN_TOO_LARGE', 'probe'],
    [
      'the same as nginx says it',
      400,
      page,
      '<html>Request Header Or Cookie Too Large</html>',
      'TOKEN_TOO_LARGE',
      'probe',
    ],
    ['a proxy that wants a sign-in', 407, page, '<html>', 'PROXY_ERROR', 'probe'],
  ])('takes %s for what it is', async (_name, status, headers, body, code, stage) => {
    expect(await judge({ status, headers: headers as Record<string, string>, body })).toMatchObject({ code, stage })
  })

  it.each([
    ['a page', 200, page, '<html>'],
    ['a page with 404', 404, page, '<html>'],
    ['a redirect to the login of the same host', 302, { location: '/sessions/new' }, ''],
    ['a redirect to a sign-in service', 302, { location: 'https://idp.example/saml/login' }, ''],
  ])('suggests the URL with /api when %s comes without it', async (_name, status, headers, body) => {
    const answer = { status, headers: headers as Record<string, string>, body }

    expect(await judge(answer, { url: 'https://acme.example' })).toMatchObject({
      code: 'URL_MISSING_API',
      facts: { suggestedUrl: 'https://acme.example/api' },
    })
  })

  it.each(['https://acme.example/api/api', 'https://acme.example/api/suppliers', 'https://acme.example/api/v2'])(
    'suggests what %s was meant to be',
    async (url) => {
      expect(await judge({ status: 404, headers: json, body: '{}' }, { url })).toMatchObject({
        code: 'URL_WRONG_PATH',
        facts: { suggestedUrl: 'https://acme.example/api' },
      })
    },
  )

  it('blames the key when an API key is refused', async () => {
    expect((await judge({ status: 401, headers: json, body: '' }, { usesApiKey: true })).code).toBe('API_KEY_REJECTED')
  })

  it('names the resource when a deeper probe is refused or absent', async () => {
    const invoices = { resource: 'invoices' }

    expect(await judge({ status: 403, headers: json, body: '' }, invoices)).toMatchObject({
      code: 'PROBE_FORBIDDEN',
      facts: invoices,
    })
    expect(await judge({ status: 404, headers: json, body: '' }, invoices)).toMatchObject({
      code: 'PROBE_UNAVAILABLE',
      facts: invoices,
    })
  })

  it('shows where a redirect leads, without its query, and the URL that follows from it', async () => {
    const location = 'https://other.example/api/tax_codes?token=1'

    expect(await judge({ status: 308, headers: { location }, body: '' })).toMatchObject({
      facts: { redirectTarget: 'https://other.example/api/tax_codes', suggestedUrl: 'https://other.example/api' },
    })
  })

  it('reads the time to wait from seconds and from a date', async () => {
    const at = (value: string) => judge({ status: 429, headers: { 'retry-after': value }, body: '' })

    expect(await at('12')).toMatchObject({ facts: { retryAfterMs: 12_000 } })
    expect(await at('Thu, 01 Jan 1970 00:00:20 GMT')).toMatchObject({ facts: { retryAfterMs: 20_000 } })
    expect(await at('-1')).toMatchObject({ facts: { retryAfterMs: undefined } })
  })
})
