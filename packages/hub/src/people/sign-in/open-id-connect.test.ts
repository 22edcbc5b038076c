import { createClient } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import type { OpenIdConnectOptions } from '../../context/people-options.ts'
import { advanceDatabaseTime } from '../../testing/database/test-database.ts'
import {
  createTestAccount,
  createTestBrowser,
  createTestPerson,
  sessionCookieName,
} from '../../testing/test-account.ts'
import { startTestHub, type TestHub } from '../../testing/test-hub.ts'
import { startTestProvider, type TestProvider } from '../../testing/test-provider.ts'

const origin = 'https://hub.test'
const ada = { sub: 'subject-1', email: 'ada@example.com', email_verified: true, name: 'Ada Lovelace' }

describe('signing in with OpenID Connect', () => {
  it('links a person by their verified address once, and by issuer and subject from then on', async () => {
    await using provider = await startTestProvider(origin)
    await using test = await startHubWith(provider)
    const known = await createTestPerson(test, { email: 'Ada@Example.com' })
    provider.person = ada
    const browser = createTestBrowser(test)

    expect(await signIn(test, browser, '/connections?label=a#top')).toBe('/connections?label=a#top')
    const { body } = await browser.client.call('session.get')
    expect(body).toMatchObject({ person: { id: known.person.id }, session: { method: 'openid-connect' } })

    provider.person = { ...ada, email: 'renamed@example.com', email_verified: false }
    const later = createTestBrowser(test)
    expect(await signIn(test, later)).toBe('/')
    expect((await later.client.call('session.get')).body.person.id).toBe(known.person.id)
    const audit = await test.database.db.selectFrom('audit').select('detail').orderBy('at').execute()
    expect(audit.map(({ detail }) => detail.by)).toEqual(['e-mail', 'identity'])
  })

  it('makes an invited person a member of what they were invited to', async () => {
    await using provider = await startTestProvider(origin)
    await using test = await startHubWith(provider)
    const owner = await createTestAccount(test)
    await owner.client.call('invitations.create', {
      params: { account: owner.account.id },
      body: { email: 'ada@example.com', role: 'builder' },
    })
    provider.person = ada
    const browser = createTestBrowser(test)

    expect(await signIn(test, browser)).toBe('/')

    expect((await browser.client.call('session.get')).body).toMatchObject({
      person: { name: 'Ada Lovelace', email: 'ada@example.com' },
      memberships: [{ role: 'builder', account: { id: owner.account.id } }],
    })
  })

  it.each([
    ['NOT_INVITED', { ...ada, email: 'stranger@example.com' }],
    ['EMAIL_NOT_VERIFIED', { ...ada, email_verified: false }],
    ['EMAIL_NOT_VERIFIED', { ...ada, email_verified: 'true' }],
    ['EMAIL_NOT_VERIFIED', { sub: ada.sub, email: ada.email }],
    ['EMAIL_NOT_VERIFIED', { sub: ada.sub }],
    ['SIGN_IN_DENIED', undefined],
  ])('refuses with %s whom it must not let in', async (code, person) => {
    await using provider = await startTestProvider(origin)
    await using test = await startHubWith(provider)
    await createTestPerson(test, { email: ada.email })
    provider.person = person
    const browser = createTestBrowser(test)

    expect(await signIn(test, browser)).toBe(`/sign-in?error=${code}`)

    expect(browser.cookies[sessionCookieName(test)]).toBeUndefined()
    expect(await test.database.db.selectFrom('identity').selectAll().execute()).toEqual([])
    expect(await test.database.db.selectFrom('audit').select(['outcome', 'detail']).execute()).toEqual([
      { outcome: 'refused', detail: { reason: code } },
    ])
  })

  it('does not link a second identity of the issuer to a person: an address may have been given anew', async () => {
    await using provider = await startTestProvider(origin)
    await using test = await startHubWith(provider)
    await createTestPerson(test, { email: ada.email })
    provider.person = ada
    await signIn(test, createTestBrowser(test))

    provider.person = { ...ada, sub: 'subject-2' }

    expect(await signIn(test, createTestBrowser(test))).toBe('/sign-in?error=IDENTITY_CONFLICT')
  })

  it('lets in only the domains that are allowed', async () => {
    await using provider = await startTestProvider(origin)
    await using test = await startHubWith(provider, { allowedEmailDomains: ['Example.com'] })
    for (const email of [ada.email, 'eve@sub.example.com', 'eve@notexample.com'])
      await createTestPerson(test, { email })

    provider.person = ada
    expect(await signIn(test, createTestBrowser(test))).toBe('/')
    provider.person = { ...ada, sub: '2', email: 'eve@sub.example.com' }
    expect(await signIn(test, createTestBrowser(test))).toBe('/sign-in?error=EMAIL_DOMAIN_NOT_ALLOWED')
    provider.person = { ...ada, sub: '3', email: 'eve@notexample.com' }
    expect(await signIn(test, createTestBrowser(test))).toBe('/sign-in?error=EMAIL_DOMAIN_NOT_ALLOWED')
  })

  it('finishes in the browser that began, once, and in time', async () => {
    await using provider = await startTestProvider(origin)
    await using test = await startHubWith(provider)
    await createTestPerson(test, { email: ada.email })
    provider.person = ada
    const expired = '/sign-in?error=SIGN_IN_EXPIRED'

    // Login CSRF: a stranger lets somebody finish what the stranger began.
    const stranger = createTestBrowser(test)
    const back = await walkToCallback(test, stranger)
    const victim = createTestBrowser(test, { [cookieName]: 'another-secret' })
    expect(await follow(victim, back)).toBe(expired)
    expect(victim.cookies[sessionCookieName(test)]).toBeUndefined()

    const twice = createTestBrowser(test)
    const once = await walkToCallback(test, twice)
    const secret = twice.cookies[cookieName] ?? ''
    expect(await follow(twice, once)).toBe('/')
    expect(await follow(createTestBrowser(test, { [cookieName]: secret }), once)).toBe(expired)

    const forged = createTestBrowser(test)
    const callback = new URL(await walkToCallback(test, forged))
    callback.searchParams.set('state', 'forged')
    expect(await follow(forged, callback.href)).toBe(expired)

    const late = createTestBrowser(test)
    const lateBack = await walkToCallback(test, late)
    await advanceDatabaseTime(test.database, 600_000)
    expect(await follow(late, lateBack)).toBe(expired)
  })

  it('does not take a code that was given to another sign-in', async () => {
    await using provider = await startTestProvider(origin)
    await using test = await startHubWith(provider)
    await createTestPerson(test, { email: ada.email })
    provider.person = ada
    const [one, other] = [createTestBrowser(test), createTestBrowser(test)]
    const mine = new URL(await walkToCallback(test, one))
    const theirs = new URL(await walkToCallback(test, other))

    mine.searchParams.set('code', theirs.searchParams.get('code') ?? '')

    expect(await follow(one, mine.href)).toBe('/sign-in?error=SIGN_IN_FAILED')
  })

  it('says that the provider is away, and asks it again at the next sign-in', async () => {
    await using provider = await startTestProvider(origin)
    await using test = await startHubWith(provider)
    await createTestPerson(test, { email: ada.email })
    provider.person = ada
    const browser = createTestBrowser(test)
    expect(provider.discoveries).toBe(0)

    provider.isDown = true
    expect(await follow(browser, startUrl())).toBe('/sign-in?error=PROVIDER_UNAVAILABLE')
    provider.isDown = false

    expect(await signIn(test, browser)).toBe('/')
    expect(await signIn(test, browser)).toBe('/')
    expect(provider.discoveries).toBe(2)
  })

  it('says so when the provider goes away while the person is there', async () => {
    await using provider = await startTestProvider(origin)
    await using test = await startHubWith(provider)
    provider.person = ada
    const browser = createTestBrowser(test)
    const back = await walkToCallback(test, browser)

    await provider[Symbol.asyncDispose]()

    expect(await follow(browser, back)).toBe('/sign-in?error=PROVIDER_UNAVAILABLE')
  })

  it('is not there without a provider, and tells its label with one', async () => {
    await using provider = await startTestProvider(origin)
    await using without = await startTestHub({ origin })
    await using withOne = await startHubWith(provider)

    expect((await without.hub.fetch(startUrl(), { redirect: 'manual' })).status).toBe(404)
    const client = createClient({ hubUrl: origin, fetch: withOne.hub.fetch })
    expect((await client.call('installation.get')).body.openIdConnect).toEqual({ label: 'Example' })
  })
})

const cookieName = '__Host-coupa_connector_openid_connect'

type Browser = ReturnType<typeof createTestBrowser>

async function startHubWith(provider: TestProvider, options: Partial<OpenIdConnectOptions> = {}): Promise<TestHub> {
  return await startTestHub({ origin, people: { openIdConnect: { ...provider.options, ...options } } })
}

function startUrl(returnTo?: string): string {
  const query = returnTo === undefined ? '' : `?returnTo=${encodeURIComponent(returnTo)}`
  return `${origin}/api/v1/openid-connect/start${query}`
}

/** Signs in, redirect by redirect; gives where the hub sent the browser in the end. */
async function signIn(test: TestHub, browser: Browser, returnTo?: string): Promise<string | null> {
  return await follow(browser, await walkToCallback(test, browser, returnTo))
}

/** From the hub through the provider, up to the address that brings the browser back to the hub. */
async function walkToCallback(test: TestHub, browser: Browser, returnTo?: string): Promise<string> {
  let location = await follow(browser, startUrl(returnTo))
  const cookies = new Map<string, string>()
  for (let step = 0; step < 6 && location !== null; step += 1) {
    if (location.startsWith(test.origin)) return location
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(location, { redirect: 'manual', headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const next = response.headers.get('location')
    location = next === null ? null : new URL(next, location).href
  }
  throw new Error('The provider did not send the browser back')
}

async function follow(browser: Browser, url: string): Promise<string | null> {
  const response = await browser.fetch(url, { redirect: 'manual' })
  expect(response.status).toBe(303)
  return response.headers.get('location')
}
