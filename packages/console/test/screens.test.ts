import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectNoAxeViolations } from './support/accessibility.ts'
import { type ConsoleWorld, startConsoleWorld } from './support/console-world.ts'
import { expectFitsWidth } from './support/layout.ts'
import { phone } from './support/watched-page.ts'

let world: ConsoleWorld
const ids: Record<string, string> = {}
beforeAll(async () => {
  world = await startConsoleWorld()
  const [container] = await world.online()
  const connection = await world.createConnection({ name: 'Acme', labels: ['production'], folder: 'Finance' })
  const failing = await world.createConnection({ name: 'Failing', clientSecret: 'not the secret' })
  const test = await world.testConnection(connection.id)
  const failed = await world.testConnection(failing.id)
  const params = { account: world.account }
  const { body } = await world.owner.client.call('tests.startMatrix', { params, body: { connection: connection.id } })
  await world.addPerson('viewer', 'Vera Lund')
  const destination = await world.owner.client.call('destinations.create', {
    params,
    body: { name: 'ERP inbox', kind: 'files', settings: { folder: '/data/coupa' } },
  })
  const proposal = await world.owner.client.call('proposals.create', {
    params: { ...params, connection: connection.id },
    body: {
      operation: {
        action: 'update',
        resource: 'suppliers',
        id: 7,
        record: { website: 'https://new.example' },
        expected: {},
      },
      reason: 'The web site moved.',
      agent: 'an agent',
    },
  })
  Object.assign(ids, {
    PROPOSAL: proposal.body.id,
    CONNECTION: connection.id,
    CONTAINER: container?.id,
    TEST: test.id,
    FAILED: failed.id,
    MATRIX: body.matrix,
    DESTINATION: destination.body.id,
  })
})
afterAll(() => world[Symbol.asyncDispose]())
afterEach(() => world.closePages())

const addresses = [
  '',
  'connections',
  'connections?search=nothing+has+this',
  'connections/new',
  'connections/CONNECTION',
  'connections/CONNECTION?view=oauth-2.0',
  'connections/CONNECTION?view=revisions',
  'connections/CONNECTION?test=1',
  'connections/00000000-0000-4000-8000-000000000000',
  'processes',
  'processes/00000000-0000-4000-8000-000000000000',
  'runs',
  'runs/00000000-0000-4000-8000-000000000000',
  'destinations',
  'destinations?search=nothing+has+this',
  'destinations/new',
  'destinations/new?kind=sftp',
  'destinations/DESTINATION',
  'processes/new',
  'processes/new?step=when',
  'processes/new?step=preview',
  'failures',
  'failures?state=dismissed',
  'answers',
  'records',
  'records?key=INV-none',
  'proposals',
  'proposals?all=1',
  'proposals/PROPOSAL',
  'proposals/rules',
  'proposals/00000000-0000-4000-8000-000000000000',
  'explore',
  'explore?connection=CONNECTION&resource=suppliers',
  'history',
  'alerts',
  'alerts?view=rules',
  'alerts?view=channels',
  'alerts?view=messages',
  'tests',
  'tests?connection=CONNECTION',
  'tests/TEST',
  'tests/FAILED',
  'matrices/MATRIX',
  'containers',
  'containers?enroll=atom',
  'containers/CONTAINER',
  'people',
  'keys',
  'settings',
  'audit',
  'profile',
  'nowhere',
]
const openAddresses = [
  '/sign-in',
  '/set-up',
  '/set-up#of-another-time',
  '/invitation',
  '/forgot-password',
  '/password-reset',
]

describe('every screen', () => {
  test.each(addresses)('of the account is for everybody, and fits a phone: %s', async (address) => {
    const page = await world.open(
      address.replaceAll(/[A-Z]{4,}/g, (name) => ids[name] ?? name),
      { viewport: { width: 1280, height: 800 } },
    )
    await page.getByRole('heading').first().waitFor()
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
    await page.waitForLoadState('networkidle')

    await expectNoAxeViolations(page)
    await expectFitsWidth(page)
    await page.setViewportSize(phone)
    await expectFitsWidth(page)
    await expectNoAxeViolations(page)
    expect(await page.title()).toMatch(/Coupa Connector$/)
  })

  test('whose menus are open is for everybody', async () => {
    const page = await world.open(`connections/${ids.CONNECTION}`)
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).waitFor()
    await expectNoAxeViolations(page)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Account: / }).click()
    await page.getByRole('menuitem', { name: 'Create an account' }).waitFor()
    await expectNoAxeViolations(page)
  })

  test.each(openAddresses)('before signing in is for everybody, and fits a phone: %s', async (address) => {
    const page = await world.open(address, { person: undefined, viewport: phone })
    await page.getByRole('heading').first().waitFor()

    await expectNoAxeViolations(page)
    await expectFitsWidth(page)
  })
})
