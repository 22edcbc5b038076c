import { mkdtempDisposable, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDefinition } from '@coupa-connector/process'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectNoAxeViolations } from './support/accessibility.ts'
import { type ConsoleWorld, startConsoleWorld } from './support/console-world.ts'

let world: ConsoleWorld
let folder: Awaited<ReturnType<typeof mkdtempDisposable>>
beforeAll(async () => {
  folder = await mkdtempDisposable(join(tmpdir(), 'console-destination-'))
  world = await startConsoleWorld()
  await world.online()
  const { id } = await world.createConnection({ name: 'Acme' })
  await world.testConnection(id)
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await folder[Symbol.asyncDispose]()
})
afterEach(() => world.closePages())

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

describe('a destination', () => {
  test('is created with its settings, checked from a container, and leaves nothing behind', async () => {
    const page = await world.open('destinations')
    await page.getByRole('link', { name: 'New destination' }).click()
    await page.getByRole('radio', { name: /^Files in a folder/ }).check()
    await button(page, 'Check').click()
    await page.getByText('Enter folder.').waitFor()
    await page.getByRole('textbox', { name: 'Name' }).fill('ERP inbox')
    await page.getByRole('textbox', { name: 'Folder' }).fill(folder.path)
    await button(page, 'Check').click()
    await page.getByText('The check passed').waitFor()
    await expectNoAxeViolations(page)
    expect(await readdir(folder.path)).toEqual([])

    await button(page, 'Save and close').click()

    await page.getByRole('link', { name: /ERP inbox/ }).waitFor()
    await expectNoAxeViolations(page)
  })

  test('says at which stage a check fails, and what to do', async () => {
    const page = await world.open('destinations/new?kind=postgresql')
    await page.getByRole('textbox', { name: 'Name' }).fill('Warehouse')
    await page.getByRole('textbox', { name: 'URL' }).fill('postgresql://me@127.0.0.1:1/none')
    await button(page, 'Check').click()

    await page.getByText('The check failed').waitFor()
    await page.getByRole('list', { name: 'Stages' }).getByText('Failed', { exact: true }).waitFor()
    await expectNoAxeViolations(page)
  })
})

describe('a new process', () => {
  test('goes from a template by a preview with real records to a schedule in test', async () => {
    const page = await world.open('processes/new')
    await page.getByRole('searchbox', { name: 'Search templates' }).fill('approved and voided invoices')
    await page.getByRole('radio', { name: /^Send approved and voided invoices/ }).check()
    await expectNoAxeViolations(page)
    await button(page, 'Next: Connection').click()
    await page.getByRole('combobox', { name: 'Connection' }).click()
    await page.getByRole('option', { name: 'Acme' }).click()
    await page.getByText(/every scope that the process needs/).waitFor()
    await expectNoAxeViolations(page)
    await button(page, 'Next: What').click()
    await page.getByRole('checkbox', { name: 'internal-note' }).uncheck()
    await expectNoAxeViolations(page)
    await button(page, 'Next: Where').click()
    await page.getByRole('radio', { name: /^ERP inbox/ }).check()
    await page.getByRole('combobox', { name: 'Format' }).click()
    await page.getByRole('option', { name: 'CSV' }).click()
    await expectNoAxeViolations(page)
    await button(page, 'Next: How').click()
    await page.getByRole('radio', { name: /^After an answer/ }).check()
    await expectNoAxeViolations(page)
    await button(page, 'Next: When').click()
    await page.getByRole('radio', { name: 'Every day' }).check()
    await page.getByRole('textbox', { name: 'Time', exact: true }).fill('04:30')
    await page.getByRole('heading', { name: /^At 04:30/ }).waitFor()
    await expectNoAxeViolations(page)

    // Nothing is lost by going back, nor by loading the page anew.
    await page.goBack()
    await page.reload()
    expect(await page.getByRole('radio', { name: /^After an answer/ }).isChecked()).toBe(true)
    await page.getByRole('link', { name: 'Preview and deploy' }).click()

    await button(page, 'Show a preview').click()
    await page.getByText(/Requests that were sent to Coupa: \d+, none of which changes anything/).waitFor()
    await page.getByRole('heading', { name: 'In Coupa' }).first().waitFor()
    await expectNoAxeViolations(page)
    expect(await readdir(folder.path)).toEqual([])
    await button(page, 'Deploy to test').click()
    await page.waitForURL(/\/processes\/[0-9a-f-]{36}/)

    const query = { name: 'invoices-ok-to-pay' }
    const { body } = await world.owner.client.call('processes.list', { params: { account: world.account }, query })
    const [process] = body.items
    expect(process?.deployments[0]?.schedules[0]?.words).toMatch(/^At 04:30/)
    const version = await world.owner.client.call('process.version', {
      params: { account: world.account, process: process?.id ?? '', number: 1 },
    })
    expect(version.body.definition).toMatchObject({ acknowledge: { mode: 'after-answer' } })
    expect(JSON.stringify(version.body.definition)).not.toContain('internal-note')
  })

  test('begins from a query of Explore', async () => {
    const page = await world.open('explore?resource=suppliers&query=fields%3Did%2Cname%26where%3Dstatus+eq+active')
    await page.waitForURL(/connection=/)
    await button(page, 'Save as process').click()

    await page.waitForURL(/processes\/new\?step=connection/)
    await button(page, 'Next: What').click()
    await page.getByText(/^3 of \d+/).waitFor()
    expect(await page.getByRole('textbox', { name: 'Value of condition 1' }).inputValue()).toBe('active')
  })
})

describe('the editor of a process', () => {
  test('changes a mapping beside its preview, keeps what is not right, and stores a version', async () => {
    const process = await applyProcess('in-tables')
    const page = await world.open(`processes/${process}/edit?tab=mapping`)
    const paid = page.getByRole('combobox', { name: 'Where paid comes from' })
    const expression = page.getByRole('textbox', { name: 'Expression of paid' })
    await button(page, 'Show a preview').click()
    await page.getByText(/Requests that were sent to Coupa: \d+, none of which changes anything/).waitFor()

    await paid.selectOption('Expression')
    await expression.fill('invoice-number +')
    await page.getByText(/is not a JSONata expression: .* at character 16/).waitFor()
    await page.reload()
    expect(await expression.inputValue()).toBe('invoice-number +')
    expect(await button(page, 'Save as version 2').isDisabled()).toBe(true)
    await expectNoAxeViolations(page)
    await expression.fill("status = 'voided'")
    await button(page, 'Choose fields').click()
    await page.getByText('With values of 3 real records.').waitFor()
    await button(page, 'Fields of custom-fields').click()
    await page.getByRole('checkbox', { name: /^erp-number/ }).check()
    await expectNoAxeViolations(page)
    await button(page, 'Take these fields').click()
    await page.getByRole('textbox', { name: 'What changes, for whoever reads it' }).fill('The number of the ERP')
    await button(page, 'Save as version 2').click()

    await page.waitForURL(/view=versions/)
    const params = { account: world.account, process, number: 2 }
    const { body } = await world.owner.client.call('process.version', { params })
    expect(body.note).toBe('The number of the ERP')
    expect(body.definition).toMatchObject({
      mapping: {
        tables: {
          invoice: {
            columns: {
              paid: { expr: "status = 'voided'", as: 'boolean' },
              custom_fields_erp_number: 'custom-fields.erp-number',
            },
          },
        },
      },
    })
  })

  test('says what waits for an answer, from where it comes, and which destination that is', async () => {
    const params = { account: world.account }
    const answers = `${folder.path}/answers`
    for (const [name, place] of [
      ['Archive', folder.path],
      ['Answers of the ERP', answers],
    ] as const) {
      const body = { name, kind: 'files', settings: { folder: place } }
      await world.owner.client.call('destinations.create', { params, body })
    }
    const process = await applyProcess('with-answers')
    const page = await world.open(`processes/${process}/edit?tab=acknowledge`)
    await page
      .getByRole('combobox', { name: 'Mark as exported in Coupa' })
      .selectOption('When its consumer has accepted it')
    await page.getByRole('combobox', { name: 'Answers' }).selectOption('Files in a folder of the container')
    await expectNoAxeViolations(page)
    await button(page, 'Save as version 2').click()

    await button(page, 'Deploy version 2').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Connection to Coupa' }).selectOption('Acme')
    await dialog.getByRole('combobox', { name: 'Other end' }).selectOption('Archive')
    await dialog
      .getByRole('combobox', { name: 'Where the consumer puts its answers' })
      .selectOption(`Answers of the ERP · ${answers}`)
    await dialog.getByRole('combobox', { name: 'Runs on' }).selectOption({ index: 1 })
    await expectNoAxeViolations(page)
    await dialog.getByRole('button', { name: 'Deploy', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })

    await page.getByRole('tab', { name: 'Values' }).click()
    await page.getByRole('cell', { name: 'Answers of the ERP · files' }).waitFor()
    await expectNoAxeViolations(page)
  })
})

describe('what waits for a person', () => {
  test('is grouped by its sentence, dismissed with a reason, and answered by hand', async () => {
    const params = { account: world.account }
    const deployment = await deployProcess()
    await leaveOpenWork(deployment)
    const page = await world.open('failures')
    await button(page, /Value "ACME" is too long/).click()
    await page.getByRole('list', { name: 'Records' }).getByText('1001').waitFor()
    await expectNoAxeViolations(page)
    await button(page, 'Open 1001').click()
    await page.getByRole('heading', { name: 'As it was read' }).waitFor()
    await expectNoAxeViolations(page)
    await button(page, 'Close').click()
    await page.getByRole('checkbox', { name: 'Select 1001' }).check()
    await button(page, 'Dismiss 1 selected').click()
    await page.getByRole('textbox', { name: 'Reason' }).fill('A duplicate')
    await expectNoAxeViolations(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Dismiss' }).click()
    await page.getByText('1 record in 1 group').waitFor()

    await page.getByRole('link', { name: 'Answers' }).click()
    await button(page, 'Refuse 2001').click()
    await page.getByRole('textbox', { name: 'Reason' }).fill('Cost center 400 is closed')
    await expectNoAxeViolations(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Refuse' }).click()
    await page.getByText('2001 is refused.').waitFor()
    await button(page, 'Upload answers').click()
    await page.locator('input[type=file]').setInputFiles({
      name: 'answers.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('id,outcome,documentNumber\n2002,accepted,5100004711\nx,accepted,\n'),
    })
    await page.getByText('Line 3 has the id "x", which is not a whole number.').waitFor()
    await expectNoAxeViolations(page)
    await button(page, 'Give 1 answer').click()
    await page.getByText(/1 accepted, 0 refused\./).waitFor()

    const waiting = await world.owner.client.call('answers.waiting', { params: { ...params, deployment }, query: {} })
    expect(waiting.body.items).toEqual([])
  })

  test('is shown to a viewer, who can do nothing with it', async () => {
    const viewer = await world.addPerson('viewer')
    const page = await world.open('failures', { person: viewer })
    await button(page, /is too long/).click()
    await page.getByRole('list', { name: 'Records' }).waitFor()

    expect(await button(page, /^(?:Retry|Dismiss) /).count()).toBe(0)
  })
})

/** A process that waits for answers, deployed to test. */
/** Stores a process of invoices in tables; returns its id. */
async function applyProcess(name: string): Promise<string> {
  const params = { account: world.account }
  const made = { template: 'E01', destination: 'files', format: 'csv', shape: 'tables', name } as const
  const body = { definition: createDefinition(made) as never }
  return (await world.owner.client.call('processes.apply', { params, body })).body.process ?? ''
}

async function deployProcess(): Promise<string> {
  const params = { account: world.account }
  const { client } = world.owner
  const choice = { template: 'E04', destination: 'files', acknowledge: 'after-answer', name: 'orders-to-erp' }
  const body = { definition: createDefinition(choice) as never }
  const { process, version } = (await client.call('processes.apply', { params, body })).body
  const { items } = (await client.call('environments.list', { params })).body
  const [container] = await world.online()
  const target = { name: 'Orders', kind: 'files', settings: { folder: folder.path } }
  const destination = (await client.call('destinations.create', { params, body: target })).body.id
  const connection = (await client.call('connections.list', { params, query: {} })).body.items[0]?.id ?? ''
  const environment = items.find(({ classification }) => classification === 'test')?.id ?? ''
  const deployed = await client.call('process.deploy', {
    params: { ...params, process: process ?? '', environment },
    body: { version, container: container?.id ?? '', connection, destination },
  })
  return deployed.body.id
}

/** Two records that were set aside for the same reason, and two that wait for an answer. */
async function leaveOpenWork(deployment: string): Promise<void> {
  await world.withDatabase(async (db) => {
    const now = new Date()
    const failed = { deployment_id: deployment, stage: 'deliver', class: 'invalid', code: 'VALUE_REFUSED', attempts: 1 }
    await db
      .insertInto('process_failure')
      .values(
        ['ACME', 'Meridian'].map((value, index) => ({
          ...{ ...failed, record_id: String(1001 + index), message: `Value "${value}" is too long` },
          ...{ field: 'supplier.name', state: 'open' as const, run: 'run', first_seen_at: now, last_seen_at: now },
        })),
      )
      .execute()
    const delivered = {
      deployment_id: deployment,
      hash: 'h',
      state: 'waiting',
      run: 'run',
      batch: 'b1',
      updated_at: null,
    }
    await db
      .insertInto('process_record')
      .values(['2001', '2002'].map((record_id, sequence) => ({ ...delivered, record_id, sequence })))
      .execute()
  })
}
