import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Deployment } from '@coupa-connector/protocol'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { expectNoAxeViolations } from './support/accessibility.ts'
import { type ConsoleWorld, startConsoleWorld } from './support/console-world.ts'
import { expectFitsWidth } from './support/layout.ts'
import { createProcessKit, type ProcessKit } from './support/processes.ts'
import { phone } from './support/watched-page.ts'

let world: ConsoleWorld
let kit: ProcessKit
/** Suppliers to a folder, in test and in production, with two versions. */
let copy: { process: string; test: Deployment; production: Deployment; run: string }
/** Refuses every record. */
let refusing: { process: string; deployment: Deployment; run: string }

beforeAll(async () => {
  world = await startConsoleWorld()
  kit = await createProcessKit(world)
  const definition = kit.define('supplier-copy')
  const process = await kit.apply(definition, 'first version')
  const later = kit.define('supplier-copy', (draft) => {
    Object.assign(draft.source ?? {}, { where: { status: 'active' } })
  })
  await kit.apply(later, 'active ones alone')
  const test = await kit.deploy(process, 'test', { schedules: [{ cron: '15 6 * * *', zone: 'Asia/Tokyo' }] })
  const production = await kit.deploy(process, 'production', { settings: { folder: `${test.id}-production` } })
  copy = { process, test, production, run: (await kit.run(test.id, { limit: 5 })).id }
  const strict = kit.define('strict-copy', (draft) => {
    Object.assign(draft.mapping?.columns as object, { name: { path: 'name', as: 'integer' } })
    draft.limits = { errors: { max: 1000, share: 1 } }
  })
  const strictProcess = await kit.apply(strict)
  const deployment = await kit.deploy(strictProcess, 'test')
  refusing = { process: strictProcess, deployment, run: (await kit.run(deployment.id, { limit: 3 })).id }
}, 180_000)
afterAll(async () => {
  await kit[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
})
afterEach(() => world.closePages())

async function expectWellMade(page: Page): Promise<void> {
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
  await expectNoAxeViolations(page)
  await expectFitsWidth(page)
  await page.setViewportSize(phone)
  await expectFitsWidth(page)
  await expectNoAxeViolations(page)
}

/** Presses Tab until a part of the page has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed++) {
    if (await hasFocus(wanted)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`The focus does not come to ${wanted}`)
}

async function hasFocus(part: Locator): Promise<boolean> {
  return await part.evaluate((element) => element === element.ownerDocument.activeElement)
}

async function expectFocus(part: Locator): Promise<void> {
  await expect.poll(() => hasFocus(part)).toBe(true)
}

describe('the list of processes', () => {
  test('says of each how it does where it is deployed, and leads to it', async () => {
    const page = await world.open('processes')
    const row = page.getByRole('listitem').filter({ hasText: 'supplier-copy' })

    await row.getByText('Healthy').waitFor()
    await row.getByText('Never run').waitFor()
    await row.getByText(/5 records/).waitFor()
    await page.getByRole('listitem').filter({ hasText: 'strict-copy' }).getByText('3 set aside').waitFor()
    await page.getByRole('link', { name: 'supplier-copy' }).click()
    await page.getByRole('heading', { level: 1, name: 'supplier-copy' }).waitFor()
    await page.goBack()
    await row.waitFor()
    await expectWellMade(page)
  })

  test('narrows by state, direction, environment and words, and keeps them in the address', async () => {
    const page = await world.open('processes')
    await page.getByRole('button', { name: /^Records set aside/ }).click()
    await page.getByRole('link', { name: 'supplier-copy' }).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'strict-copy' }).waitFor()
    expect(new URL(page.url()).searchParams.get('state')).toBe('set-aside')
    await page.reload()
    await page.getByRole('link', { name: 'strict-copy' }).waitFor()
    await page.getByRole('button', { name: 'production' }).click()
    await page.getByText('No matching processes').waitFor()
    await page.getByRole('button', { name: 'Show all processes' }).click()
    await page.getByRole('searchbox', { name: 'Search processes' }).fill('copy erp')

    await page.getByRole('link', { name: 'supplier-copy' }).waitFor()
    await page.getByRole('button', { name: 'Into Coupa' }).click()
    await page.getByText('No matching processes').waitFor()
    expect(new URL(page.url()).searchParams.get('direction')).toBe('in')
  })

  test('starts a run in a test environment at once, by keyboard alone', async () => {
    const page = await world.open('processes')
    await page.getByRole('button', { name: 'Run or pause strict-copy' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'strict-copy' })
    await dialog.getByRole('button', { name: 'Run now' }).press('Enter')

    await dialog.getByRole('link', { name: 'Watch it' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Run of strict-copy' }).waitFor()
    await page.getByRole('definition').filter({ hasText: /^\d+$/ }).first().waitFor()
    await page.getByText(/^(Partly succeeded|Succeeded)$/).waitFor({ timeout: 30_000 })
  })
})

describe('a process', () => {
  test('is paused with a reason that everybody reads, and resumed', async () => {
    const page = await world.open(`processes/${copy.process}`)
    const place = page.getByRole('region', { name: 'In test' })
    await place.getByText('At 06:15, in Asia/Tokyo').waitFor()
    await expect.poll(() => place.getByRole('list', { name: 'Next runs' }).getByRole('listitem').count()).toBe(5)
    await place.getByRole('button', { name: 'Pause' }).click()
    const dialog = page.getByRole('dialog', { name: 'Pause supplier-copy in test' })
    await dialog.getByLabel('Reason').fill('Month end')
    await expectNoAxeViolations(page)
    await dialog.getByRole('button', { name: 'Pause' }).click()
    await place.getByText(/Paused .* by Anna Berg: Month end/).waitFor()
    await place.getByRole('button', { name: 'Resume' }).click()
    await place.getByRole('button', { name: 'Pause' }).waitFor()

    await expectWellMade(page)
  })

  test('says before a run in production that it is production', async () => {
    const page = await world.open(`processes/${copy.process}`)
    await page.getByRole('region', { name: 'In production' }).getByRole('button', { name: 'Run now' }).click()
    const dialog = page.getByRole('dialog', { name: 'Run supplier-copy in production' })

    await dialog.getByText('This is production.').waitFor()
    await expectNoAxeViolations(page)
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    const params = { account: world.account }
    const { body } = await world.owner.client.call('runs.list', { params, query: { deployment: copy.production.id } })
    expect(body.items).toEqual([])
  })

  test('shows its definition in words and as JSON, by version', async () => {
    const page = await world.open(`processes/${copy.process}?view=definition`)
    await page.getByRole('region', { name: 'Source' }).getByText('suppliers', { exact: true }).waitFor()
    await page.getByRole('region', { name: 'Source' }).getByText('is active').waitFor()
    await page.getByRole('rowheader', { name: /^id/ }).first().waitFor()
    await expectWellMade(page)
    await page.getByRole('combobox', { name: 'Version' }).selectOption('1')
    await page.getByText('is active').waitFor({ state: 'detached' })
    await page.getByText('JSON', { exact: true }).click()

    await page.getByRole('region', { name: 'Definition' }).getByText('"process": "supplier-copy"').waitFor()
    expect(new URL(page.url()).searchParams.get('version')).toBe('1')
  })

  test('says what a version changes, deploys it to production once its name is typed, and rolls back', async () => {
    const page = await world.open(`processes/${copy.process}?view=versions`)
    await page.getByRole('link', { name: 'What changed' }).click()
    await page.getByText('is active').waitFor()
    await page.getByText(/It reads from the beginning/).waitFor()
    await expectWellMade(page)
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.getByRole('button', { name: 'Deploy version 2' }).click()
    const dialog = page.getByRole('dialog', { name: 'Deploy version 2 of supplier-copy' })
    await dialog.getByLabel('Environment').selectOption({ label: 'production: version 1 now' })
    await dialog.getByText('Version 2 replaces version 1').waitFor()
    const deploy = dialog.getByRole('button', { name: 'Deploy' })
    expect(await deploy.isDisabled()).toBe(true)
    await dialog.getByLabel('Type the name of the process to continue').fill('supplier-copy')
    await expectNoAxeViolations(page)
    await deploy.click()
    await dialog.waitFor({ state: 'detached' })

    await page.getByRole('tab', { name: 'Overview' }).click()
    const place = page.getByRole('region', { name: 'In production' })
    await place.getByText('Version 2').waitFor()
    await place.getByRole('button', { name: 'Roll back to 1' }).click()
    const back = page.getByRole('dialog', { name: 'Roll supplier-copy back in production' })
    await back.getByLabel('Type its name to continue').fill('supplier-copy')
    await back.getByRole('button', { name: 'Roll back' }).click()
    await place.getByText('Version 1').waitFor()
    const params = { account: world.account, deployment: copy.production.id }
    expect((await world.owner.client.call('deployment.get', { params })).body).toMatchObject({
      version: 1,
      settings: { folder: `${copy.test.id}-production` },
    })
  })
})

describe('a run', () => {
  test('proves what it delivered', async () => {
    const page = await world.open(`runs/${copy.run}`)
    await page.getByText('Succeeded').waitFor()
    await page.getByRole('cell', { name: /\.csv$/ }).waitFor()

    await expectWellMade(page)
  })

  test('tries again what it set aside', async () => {
    const params = { account: world.account, deployment: refusing.deployment.id }
    const { body } = await world.owner.client.call('failures.list', { params, query: { state: 'open', limit: 1 } })
    const page = await world.open(`runs/${body.items[0]?.run}`)
    await page.getByRole('button', { name: 'Retry what was set aside' }).click()

    await page.getByText('retried by Anna Berg').waitFor()
    await page.getByText('Partly succeeded').waitFor({ timeout: 30_000 })
    await page.goBack()
    await page.getByText(/^Nothing that this run set aside is still open/).waitFor()
  })

  test('ends at the wish of an operator while it still waits', async () => {
    const params = { account: world.account, deployment: copy.test.id }
    await world.owner.client.call('deployment.pause', { params, body: { reason: '' } })
    const body = { params, body: {}, idempotencyKey: crypto.randomUUID() }
    const waiting = (await world.owner.client.call('runs.start', body)).body
    const page = await world.open(`runs/${waiting.id}`)
    await page.getByRole('button', { name: 'Cancel run' }).or(page.getByText('Succeeded')).first().waitFor()
    const button = page.getByRole('button', { name: 'Cancel run' })
    if (await button.isVisible()) await button.click()

    await page.getByText(/^(Canceled|Succeeded)$/).waitFor({ timeout: 30_000 })
    await world.owner.client.call('deployment.resume', { params })
  })

  test('is found in the list of all runs by what became of it', async () => {
    const page = await world.open('runs?state=partial')
    await page.getByRole('list', { name: 'Runs' }).getByText('strict-copy').first().waitFor()
    expect(await page.getByRole('list', { name: 'Runs' }).getByText('supplier-copy').count()).toBe(0)
    await expectWellMade(page)
    await page.getByRole('button', { name: 'production' }).click()

    await page.getByText('No matching runs').waitFor()
  })
})

describe('a look at a process', () => {
  test('previews the next records, which changes nothing', async () => {
    const page = await world.open(`processes/${refusing.process}`)
    await page.getByRole('button', { name: 'More in test' }).click()
    await page.getByRole('menuitem', { name: /^Preview/ }).waitFor()
    await expectNoAxeViolations(page)
    await page.getByRole('menuitem', { name: /^Preview/ }).click()

    await page.getByRole('heading', { level: 1, name: 'Preview of strict-copy' }).waitFor()
    await page
      .getByText(/would be set aside: supplier\.name: "/)
      .first()
      .waitFor({ timeout: 30_000 })
    await expectWellMade(page)
  })
})

describe('a record', () => {
  test('is found from the header with all that became of it, read, and tried again', async () => {
    const params = { account: world.account, deployment: refusing.deployment.id }
    const { body } = await world.owner.client.call('failures.list', { params, query: { state: 'open', limit: 1 } })
    const page = await world.open('')
    await page.getByRole('searchbox', { name: 'Find a record' }).fill(body.items[0]?.id ?? '')
    await page.keyboard.press('Enter')
    const places = page.getByRole('list', { name: 'Places' }).getByRole('listitem')
    await places.filter({ hasText: 'supplier-copy' }).getByText('Delivered').waitFor()
    const aside = places.filter({ hasText: 'strict-copy' })
    await aside.getByText('is not a whole number').waitFor()
    await aside.getByRole('button', { name: 'Open record' }).click()
    await page.getByRole('region', { name: 'As it was read', exact: true }).waitFor()
    await expectNoAxeViolations(page)
    await page.keyboard.press('Escape')
    await aside.getByRole('button', { name: 'Retry' }).click()

    await page.getByRole('status').getByText('set aside again').waitFor({ timeout: 30_000 })
    await expectWellMade(page)
  })
})

describe('a record that Coupa refused', () => {
  test('is found, corrected and tried again by keyboard alone, and the focus is never lost', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'supplier-files-'))
    await writeFile(join(folder.path, 'suppliers.csv'), 'number,name\nS-90001,First of the file\nS-90002,\n')
    await load(folder.path)
    const page = await world.open('failures')
    const group = page.getByRole('button', { name: /^Name can't be blank/ })
    await group.waitFor()
    await tabTo(page, group)
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByRole('button', { name: 'Open S-90002' }))
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Record S-90002' })
    await expectFocus(dialog.getByRole('textbox', { name: 'name', exact: true }))
    await expectNoAxeViolations(page)
    await page.keyboard.type('Second of the file')

    await page.keyboard.press('Enter')

    await dialog.waitFor({ state: 'detached' })
    const outcome = page.getByRole('status').filter({ hasText: 'Fixed: S-90002 came through.' })
    await outcome.waitFor({ timeout: 30_000 })
    await group.waitFor({ state: 'detached' })
    await expectFocus(outcome)
    await expectWellMade(page)
  })

  /** Loads suppliers from a folder, some of which are refused. */
  async function load(folder: string): Promise<void> {
    const { client } = world.owner
    const params = { account: world.account }
    const settings = { folder }
    const source = await client.call('destinations.create', {
      params,
      body: { name: 'Supplier files', kind: 'files', settings },
    })
    const given = { template: 'L09', name: 'supplier-load', format: 'csv' } as const
    const { definition } = (await client.call('definitions.create', { body: given })).body
    const deployed = await kit.deploy(await kit.apply(definition), 'test', { destination: source.body.id })
    expect((await kit.run(deployed.id)).outcome).toBe('partial')
  }
})

describe('environments', () => {
  test('are created in the settings, for test or for production', async () => {
    const page = await world.open('settings')
    await page.getByRole('button', { name: 'New environment' }).click()
    const dialog = page.getByRole('dialog', { name: 'New environment' })
    await dialog.getByLabel('Name').fill('Staging')
    await expectNoAxeViolations(page)
    await dialog.getByRole('button', { name: 'Create environment' }).click()

    await page.getByRole('list', { name: 'Environments' }).getByText('Staging').waitFor()
    await expectWellMade(page)
  })
})

describe('the home page', () => {
  test('names what set records aside, and the last runs', async () => {
    const page = await world.open('')
    const attention = page.getByRole('region', { name: 'Needs attention' })
    await attention.getByText('strict-copy in test').waitFor()
    await page.getByRole('list', { name: 'Last runs' }).getByText('supplier-copy').first().waitFor()
    await expectWellMade(page)
    await attention.getByText('strict-copy in test').click()

    await page.getByRole('heading', { level: 1, name: 'strict-copy' }).waitFor()
  })
})

describe('a viewer', () => {
  test('sees processes and runs, and is offered nothing to do', async () => {
    const person = await world.addPerson('viewer', 'Vera Lund')
    const page = await world.open('processes', { person })
    await page.getByRole('link', { name: 'supplier-copy' }).waitFor()
    expect(await page.getByRole('button', { name: /^Run or pause/ }).count()).toBe(0)
    await page.getByRole('link', { name: 'supplier-copy' }).click()
    await page.getByRole('region', { name: 'In test' }).waitFor()
    expect(await page.getByRole('region', { name: 'In test' }).getByRole('button').count()).toBe(0)
    await page.getByRole('tab', { name: 'Versions' }).click()
    await page.getByText('active ones alone').waitFor()
    expect(await page.getByRole('button', { name: /Deploy/ }).count()).toBe(0)
    await page.goto(`/a/${world.account}/runs/${refusing.run}`)
    await page.getByText('Partly succeeded').waitFor()

    expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
  })
})
