import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectNoAxeViolations } from './support/accessibility.ts'
import { type ConnectionGiven, type ConsoleWorld, startConsoleWorld } from './support/console-world.ts'
import {
  fillConnection,
  openTab,
  runTest,
  setSecret,
  startIfAsked,
  testDialog,
  testResult,
} from './support/editor-steps.ts'

let world: ConsoleWorld
let sandbox: Sandbox
beforeAll(async () => {
  const withoutTaxCodes = { id: 'without-tax-codes', secret: 'its-own-secret', scope: 'core.user.read' }
  sandbox = await startSandbox({ apiKey: true, rateLimit: false, clients: [withoutTaxCodes] })
  world = await startConsoleWorld()
  await world.online()
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await sandbox.close()
})
afterEach(() => world.closePages())

/** What can be wrong with settings, and what is read then. */
const faults: readonly {
  readonly what: string
  readonly given: () => ConnectionGiven
  readonly title: string
  readonly advice: RegExp
}[] = [
  {
    what: 'a wrong Client Secret',
    given: () => ({ clientSecret: 'not the secret' }),
    title: 'Client ID or Client Secret not accepted',
    advice: /set the Client Secret again/i,
  },
  {
    what: 'a wrong Client ID',
    given: () => ({ clientId: 'nobody' }),
    title: 'Client ID or Client Secret not accepted',
    advice: /Client ID/,
  },
  {
    what: 'a scope that Coupa does not know',
    given: () => ({ scope: 'core.common.read core.nothing.read' }),
    title: 'Scope not accepted',
    advice: /core\.nothing\.read|case-sensitive/i,
  },
  {
    what: 'a wrong Access Token URL',
    given: () => ({ accessTokenUrl: sandbox.accessTokenUrl.replace('/oauth2/token', '/oauth2/elsewhere') }),
    title: 'Wrong Access Token URL',
    advice: /oauth2\/token/,
  },
  {
    what: 'a host where nobody listens',
    given: () => ({ url: 'http://127.0.0.1:9/api', accessTokenUrl: 'http://127.0.0.1:9/oauth2/token' }),
    title: 'Host not reachable',
    advice: /firewall|proxy|port/i,
  },
  {
    what: 'credentials that may not query Tax Codes',
    given: () => ({
      ...organization(),
      clientId: 'without-tax-codes',
      clientSecret: 'its-own-secret',
      scope: 'core.user.read',
    }),
    title: 'No permission to read Tax Codes',
    advice: /Tax Code/,
  },
]

const organization = (): ConnectionGiven => ({ url: sandbox.url, accessTokenUrl: sandbox.accessTokenUrl })

describe('a test that fails', () => {
  test.each(faults)('says what happened and what to do with $what', async ({ what, given, title, advice }) => {
    const connection = await world.createConnection({ name: `With ${what}`, ...given() })
    const page = await world.open(`connections/${connection.id}`)

    const result = await runTest(page)

    expect(await result.textContent()).toBe(`Failed: ${title}`)
    expect(await testDialog(page).textContent()).toMatch(advice)
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H3')
    await expectNoAxeViolations(page)
  })

  test('mends a URL without /api with one press, and passes then', async () => {
    const url = world.sandbox.url.replace(/\/api$/, '')
    const connection = await world.createConnection({ name: 'Without api', url })
    const page = await world.open(`connections/${connection.id}`)
    await runTest(page)

    await testDialog(page)
      .getByRole('button', { name: `Change URL to ${world.sandbox.url} and test again` })
      .click()

    await testDialog(page).getByRole('heading', { name: 'Passed: Connected' }).waitFor()
    await testDialog(page).getByRole('button', { name: 'Save' }).click()
    await page.getByText('revision 2').waitFor()
    expect(await page.getByRole('textbox', { name: /^URL/ }).inputValue()).toBe(world.sandbox.url)
  })

  test.each([
    ['core.common.read, core.invoice.read', 'Separate the scopes with spaces'],
    ['core.common.read Core.Invoice.Read', 'Change Core.Invoice.Read to core.invoice.read'],
  ])('mends the scope "%s" with one press, and passes then', async (scope, change) => {
    const connection = await world.createConnection({ name: `With ${scope.length} of scope`, scope })
    const page = await world.open(`connections/${connection.id}`)
    await runTest(page)

    await testDialog(page)
      .getByRole('button', { name: `${change} and test again` })
      .click()

    await testDialog(page).getByRole('heading', { name: 'Passed: Connected' }).waitFor()
    await testDialog(page).getByRole('button', { name: 'Save' }).click()
    await page.getByText('revision 2').waitFor()
  })

  test('names what is missing in the form, on the tab where it is', async () => {
    const page = await world.open('connections/new')

    await page.getByRole('textbox', { name: /^URL/ }).fill('acme.coupahost.com')
    await page.getByRole('button', { name: 'Test Connection' }).click()
    await startIfAsked(page)
    const result = await testResult(page)

    expect(await result.textContent()).toBe('Failed: Settings incomplete or wrong')
    await expectNoAxeViolations(page)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Enter a name.').waitFor()
    await expectNoAxeViolations(page)
  })
})

describe('the form of a connection', () => {
  test('stores settings that passed, and says so in the list', async () => {
    const page = await world.open('connections/new')
    await fillConnection(page, 'Typed by hand', world.sandbox)
    await expectNoAxeViolations(page)

    const result = await runTest(page)
    expect(await result.textContent()).toBe('Passed: Connected')
    await testDialog(page).getByRole('button', { name: 'Save' }).click()

    await page.getByRole('heading', { level: 1, name: 'Typed by hand' }).waitFor()
    // The test that was run before there was a connection is its own now.
    await openTab(page, 'Tests')
    await page.getByRole('link', { name: /^Connected/ }).waitFor()
    await page.getByRole('link', { name: 'Connections', exact: true }).click()
    await page.getByRole('link', { name: /Typed by hand.*Verified/ }).waitFor()
  })

  test('warns of API keys, keeps what the other type needs, and tests them all the same', async () => {
    const page = await world.open('connections/new')
    await fillConnection(page, 'With a key', { ...world.sandbox, url: sandbox.url })
    await openTab(page, 'Connection')

    await page.getByRole('radio', { name: /API Key/ }).check()
    await page
      .getByText(/deprecated/i)
      .first()
      .waitFor()
    await setSecret(page, 'Token', sandbox.apiKey)
    await expectNoAxeViolations(page)
    const result = await runTest(page)

    expect(await result.textContent()).toBe('Passed: Connected with a deprecated API key')
    await page.keyboard.press('Escape')
    await openTab(page, 'OAuth 2.0')
    await page.getByText(/Not used with API Key/).waitFor()
    await page.getByRole('button', { name: 'Show' }).click()
    expect(await page.getByRole('textbox', { name: /^Client ID/ }).inputValue()).toBe(world.sandbox.clientId)
    await expectNoAxeViolations(page)
  })

  test('takes scopes as they are pasted from Coupa, with commas', async () => {
    const page = await world.open('connections/new')
    await openTab(page, 'OAuth 2.0')

    await page.evaluate("navigator.clipboard.writeText('core.common.read, core.invoice.read,core.supplier.read')")
    await page.getByRole('textbox', { name: /^Scope/ }).focus()
    await page.keyboard.press('Control+V')

    await page.getByRole('list', { name: 'What the scopes allow' }).getByText('core.supplier.read').waitFor()
    expect(await page.getByRole('textbox', { name: /^Scope/ }).inputValue()).toBe(
      'core.common.read core.invoice.read core.supplier.read',
    )
  })

  test('asks before what was typed is lost', async () => {
    const connection = await world.createConnection({ name: 'Half changed' })
    const page = await world.open(`connections/${connection.id}`)
    await page.getByRole('textbox', { name: /^Name/ }).fill('Changed')

    await page.getByRole('link', { name: 'Connections', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Leave without saving?' })
    await expectNoAxeViolations(page)
    await dialog.getByRole('button', { name: 'Keep editing' }).click()

    expect(await page.getByRole('textbox', { name: /^Name/ }).inputValue()).toBe('Changed')
    await page.getByRole('link', { name: 'Connections', exact: true }).click()
    await dialog.getByRole('button', { name: 'Discard changes' }).click()
    await page.getByRole('link', { name: /Half changed/ }).waitFor()
  })
})

describe('a secret', () => {
  test('is nowhere in the page, its stores or an answer after Apply', async () => {
    const canary = 'canary-5d21c7-of-the-secret'
    const page = await world.open('connections/new')
    const answers: Promise<string>[] = []
    page.on('response', (response) => {
      if (response.url().includes('/api/')) answers.push(response.text().catch(() => ''))
    })

    await fillConnection(page, 'With a canary', { ...world.sandbox, clientSecret: canary })
    await runTest(page)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'With a canary' }).waitFor()
    await page.goto(`/a/${world.account}/audit`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: 'With a canary' }).waitFor()

    const kept = String(
      await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state])'),
    )
    const texts = [await page.content(), kept, page.url(), ...(await Promise.all(answers))]
    expect(texts.length).toBeGreaterThan(8)
    expect(texts.filter((text) => text.includes(canary))).toEqual([])
  })
})
