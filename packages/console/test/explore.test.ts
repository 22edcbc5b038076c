import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectNoAxeViolations } from './support/accessibility.ts'
import { type ConsoleWorld, startConsoleWorld } from './support/console-world.ts'
import { expectFitsWidth } from './support/layout.ts'
import { phone } from './support/watched-page.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await startConsoleWorld()
  await world.online()
})
afterAll(() => world[Symbol.asyncDispose]())
afterEach(() => world.closePages())

describe('the start page', () => {
  test('leads a new account to its first step', async () => {
    const page = await world.open('')

    await page.getByRole('button', { name: 'Try with the sandbox' }).waitFor()
    await expectNoAxeViolations(page)
    await page.getByRole('link', { name: 'Connect your Coupa' }).click()

    await page.waitForURL(/\/connections\/new/)
  })
})

describe('explore', () => {
  test('reads records, opens one, and exports what is shown', async () => {
    const connection = await world.createConnection({ name: 'Sandbox' })
    await world.testConnection(connection.id)
    const page = await world.open(`explore?connection=${connection.id}`)

    await page.getByRole('combobox', { name: 'Resource' }).fill('invoices')
    await page.getByRole('option', { name: /^Invoices? ?invoices$/ }).click()
    await page.getByRole('button', { name: 'Run', exact: true }).click()

    await page.getByRole('heading', { name: '50 records' }).waitFor()
    await page.getByRole('button', { name: 'Load more' }).waitFor()
    await expectNoAxeViolations(page)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: /^Export .* as CSV$/ }).click()
    const csv = await readFile(await (await download).path(), 'utf8')
    expect(csv).toMatch(/^id,invoice-number,/)
    expect(csv.split('\r\n')).toHaveLength(52)

    await page
      .getByRole('button', { name: /^Open record/ })
      .first()
      .click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('button', { name: 'Read all fields' }).click()
    await drawer.getByText('total-with-taxes', { exact: true }).first().waitFor()
    await drawer.getByRole('button', { name: 'Read all fields' }).waitFor({ state: 'detached' })
    await expectNoAxeViolations(page)
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'detached' })

    await page.getByRole('button', { name: 'Load more' }).click()
    await page.getByRole('heading', { name: '100 records' }).waitFor()
    await page.getByRole('row').nth(3).getByRole('cell').last().click()
    await drawer.waitFor()
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'detached' })

    await page.getByRole('tab', { name: 'Request' }).click()
    await page
      .getByText(/GET .*\/api\/invoices\?/)
      .first()
      .waitFor()
    await page.getByRole('tab', { name: 'XML' }).click()
    await page.getByText('<invoice-headers type="array">').waitFor()
  })

  test('keeps the query in the address, and says what a mistake was', async () => {
    const connection = await world.createConnection({ name: 'Other sandbox' })
    await world.testConnection(connection.id)
    const query = encodeURIComponent('fields=id,status,supplier.name&where=status eq approved&order=-id&limit=5')
    const page = await world.open(`explore?connection=${connection.id}&resource=invoices&query=${query}`)

    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByRole('heading', { name: '5 records' }).waitFor()
    expect(await page.getByRole('columnheader').allTextContents()).toEqual(['id', 'status', 'supplier.name'])

    await page.getByRole('button', { name: 'Edit query' }).click()
    await page.getByRole('combobox', { name: 'Field of filter 1' }).fill('statuss')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page
      .getByRole('alert')
      .getByText(/statuss/)
      .first()
      .waitFor()
    expect(new URL(page.url()).searchParams.get('query')).toContain('statuss')

    await page.getByRole('button', { name: 'Command line or TypeScript' }).click()
    await page.getByText(/coupa-connector hub run query 'Other sandbox' invoices/).waitFor()
    await expectNoAxeViolations(page)
  })

  test('opens a link that names a resource alone with a few telling fields, as the list does', async () => {
    const connection = await world.createConnection({ name: 'Linked' })
    const page = await world.open(`explore?connection=${connection.id}&resource=invoices`)

    await page.getByRole('radio', { name: 'Selected fields' }).waitFor()
    expect(await page.getByRole('radio', { name: 'Selected fields' }).isChecked()).toBe(true)
    await page.getByRole('radio', { name: 'All fields' }).check()
    await page.reload()
    await page.getByRole('radio', { name: 'All fields' }).waitFor()
    expect(await page.getByRole('radio', { name: 'All fields' }).isChecked()).toBe(true)
  })

  test('says what an unfinished filter lacks, also where the query is taken elsewhere', async () => {
    const connection = await world.createConnection({ name: 'Unfinished' })
    await world.testConnection(connection.id)
    const page = await world.open(`explore?connection=${connection.id}`)
    await page.getByRole('button', { name: 'Invoices', exact: true }).click()
    await page.getByRole('button', { name: 'Add filter' }).click()
    await page.getByRole('combobox', { name: 'Field of filter 1' }).fill('status')
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Command line or TypeScript' }).click()
    await page.getByText('The query is not finished').waitFor()
    expect(await page.getByRole('region', { name: 'Through the hub' }).textContent()).not.toContain('--where')
    await expectNoAxeViolations(page)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Run', exact: true }).click()

    await page.getByRole('alert').getByText('Filter 1: enter a value, or choose "has no value".').waitFor()
    await expectNoAxeViolations(page)
  })

  test('fits a phone', async () => {
    const connection = await world.createConnection({ name: 'Draft' })
    const page = await world.open(`explore?connection=${connection.id}&resource=suppliers&query=fields%3Did%2Cname`, {
      viewport: phone,
    })

    await page.getByRole('button', { name: 'Choose fields' }).click()
    await page.getByRole('button', { name: 'Fields of primary-contact' }).click()
    await page.getByRole('button', { name: 'Add filter' }).click()
    await page.keyboard.press('Escape')
    await expectFitsWidth(page)
    await expectNoAxeViolations(page)
  })

  test('explains to a viewer why nothing can be run', async () => {
    const viewer = await world.addPerson('viewer')
    const page = await world.open('explore', { person: viewer })

    await page.getByText('Your role does not allow reading records').waitFor()
    await expectNoAxeViolations(page)
  })
})

describe('proposals', () => {
  test('are approved by a person who has seen the change field by field', async () => {
    const connection = await world.createConnection({ name: 'With proposals' })
    await world.testConnection(connection.id)
    const { client } = world.owner
    const params = { account: world.account, connection: connection.id }
    const suppliers = {
      action: 'query',
      resource: 'suppliers',
      query: { fields: ['id', 'website'] },
      limit: 1,
    } as const
    const [container] = await world.online()
    const body = { container: container?.id ?? '', operation: suppliers }
    const read = await client.call('reads.start', { params, body })
    const job = { params: { account: world.account, job: read.body.id }, query: { waitMs: 20_000 } }
    const [supplier] = (await client.call('job.get', job)).body.result?.records ?? []
    const operation = {
      action: 'update',
      resource: 'suppliers',
      id: Number(supplier?.id),
      record: { website: 'https://moved.example' },
      expected: { website: supplier?.website ?? null },
    } as const
    const proposed = { operation, reason: 'They moved, says their mail.', agent: 'an agent 1.0' }
    await client.call('proposals.create', { params, body: proposed })
    const page = await world.open('proposals')

    await page.getByRole('link', { name: /^Change suppliers/ }).click()
    await page.getByRole('cell', { name: 'https://moved.example' }).waitFor()
    await page.getByText('They moved, says their mail.').waitFor()
    await page.getByRole('textbox', { name: 'Note for the agent' }).fill('Looked it up.')
    await page.getByRole('button', { name: 'Approve and carry out' }).click()

    await page.getByText('Carried out', { exact: true }).waitFor()
    await page.getByText(/Approved by .*Looked it up\.$/).waitFor()
    await page.getByRole('button', { name: 'Approve and carry out' }).waitFor({ state: 'detached' })
    await expectNoAxeViolations(page)
  })

  test('are let through by rules that an administrator makes', async () => {
    await world.createConnection({ name: 'With rules' })
    const page = await world.open('proposals')

    await page.getByRole('link', { name: 'Changes that need no person' }).click()
    await page.getByText('No rules: a person decides every change').waitFor()
    await page.getByRole('button', { name: 'New rule' }).click()
    const dialog = page.getByRole('dialog', { name: 'Let changes through' })
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Web sites')
    await dialog.getByRole('combobox', { name: 'Connection' }).fill('With rules')
    await page.getByRole('option', { name: 'With rules' }).click()
    await dialog.getByRole('combobox', { name: 'Resource' }).fill('suppliers')
    await page.getByRole('option', { name: 'Suppliers', exact: true }).click()
    await dialog.getByRole('combobox', { name: 'Fields' }).fill('website')
    await page.getByRole('option', { name: 'website' }).click()
    await dialog.getByRole('textbox', { name: 'Name' }).focus()
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await expectNoAxeViolations(page)
    await dialog.getByRole('button', { name: 'Let through' }).click()

    await page.getByText('Change suppliers: website · With rules · 0 of 10 changes in 24 hours').waitFor()
    await expectNoAxeViolations(page)
  })
})
