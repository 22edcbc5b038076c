import { inspect } from 'node:util'
import { describe as describeResource } from '@coupa-connector/catalog'
import { describe, expect, it } from 'vitest'
import type { SettingsInput } from '../settings/parse-settings.ts'
import { eventsOf, finishTest } from '../testing/finish-test.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import {
  answerJson,
  grantToken,
  html,
  inTurn,
  json,
  type Script,
  type ScriptedAnswer,
  scriptParties,
} from '../testing/scripted-parties.ts'
import { type TestOutcomeCode, testOutcomes } from './outcomes/outcomes.ts'
import type { CoreStageName } from './report/stages.ts'
import type { TestEvent, TestReport } from './report/test-report.ts'
import { runTest } from './run-test.ts'
import type { SettingsSource } from './steps/settings-step.ts'
import type { TestOptions } from './test-options.ts'

// A secret that no text has by chance, with characters that every encoding changes.
const canary = 'cAnArY/+&="\'<%ü 7731 Zq'
// Without what a header cannot carry.
const canaryKey = 'cAnArYkEy/+&="\'<%7731Zq'
const canaryToken = 'tOkEn.cAnArY-4471_0815~zz'

const oauthInput: SettingsInput = {
  url: 'https://acme.example/api',
  clientId: 'client-1',
  clientSecret: canary,
  token: canaryKey,
  scope: 'core.common.read core.invoice.read',
  accessTokenUrl: 'https://acme.example/oauth2/token',
}
const keyInput: SettingsInput = { ...oauthInput, authenticationType: 'api-key' }

interface Scenario {
  readonly stage: CoreStageName
  readonly token?: Script
  readonly probe?: Script
  readonly source?: SettingsSource
  readonly probes?: readonly string[]
  readonly options?: () => Partial<TestOptions>
}

type ConnectorCode = Exclude<
  TestOutcomeCode,
  | 'NO_CONTAINER'
  | 'CONTAINER_NOT_ASSOCIATED'
  | 'CONTAINER_OFFLINE'
  | 'CONTAINER_NO_RESPONSE'
  | 'CONTAINER_LOST'
  | 'BROWSING_DISABLED'
  | 'CONNECTOR_UNAVAILABLE'
  | 'CONTAINER_BUSY'
  | 'QUARANTINED'
>

const fails = (
  failure: Extract<ScriptedAnswer, { fails: unknown }>['fails'],
  after?: 'connected' | 'secured',
): Script => {
  return () => ({
    fails: failure,
    details: { hostname: 'acme.example', reflected: canary },
    ...(after ? { after } : {}),
  })
}

/** Every answer repeats the secrets in all spellings that a server could choose. */
const echo = [
  canary,
  encodeURIComponent(canary),
  new URLSearchParams({ client_secret: canary }).toString(),
  Buffer.from(canary).toString('base64'),
  Buffer.from(`client-1:${canary}`).toString('base64'),
  Buffer.from(`x${canary}y`).toString('base64url'),
  `Bearer ${canaryToken}`,
  canaryKey,
  encodeURIComponent(canaryKey),
  Buffer.from(canaryKey).toString('base64'),
].join(' ')
const says = (status: number, headers: Record<string, string> = {}): ScriptedAnswer =>
  json(status, { echo }, { 'x-request-id': echo.slice(0, 150), ...headers })
const oauthError = (error: string): Script => answerJson({ error, error_description: echo }, 400)

const scenarios: Readonly<Record<ConnectorCode, Scenario>> = {
  OK: { stage: 'classify' },
  OK_DEPRECATED_AUTH: { stage: 'classify', source: { input: keyInput } },
  SETTINGS_INVALID: { stage: 'settings', source: { input: { ...oauthInput, url: `ftp://u:${canary}@x` } } },
  SECRET_UNREADABLE: {
    stage: 'settings',
    source: {
      settings: () => {
        throw new Error(`cannot open ${canary}`)
      },
    },
  },
  TOKEN_HOST_UNKNOWN: { stage: 'token-connect', token: fails('host-unknown') },
  TOKEN_UNREACHABLE: { stage: 'token-connect', token: fails('refused') },
  TOKEN_TIMEOUT: { stage: 'token-tls', token: () => ({ hangs: true, after: 'connected' }) },
  TOKEN_TLS_EXPIRED: { stage: 'token-tls', token: fails('tls-expired', 'connected') },
  TOKEN_TLS_UNTRUSTED: { stage: 'token-tls', token: fails('tls-untrusted', 'connected') },
  TOKEN_TLS_NAME: { stage: 'token-tls', token: fails('tls-name', 'connected') },
  TOKEN_TLS_PROTOCOL: { stage: 'token-tls', token: fails('tls-protocol', 'connected') },
  SERVICE_HOST_UNKNOWN: { stage: 'service-connect', probe: fails('host-unknown') },
  SERVICE_UNREACHABLE: { stage: 'probe', probe: fails('reset', 'secured') },
  SERVICE_TIMEOUT: { stage: 'probe', probe: () => ({ hangs: true, after: 'secured' }) },
  SERVICE_TLS_EXPIRED: { stage: 'service-tls', probe: fails('tls-expired', 'connected') },
  SERVICE_TLS_UNTRUSTED: { stage: 'service-tls', probe: fails('tls-untrusted') },
  SERVICE_TLS_NAME: { stage: 'service-tls', probe: fails('tls-name', 'connected') },
  SERVICE_TLS_PROTOCOL: { stage: 'service-tls', probe: fails('tls-protocol', 'connected') },
  ADDRESS_NOT_ALLOWED: { stage: 'token-connect', token: fails('address-not-allowed') },
  PROXY_ERROR: { stage: 'service-connect', probe: fails('proxy') },
  TOKEN_URL_WRONG: { stage: 'token-parse', token: () => html(200, `<html><title>${echo}</title>`) },
  INVALID_CLIENT: { stage: 'token-request', token: oauthError('invalid_client') },
  GRANT_NOT_ALLOWED: { stage: 'token-request', token: oauthError('unauthorized_client') },
  INVALID_SCOPE: { stage: 'token-request', token: oauthError('invalid_scope') },
  TOKEN_REQUEST_REFUSED: { stage: 'token-request', token: oauthError('invalid_request') },
  SCOPE_NOT_GRANTED: {
    stage: 'scope-check',
    token: grantToken({ scope: 'core.common.read', accessToken: canaryToken }),
  },
  TOKEN_SERVER_ERROR: { stage: 'token-request', token: () => says(500) },
  RATE_LIMITED: { stage: 'probe', probe: () => says(429) },
  TOKEN_REJECTED: { stage: 'probe', probe: () => says(401) },
  API_KEY_REJECTED: { stage: 'probe', source: { input: keyInput }, probe: () => says(401) },
  TAX_CODE_FORBIDDEN: { stage: 'probe', probe: () => says(403) },
  PROBE_FORBIDDEN: { stage: 'probe', probes: ['suppliers'], probe: inTurn(json(200, []), says(403)) },
  PROBE_UNAVAILABLE: { stage: 'probe', probes: ['invoices'], probe: inTurn(json(200, []), says(404)) },
  URL_MISSING_API: {
    stage: 'classify',
    source: { input: { ...oauthInput, url: 'https://acme.example' } },
    probe: () => html(200, `<html><title>${echo}</title>`),
  },
  URL_WRONG_PATH: { stage: 'classify', probe: () => says(404) },
  NOT_COUPA: { stage: 'classify', probe: () => says(200) },
  URL_REDIRECTS: {
    stage: 'classify',
    probe: () => says(302, { location: `https://other.example/${encodeURIComponent(canary)}?t=${canaryToken}` }),
  },
  SERVICE_ERROR: { stage: 'probe', probe: () => says(500) },
  SERVICE_BAD_RESPONSE: { stage: 'classify', probe: () => ({ ...says(200), body: `[{"echo": "${echo}` }) },
  TOKEN_TOO_LARGE: { stage: 'probe', probe: () => says(431) },
  CANCELLED: {
    stage: 'token-request',
    token: () => ({ hangs: true, after: 'secured' }),
    options: () => {
      const controller = new AbortController()
      setImmediate(() => controller.abort(new Error(`stop ${canary}`)))
      return { signal: controller.signal }
    },
  },
  INTERNAL_ERROR: {
    stage: 'service-connect',
    probe: () => {
      throw new Error(`a fault that mentions ${canary}`)
    },
  },
}

async function play(scenario: Scenario): Promise<{ report: TestReport; events: TestEvent[]; seen: unknown[] }> {
  const clock = createManualClock()
  const parties = scriptParties({
    token: scenario.token ?? grantToken({ accessToken: canaryToken }),
    ...(scenario.probe ? { probe: scenario.probe } : {}),
  })
  const events: TestEvent[] = []
  const run = runTest(scenario.source ?? { input: oauthInput }, {
    createTransport: parties.createTransport,
    clock,
    probes: scenario.probes,
    loadCatalog: async () => describeResource,
    onEvent: (event) => events.push(event),
    ...scenario.options?.(),
  })
  const report = await finishTest(run, clock)
  const iterated = await eventsOf(run)
  expect(parties.closed()).toBe(parties.opened())
  expect(clock.sleeping).toBe(0)
  return { report, events, seen: [report, events, iterated, run] }
}

describe('the table of outcomes', () => {
  it.each(Object.entries(scenarios))('%s is what a test comes to', async (code, scenario) => {
    const { report, events } = await play(scenario)
    const { retry, producedBy } = testOutcomes[report.outcome]

    expect(report).toMatchObject({ outcome: code, stage: scenario.stage, retry })
    expect(producedBy).toBe('connector')
    expect(events.at(-1)).toEqual({ type: 'finished', report })
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
    expect(report.stages.some(({ status }) => status === 'failed')).toBe(!code.startsWith('OK'))
    expect(`${report.message} ${report.remedy}`).not.toMatch(/undefined|NaN|\[object|null/)
  })

  it.each(Object.entries(scenarios))('%s shows no secret and no token', async (_code, scenario) => {
    const { seen } = await play(scenario)
    const shown = [JSON.stringify(seen), inspect(seen, { depth: 20, showHidden: true })]

    for (const value of [canary, canaryKey, canaryToken])
      for (const text of shown) expect(leaksIn(text, value)).toEqual([])
  })

  it('would notice a secret that is shown', () => {
    expect(leaksIn(JSON.stringify({ body: canary }), canary)).not.toEqual([])
    expect(leaksIn(Buffer.from(`client-1:${canary}`).toString('base64'), canary)).not.toEqual([])
  })

  it('marks as the hub’s exactly what no test comes to', () => {
    const hubs = Object.entries(testOutcomes).filter(([, { producedBy }]) => producedBy === 'hub')

    expect(hubs.map(([code]) => code).filter((code) => code in scenarios)).toEqual([])
    expect(hubs.length + Object.keys(scenarios).length).toBe(Object.keys(testOutcomes).length)
  })
})

/** Spellings of a secret that a text contains; in base64 at each of three alignments, without the characters at the edges. */
function leaksIn(text: string, value: string): string[] {
  const base64 = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)]).toString('base64')
    return encoded.slice(offset === 0 ? 0 : 4, -4)
  })
  const spellings = [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
    new URLSearchParams({ v: value }).toString().slice(2),
    Buffer.from(value).toString('hex'),
    ...base64,
    ...base64.map((encoded) => encoded.replaceAll('+', '-').replaceAll('/', '_')),
  ]
  const lower = text.toLowerCase()
  return spellings.filter((spelling) => lower.includes(spelling.toLowerCase()))
}
