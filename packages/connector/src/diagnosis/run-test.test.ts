import { describe as describeResource } from '@coupa-connector/catalog'
import { describe, expect, it } from 'vitest'
import type { Transport } from '../http/transport/transport.ts'
import { Secret } from '../secrets/secret.ts'
import type { SettingsInput } from '../settings/parse-settings.ts'
import type { OAuth2Settings } from '../settings/settings.ts'
import { eventsOf, finishTest } from '../testing/finish-test.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import { answerJson, grantToken, html, inTurn, json, type Script, scriptParties } from '../testing/scripted-parties.ts'
import type { TestEvent } from './report/test-report.ts'
import { runTest } from './run-test.ts'
import type { SettingsSource } from './steps/settings-step.ts'
import type { TestOptions } from './test-options.ts'

const input: SettingsInput = {
  url: 'https://acme.example/api',
  clientId: 'client-1',
  clientSecret: 'the-secret',
  scope: 'core.common.read core.invoice.read',
  accessTokenUrl: 'https://acme.example/oauth2/token',
}

const settings: OAuth2Settings = {
  authenticationType: 'oauth2',
  url: 'https://acme.example/api',
  clientId: 'client-1',
  clientSecret: new Secret('the-secret'),
  scopes: ['core.common.read'],
  accessTokenUrl: 'https://acme.example/oauth2/token',
  clientAuthentication: 'body',
}

interface World extends TestOptions {
  readonly source?: SettingsSource
  readonly token?: Script
  readonly probe?: Script
}

/** Runs a test in a world of scripts, on a clock that is moved until it is over. */
async function tryOut({ source = { input }, token = grantToken(), probe = answerJson([]), ...options }: World = {}) {
  const clock = createManualClock()
  const parties = scriptParties({ token, probe })
  const { createTransport } = parties
  const run = runTest(source, { createTransport, clock, loadCatalog: async () => describeResource, ...options })
  const report = await finishTest(run, clock)
  return { report, parties, run, clock, elapsedMs: clock.monotonicMs() }
}

describe('runTest', () => {
  it('asks for a fresh token and one tax code, by ids', async () => {
    const { report, parties } = await tryOut()

    expect(report).toMatchObject({ outcome: 'OK', retry: null, host: 'acme.example', tokenHost: 'acme.example' })
    expect(report.tokenLifetimeSeconds).toBe(86_399)
    expect(parties.tokenRequests).toHaveLength(1)
    expect(parties.probeRequests).toMatchObject([
      {
        method: 'GET',
        url: 'https://acme.example/api/tax_codes?limit=1&return_object=limited&order_by=id',
        headers: {
          authorization: 'Bearer granted-token',
          accept: 'application/json',
          'content-type': 'application/json',
        },
      },
    ])
  })

  it('speaks XML when told to', async () => {
    const xml = { 'content-type': 'application/xml' }
    const body = '<errors><error>No results match your search criteria.</error></errors>'
    const { report, parties } = await tryOut({ format: 'xml', probe: () => ({ status: 404, headers: xml, body }) })

    expect(report).toMatchObject({ outcome: 'OK', warnings: [] })
    expect(parties.probeRequests[0]?.headers).toMatchObject({
      accept: 'application/xml',
      'content-type': 'application/xml',
    })
  })

  it('warns when the answer comes in the other format', async () => {
    const { report } = await tryOut({
      probe: () => ({ status: 200, headers: { 'content-type': 'application/xml' }, body: '<tax-codes type="array"/>' }),
    })

    expect(report).toMatchObject({ outcome: 'OK', warnings: [{ code: 'OTHER_FORMAT' }] })
    expect(report.stages.at(-1)).toMatchObject({ name: 'classify', status: 'warned' })
  })

  it('sends an API key and no token request, skips the token stages, and says that keys are deprecated', async () => {
    const source = { input: { url: 'https://acme.example/api', authenticationType: 'api-key', token: 'a-key' } }
    const { report, parties } = await tryOut({ source })

    expect(report).toMatchObject({ outcome: 'OK_DEPRECATED_AUTH', warnings: [{ code: 'API_KEY_DEPRECATED' }] })
    expect(report.stages.filter(({ status }) => status === 'skipped').map(({ name }) => name)).toEqual([
      'token-connect',
      'token-tls',
      'token-request',
      'token-parse',
      'scope-check',
    ])
    expect(parties.tokenRequests).toEqual([])
    expect(parties.probeRequests[0]?.headers).toMatchObject({ 'x-coupa-api-key': 'a-key' })
    expect(parties.probeRequests[0]?.headers).not.toHaveProperty('authorization')
  })

  it('sends nothing when a field is wrong, and names the field', async () => {
    const { report, parties } = await tryOut({ source: { input: { ...input, scope: '', clientId: '' } } })

    expect(report).toMatchObject({ outcome: 'SETTINGS_INVALID', stage: 'settings', retry: 'change-settings' })
    expect(report.problems.map(({ field }) => field).toSorted()).toEqual(['clientId', 'scope'])
    expect(report.message).toContain('Client ID')
    expect(parties.opened()).toBe(0)
  })

  it('refuses settings made by hand whose URL is none', async () => {
    const { report, parties } = await tryOut({ source: { settings: { ...settings, url: 'acme' } } })

    expect(report).toMatchObject({ outcome: 'SETTINGS_INVALID', problems: [{ field: 'url' }] })
    expect(parties.opened()).toBe(0)
  })

  it('tells a secret that cannot be opened from a wrong one', async () => {
    class Sealed extends Secret {
      override reveal(): string {
        throw new Error('sealed with another key')
      }
    }
    const source = { settings: { ...settings, clientSecret: new Sealed('x') } }
    const { report, parties } = await tryOut({ source })

    expect(report).toMatchObject({ outcome: 'SECRET_UNREADABLE', stage: 'settings' })
    expect(report.remedy).toContain('Set the Client Secret again')
    expect(parties.opened()).toBe(0)
  })

  it('changes its fingerprint with the secret, and with nothing but the settings', async () => {
    const first = await tryOut({ source: { settings } })
    const again = await tryOut({ source: { settings: () => settings }, probe: () => html(500) })
    const other = await tryOut({ source: { settings: { ...settings, clientSecret: new Secret('another') } } })

    expect(again.report.fingerprint).toBe(first.report.fingerprint)
    expect(other.report.fingerprint).not.toBe(first.report.fingerprint)
  })

  it('lists the scopes that were not granted', async () => {
    const { report, parties } = await tryOut({ token: grantToken({ scope: 'core.common.read' }) })

    expect(report).toMatchObject({
      outcome: 'SCOPE_NOT_GRANTED',
      stage: 'scope-check',
      grantedScopes: ['core.common.read'],
      missingScopes: ['core.invoice.read'],
    })
    expect(report.remedy).toContain('core.invoice.read')
    expect(parties.probeRequests).toEqual([])
  })

  it('warns when the token server does not say what it granted', async () => {
    const { report } = await tryOut({
      token: answerJson({ access_token: 'opaque-token', token_type: 'bearer', expires_in: 60 }),
    })

    expect(report).toMatchObject({ outcome: 'OK', grantedScopes: [], warnings: [{ code: 'SCOPES_UNKNOWN' }] })
    expect(report.stages.find(({ name }) => name === 'scope-check')?.status).toBe('warned')
  })

  it('warns when the two URLs lead to different hosts, and explains a refused token by it', async () => {
    const source = { input: { ...input, accessTokenUrl: 'https://other.example/oauth2/token' } }
    const { report } = await tryOut({ source, probe: answerJson({}, 401) })

    expect(report).toMatchObject({ outcome: 'TOKEN_REJECTED', warnings: [{ code: 'TOKEN_HOST_DIFFERS' }] })
    expect(report.remedy).toContain('acme.example and other.example')
  })

  it('warns of clocks that differ, once', async () => {
    const date = { date: new Date(Date.UTC(2026, 0, 1) + 95_000).toUTCString() }
    const { report } = await tryOut({
      token: (request, call) => ({
        ...grantToken()(request, call),
        headers: { ...date, 'content-type': 'application/json' },
      }),
      probe: answerJson([], 200, date),
    })

    expect(report.warnings).toMatchObject([
      { code: 'CLOCK_DIFFERENCE', message: expect.stringContaining('95 s behind') },
    ])
  })

  it('waits out the five seconds after the issue of a token when it is refused', async () => {
    const { report, parties, elapsedMs } = await tryOut({ probe: inTurn(json(401, {}), json(200, [])) })

    expect(report).toMatchObject({ outcome: 'OK', details: { attempts: 2 } })
    expect(parties.tokenRequests).toHaveLength(1)
    expect(parties.probeRequests).toHaveLength(2)
    expect(elapsedMs).toBeGreaterThanOrEqual(5000)
    expect(elapsedMs).toBeLessThan(6000)
  })

  it('tries a refused token no more than twice', async () => {
    const { report, parties } = await tryOut({ probe: answerJson({}, 401) })

    expect(report).toMatchObject({ outcome: 'TOKEN_REJECTED', retry: 'change-settings' })
    expect(parties.probeRequests).toHaveLength(2)
  })

  it('waits as too many requests asks, on both sides', async () => {
    const { report, elapsedMs } = await tryOut({
      token: (request, call) => (call === 1 ? json(503, {}, { 'retry-after': '4' }) : grantToken()(request, call)),
      probe: inTurn(json(429, {}, { 'retry-after': '6' }), json(200, [])),
    })

    expect(report.outcome).toBe('OK')
    expect(elapsedMs).toBeGreaterThanOrEqual(10_000)
  })

  it('does not wait longer than is sensible, and says when to try again', async () => {
    const { report, parties, elapsedMs } = await tryOut({ probe: answerJson({}, 429, { 'retry-after': '300' }) })

    expect(report).toMatchObject({
      outcome: 'RATE_LIMITED',
      retry: 'same-settings',
      details: { retryAfterSeconds: 300 },
    })
    expect(report.remedy).toContain('in 5 min')
    expect(parties.probeRequests).toHaveLength(1)
    expect(elapsedMs).toBeLessThan(1000)
  })

  it('gives up on too many requests without a time after some seconds', async () => {
    const { report, elapsedMs } = await tryOut({ token: answerJson({}, 429) })

    expect(report).toMatchObject({ outcome: 'RATE_LIMITED', stage: 'token-request' })
    expect(elapsedMs).toBeLessThan(20_500)
  })

  it('ends within its deadline when a transport neither answers nor heeds its signal', async () => {
    const { report, elapsedMs } = await tryOut({ token: () => ({ hangs: true }), deadlineMs: 7000 })

    expect(report).toMatchObject({ outcome: 'TOKEN_TIMEOUT', stage: 'token-connect' })
    expect(elapsedMs).toBeLessThanOrEqual(7250)
  })

  it('tells nothing any more once it is over, whatever a transport still does', async () => {
    const clock = createManualClock()
    const heard: string[] = []
    let answerLate = () => {}
    const createTransport = (): Transport => ({
      send: (request) =>
        new Promise((resolve) => {
          answerLate = () => {
            request.onProgress?.({ name: 'connected', address: 'x' })
            resolve({ status: 200, headers: {}, bytes: async () => Buffer.from('{}'), stream: async function* () {} })
          }
        }),
      close: async () => {},
    })
    const run = runTest({ input }, { clock, createTransport, onEvent: ({ type }) => heard.push(type) })
    const report = await finishTest(run, clock)
    const before = [heard.length, JSON.stringify(report)]

    answerLate()
    await clock.advance(1000)

    expect([heard.length, JSON.stringify(report)]).toEqual(before)
    expect(heard.at(-1)).toBe('finished')
  })

  it('ends within 90 s when everything takes as long as it may', async () => {
    const slowly =
      (script: Script): Script =>
      (request, call) =>
        call <= 2 ? json(429, {}, { 'retry-after': '9' }) : script(request, call)
    const { report, elapsedMs } = await tryOut({
      token: slowly(grantToken()),
      probe: () => ({ hangs: true, after: 'secured' }),
    })

    expect(report).toMatchObject({ outcome: 'SERVICE_TIMEOUT', stage: 'probe' })
    expect(report.message).toMatch(/did not finish its answer within \d+ s/)
    expect(elapsedMs).toBeLessThanOrEqual(90_000)
  })

  it('ends although a transport never closes', async () => {
    const { createTransport } = scriptParties()
    const clock = createManualClock()
    const run = runTest(
      { input },
      { clock, createTransport: () => ({ ...createTransport(), close: () => new Promise<void>(() => {}) }) },
    )

    expect((await finishTest(run, clock, { withinMs: 5000 })).outcome).toBe('OK')
  })

  it('tells its events to every listener from the first, also late ones', async () => {
    const heard: TestEvent[] = []
    const { run, report } = await tryOut({ onEvent: (event) => heard.push(event) })

    expect(await eventsOf(run)).toEqual(heard)
    expect(heard.map((event) => (event.type === 'stage-started' ? event.stage : event.type)).slice(0, 4)).toEqual([
      'settings',
      'stage-finished',
      'token-connect',
      'stage-finished',
    ])
    expect(heard.at(-1)).toEqual({ type: 'finished', report })
  })

  it('is not failed by a listener that throws', async () => {
    const { report } = await tryOut({
      onEvent: () => {
        throw new Error('listener')
      },
    })

    expect(report.outcome).toBe('OK')
  })

  it('reports a cancelled test even when it was cancelled before it began', async () => {
    const { report, parties } = await tryOut({ signal: AbortSignal.abort() })

    expect(report).toMatchObject({ outcome: 'CANCELLED', retry: null })
    expect(parties.tokenRequests).toEqual([])
  })

  it('lists all stages, those not reached too', async () => {
    const { report } = await tryOut({ token: answerJson({ error: 'invalid_client' }, 401) })

    expect(report.stages.map(({ name, status, note }) => [name, status, note])).toEqual([
      ['settings', 'passed', undefined],
      ['token-connect', 'passed', undefined],
      ['token-tls', 'passed', undefined],
      ['token-request', 'failed', 'INVALID_CLIENT'],
      ...['token-parse', 'scope-check', 'service-connect', 'service-tls', 'probe', 'classify'].map((name) => [
        name,
        'skipped',
        'not reached',
      ]),
    ])
  })

  it.each([
    [{ input, settings } as unknown as SettingsSource, {}, /either/],
    [{} as SettingsSource, {}, /either/],
    [{ input }, { deadlineMs: 0 }, /deadlineMs/],
    [{ input }, { deadlineMs: Number.NaN }, /deadlineMs/],
    [{ input }, { timeouts: { connectMs: -1 } }, /connectMs/],
    [{ input }, { probes: 'invoices' as unknown as string[] }, /probes/],
    [{ input }, { format: 'yaml' as 'xml' }, /format/],
  ])('refuses wrong use at once (%#)', (source, options, message) => {
    expect(() => runTest(source, options)).toThrow(TypeError)
    expect(() => runTest(source, options)).toThrow(message)
  })
})

describe('deeper probes', () => {
  it('read one record of each resource, by id', async () => {
    const { report, parties } = await tryOut({ probes: ['invoices', 'Invoices', '/api/tax_codes'] })

    expect(report.outcome).toBe('OK')
    expect(parties.probeRequests.slice(1).map(({ url }) => url)).toEqual([
      'https://acme.example/api/invoices?limit=1&order_by=id&fields=%5B%22id%22%5D',
      'https://acme.example/api/tax_codes?limit=1&order_by=id&fields=%5B%22id%22%5D',
    ])
    expect(report.probes).toMatchObject([
      { resource: 'invoices', outcome: 'OK' },
      { resource: 'tax_codes', outcome: 'OK' },
    ])
    expect(report.stages.slice(-2).map(({ name, status }) => [name, status])).toEqual([
      ['probe:invoices', 'passed'],
      ['probe:tax_codes', 'passed'],
    ])
  })

  it('name the scope that a refused resource needs, and go on with the others', async () => {
    const probe = inTurn(json(200, []), json(403, {}), json(200, []))
    const { report, parties } = await tryOut({ probes: ['suppliers', 'invoices'], probe })

    expect(report).toMatchObject({ outcome: 'PROBE_FORBIDDEN', stage: 'probe', missingScopes: ['core.supplier.read'] })
    expect(report.message).toContain('suppliers')
    expect(report.remedy).toContain('core.supplier.read')
    expect(report.probes.map(({ resource, outcome }) => [resource, outcome])).toEqual([
      ['suppliers', 'PROBE_FORBIDDEN'],
      ['invoices', 'OK'],
    ])
    expect(parties.probeRequests).toHaveLength(3)
  })

  it('are judged by what is answered, whatever the token server says of scopes', async () => {
    for (const scope of ['core.common.read core.invoice.read', '']) {
      const { report } = await tryOut({ probes: ['suppliers'], token: grantToken({ scope }) })

      expect(report).toMatchObject({ outcome: 'OK', missingScopes: [] })
    }
  })

  it('point to the API user when the scope is there and the resource is refused all the same', async () => {
    const { report } = await tryOut({ probes: ['invoices'], probe: inTurn(json(200, []), json(403, {})) })

    expect(report).toMatchObject({ outcome: 'PROBE_FORBIDDEN', missingScopes: [] })
    expect(report.remedy).toContain('API user')
  })

  it('are made even when Tax Codes are refused, so that everything missing is known at once', async () => {
    const probe = inTurn(json(403, {}), json(403, {}), json(200, []))
    const { report } = await tryOut({ probes: ['suppliers', 'invoices'], probe })

    expect(report).toMatchObject({ outcome: 'TAX_CODE_FORBIDDEN', missingScopes: ['core.supplier.read'] })
    expect(report.probes).toHaveLength(2)
  })

  it('take a refusal of one resource alone for a lack of rights, whatever its status', async () => {
    const { report, parties } = await tryOut({ probes: ['invoices'], probe: inTurn(json(200, []), json(401, {})) })

    expect(report).toMatchObject({ outcome: 'PROBE_FORBIDDEN' })
    expect(parties.probeRequests).toHaveLength(3)
  })

  it('take whatever records a resource has', async () => {
    const { report } = await tryOut({ probes: ['invoices'], probe: inTurn(json(200, []), json(200, { total: 7 })) })

    expect(report.outcome).toBe('OK')
  })

  it('name the resource whatever went wrong with it', async () => {
    const { report } = await tryOut({ probes: ['invoices'], probe: inTurn(json(200, []), html(500)) })

    expect(report).toMatchObject({ outcome: 'SERVICE_ERROR', stage: 'probe' })
    expect(report.message).toMatch(/^Reading invoices: /)
  })

  it('refuse unknown names, and those that cannot be read, before anything is sent', async () => {
    const probes = ['invoices', 'invioces', 'suppliers/:supplier_id/addresses']
    const { report, parties } = await tryOut({ probes })

    expect(report).toMatchObject({ outcome: 'SETTINGS_INVALID', stage: 'settings' })
    expect(report.unknownProbes).toEqual(['invioces', 'suppliers/:supplier_id/addresses'])
    expect(report.message).toContain('invioces')
    expect(report.message).toContain('did you mean invoices')
    expect(parties.opened()).toBe(0)
  })
})

describe('a web page in place of an answer', () => {
  const page = (status: number) => ({
    status,
    headers: { 'content-type': 'text/html' },
    body: '<html><head><title>403 Forbidden</title></head><body>Your IP 203.0.113.7 is not on the list</body></html>',
  })
  const seen = 'a web page titled "403 Forbidden" ("Your IP 203.0.113.7 is not on the list")'

  it.each([
    [403, 'TAX_CODE_FORBIDDEN'],
    [401, 'TOKEN_REJECTED'],
    [404, 'URL_WRONG_PATH'],
    [200, 'NOT_COUPA'],
    [500, 'SERVICE_ERROR'],
    [503, 'SERVICE_ERROR'],
  ])('is shown under %i of the service', async (status, outcome) => {
    const { report } = await tryOut({ probe: () => page(status) })

    expect(report).toMatchObject({ outcome, missingScopes: [] })
    expect(report.message).toContain(seen)
  })

  it.each([401, 403])('is told as something in front of Coupa under %i', async (status) => {
    const { report } = await tryOut({ probe: () => page(status) })

    expect(report.remedy).toContain('usually comes from something in front of Coupa')
    expect(report.message).not.toContain('credentials')
  })

  it.each([
    [403, 'TOKEN_REQUEST_REFUSED'],
    [401, 'TOKEN_URL_WRONG'],
    [404, 'TOKEN_URL_WRONG'],
    [200, 'TOKEN_URL_WRONG'],
    [500, 'TOKEN_SERVER_ERROR'],
  ])('is shown under %i of the token server', async (status, outcome) => {
    const { report } = await tryOut({ token: () => page(status) })

    expect(report).toMatchObject({ outcome })
    expect(report.message).toContain(seen)
  })

  it('is shown where a resource is refused', async () => {
    const { report } = await tryOut({ probes: ['suppliers'], probe: inTurn(json(200, []), page(403)) })

    expect(report).toMatchObject({ outcome: 'PROBE_FORBIDDEN', missingScopes: [] })
    expect(report.message).toContain(seen)
  })
})

describe('settings that are refused or doubtful', () => {
  const refused = (scopes: readonly string[]) =>
    tryOut({ source: { settings: { ...settings, scopes } }, token: () => json(400, { error: 'invalid_scope' }) })

  it.each([
    ['commas', ['core.common.read,', 'core.invoice.read'], 'core.common.read core.invoice.read'],
    ['semicolons', ['core.common.read;core.invoice.read'], 'core.common.read core.invoice.read'],
    ['line breaks', ['core.common.read\r\ncore.invoice.read'], 'core.common.read core.invoice.read'],
    ['plus signs', ['core.common.read+core.invoice.read'], 'core.common.read core.invoice.read'],
    ['capitals', ['core.common.read', 'Core.User.Read'], 'core.common.read core.user.read'],
    ['a mistyped name', ['core.comon.read'], 'core.common.read'],
  ])('are offered without %s', async (_, scopes, value) => {
    const { report } = await refused(scopes)

    expect(report).toMatchObject({ outcome: 'INVALID_SCOPE', suggestedChange: { field: 'scope', value } })
    expect(report.remedy).toContain(value)
  })

  it('are named where Coupa has no such scope', async () => {
    const { report } = await refused(['core.common.read', 'Core.User.Read', 'weather.forecast'])

    expect(report.message).toContain('not known to have a scope Core.User.Read; it has core.user.read.')
    expect(report.message).toContain('not known to have a scope weather.forecast.')
  })

  it('are offered as they are where nothing is wrong with them', async () => {
    const { report } = await refused(['core.common.read'])

    expect(report.suggestedChange).toBeUndefined()
  })

  it.each<[string, SettingsSource]>([
    ['what was typed', { input: { ...input, scope: 'core.common.read, core.invoice.read' } }],
    ['checked settings', { settings: { ...settings, scopes: ['core.common.read,', 'core.invoice.read'] } }],
  ])('are warned of in %s, once, when they hold commas', async (_, source) => {
    const { report } = await tryOut({ source })

    const warnings = report.warnings.filter(({ code }) => code === 'SETTINGS_DOUBTFUL')
    expect(warnings).toHaveLength(1)
    expect(warnings[0]?.message).toContain('core.common.read core.invoice.read')
  })

  it.each<[string, SettingsSource]>([
    ['what was typed', { input: { ...input, url: 'https://acme.example/invoices/7' } }],
    ['checked settings', { settings: { ...settings, url: 'https://acme.example/invoices/7' } }],
  ])('are warned of in %s, once, when the URL is that of a page', async (_, source) => {
    const { report } = await tryOut({ source })

    const warnings = report.warnings.filter(({ code }) => code === 'SETTINGS_DOUBTFUL')
    expect(warnings.map(({ message }) => message)).toEqual([
      'URL does not end in /api; the service is probably https://acme.example/api.',
    ])
  })
})
