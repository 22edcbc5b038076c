import { type SandboxOptions, startSandbox } from '@coupa-connector/sandbox'
import { describe, expect, it } from 'vitest'
import type { SettingsInput } from '../settings/parse-settings.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import { runTest } from './run-test.ts'
import type { TestOptions } from './test-options.ts'

const scope = 'core.common.read core.invoice.read'

async function tryOut(
  sandboxOptions: SandboxOptions,
  { change = {}, ...options }: TestOptions & { readonly change?: SettingsInput } = {},
) {
  await using sandbox = await startSandbox({ records: 5, scope, ...sandboxOptions })
  const { url, accessTokenUrl, clientId, clientSecret } = sandbox
  const input = { url, accessTokenUrl, clientId, clientSecret, scope, ...change }
  return await runTest({ input }, options).report
}

describe('runTest against the sandbox organization', () => {
  it.each(['json', 'xml'] as const)('passes in %s, deeper probes included', async (format) => {
    const report = await tryOut({}, { format, probes: ['invoices', 'currencies'] })

    expect(report).toMatchObject({
      outcome: 'OK',
      stage: 'classify',
      grantedScopes: scope.split(' '),
      missingScopes: [],
    })
    expect(report.tokenLifetimeSeconds).toBeGreaterThan(86_300)
    expect(report.probes.map(({ outcome }) => outcome)).toEqual(['OK', 'OK'])
  })

  it.each([
    [{ 'limited-index': 'object' }, 'json'],
    [{ 'empty-json-search': '404' }, 'json'],
    [{ 'empty-xml-search': 'empty-array' }, 'xml'],
  ] as const)('passes an organization without tax codes, and one that answers with %o', async (quirks, format) => {
    const some = await tryOut({ quirks }, { format })
    const none = await tryOut({ quirks, records: { tax_codes: 0 } }, { format })

    expect([some.outcome, none.outcome]).toEqual(['OK', 'OK'])
  })

  it.each([
    ['a wrong secret', { clientSecret: 'wrong-secret' }, 'INVALID_CLIENT', 'token-request'],
    ['a wrong id', { clientId: 'nobody' }, 'INVALID_CLIENT', 'token-request'],
    ['a scope that does not exist', { scope: 'Core.Common.Read' }, 'INVALID_SCOPE', 'token-request'],
    ['a scope that is not assigned', { scope: `${scope} core.supplier.read` }, 'INVALID_SCOPE', 'token-request'],
    ['a scope without tax codes', { scope: 'core.invoice.read' }, 'TAX_CODE_FORBIDDEN', 'probe'],
  ])('tells %s', async (_name, change, outcome, stage) => {
    expect(await tryOut({}, { change })).toMatchObject({ outcome, stage })
  })

  it('tells wrong URLs, and what they should be', async () => {
    await using sandbox = await startSandbox({ records: 5, scope })
    const origin = new URL(sandbox.url).origin
    const { accessTokenUrl, clientId, clientSecret } = sandbox
    const report = (change: SettingsInput) =>
      runTest({ input: { url: sandbox.url, accessTokenUrl, clientId, clientSecret, scope, ...change } }).report

    const [missingApi, doubleApi, wrongToken] = await Promise.all([
      report({ url: origin }),
      report({ url: `${origin}/api/api` }),
      report({ accessTokenUrl: `${origin}/oauth2/nothing` }),
    ])

    expect(missingApi?.outcome).toBe('URL_MISSING_API')
    expect(missingApi?.remedy).toContain(`${origin}/api`)
    expect(doubleApi?.outcome).toBe('URL_WRONG_PATH')
    expect(wrongToken?.outcome).toBe('TOKEN_URL_WRONG')
    expect(wrongToken?.remedy).toContain(`${origin}/oauth2/token`)
    expect([missingApi, doubleApi, wrongToken].map((found) => found?.suggestedChange)).toEqual([
      { field: 'url', value: `${origin}/api` },
      { field: 'url', value: `${origin}/api` },
      { field: 'accessTokenUrl', value: `${origin}/oauth2/token` },
    ])
  })

  it('suggests no other URL where a URL is not what is wrong', async () => {
    await using sandbox = await startSandbox({ records: 5 })
    const { url, accessTokenUrl, clientId, scope } = sandbox

    const { report } = runTest({ input: { url, accessTokenUrl, clientId, scope, clientSecret: 'not the right one' } })

    expect(await report).toMatchObject({ outcome: 'INVALID_CLIENT', clientId })
    expect(await report).not.toHaveProperty('suggestedChange')
  })

  it('passes with an API key where keys are let in, and explains where they are not', async () => {
    const outcome = async (apiKey: boolean) => {
      await using sandbox = await startSandbox({ records: 5, apiKey })
      const input = { url: sandbox.url, authenticationType: 'api-key', token: sandbox.apiKey }
      return (await runTest({ input }).report).outcome
    }

    expect([await outcome(true), await outcome(false)]).toEqual(['OK_DEPRECATED_AUTH', 'API_KEY_REJECTED'])
  })

  it('waits until a new token is active', async () => {
    const clock = createManualClock({ startMs: Date.now() })
    await using sandbox = await startSandbox({ records: 5, scope, clock, quirks: { 'token-warm-up': '401' } })
    const { url, accessTokenUrl, clientId, clientSecret } = sandbox

    const run = runTest({ input: { url, accessTokenUrl, clientId, clientSecret, scope } }, { clock })

    // Refused: besides the limit of the step now the wait for the token is sleeping.
    await expect.poll(() => clock.sleeping).toBe(2)
    await clock.advance(5000)

    expect(await run.report).toMatchObject({ outcome: 'OK', details: { attempts: 2 } })
  })
})
