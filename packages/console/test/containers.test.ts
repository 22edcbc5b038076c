import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createPerson, type Person } from '../../cli/test/support/program.ts'
import { expectNoAxeViolations } from './support/accessibility.ts'
import { type ConsoleWorld, startConsoleWorld } from './support/console-world.ts'

let world: ConsoleWorld
let machine: Person
beforeAll(async () => {
  world = await startConsoleWorld()
  machine = await createPerson()
  await world.online()
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await machine[Symbol.asyncDispose]()
})
afterEach(() => world.closePages())

test('leads from no container to a connected one, which the page names', async () => {
  const page = await world.open('containers')
  await page.getByRole('button', { name: 'Enroll a container' }).click()
  const dialog = page.getByRole('dialog', { name: 'Enroll a container' })
  await dialog.getByRole('radio', { name: 'Molecule' }).check()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Plant 7')
  await dialog.getByLabel('Number of nodes').fill('1')
  await expectNoAxeViolations(page)
  await dialog.getByRole('button', { name: 'Create installer token' }).click()
  await dialog.getByText('Waiting for the machine').waitFor()
  const [token, download, enroll, run] = await dialog.locator('code').allTextContents()
  expect(download).toContain(`${world.url}/container/coupa-connector-container.mjs.sha256 | sha256sum -c`)
  expect(enroll).toBe(`node coupa-connector-container.mjs enroll --hub ${world.url} --kind molecule --name "Plant 7"`)
  await expectNoAxeViolations(page)

  const enrolled = await machine.run(wordsOf(enroll), { input: `${token}\n` })
  expect(enrolled.stderr).toBe('')
  await dialog.getByText('Enrolled, not running yet').waitFor()
  const { process: node, finished } = machine.start(wordsOf(run))
  await dialog.getByText('Connected', { exact: true }).waitFor()
  await dialog.getByRole('link', { name: 'Plant 7' }).click()

  await page.getByRole('heading', { name: 'Plant 7', level: 1 }).waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.getByText('Online').first().waitFor()
  await expectNoAxeViolations(page)

  await page.getByRole('button', { name: 'Delete' }).click()
  const confirm = page.getByRole('dialog')
  expect(await confirm.getByRole('button', { name: 'Delete' }).isDisabled()).toBe(true)
  await confirm.getByLabel('Type its name to continue').fill('Plant 7')
  await expectNoAxeViolations(page)
  await confirm.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('heading', { name: 'Containers', level: 1 }).waitFor()
  await page.getByRole('link', { name: 'Plant 7' }).waitFor({ state: 'detached' })
  node.kill('SIGKILL')
  await finished
})

test('keeps what was typed when somebody else renames the container, and says who it was', async () => {
  const [found] = await world.online()
  const container = found?.id ?? ''
  const params = { account: world.account, container }
  const page = await world.open(`containers/${container}`)
  const name = page.getByRole('textbox', { name: 'Name' })
  await name.fill('Mine')
  const { etag } = await world.owner.client.call('container.get', { params })
  await world.owner.client.call('container.update', {
    params,
    body: { name: 'Theirs', maxConcurrentJobs: 7 },
    ifMatch: etag,
  })

  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Anna Berg saved changes after you opened this').waitFor()
  expect(await name.inputValue()).toBe('Mine')
  await expectNoAxeViolations(page)
  await page.getByRole('button', { name: 'Merge with my changes' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Mine', level: 1 }).waitFor()

  expect((await world.owner.client.call('container.get', { params })).body).toMatchObject({
    name: 'Mine',
    maxConcurrentJobs: 7,
  })
})

test('shows a viewer how containers are, and nothing to change', async () => {
  const person = await world.addPerson('viewer')
  const page = await world.open('containers', { person })
  const row = page.getByRole('region', { name: 'Atoms' }).getByRole('link')
  await row.waitFor()
  expect(await page.getByRole('button', { name: 'Enroll a container' }).count()).toBe(0)
  await expectNoAxeViolations(page)
  await row.click()
  await page.getByText('Only administrators can change these settings.').waitFor()
  expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
  await expectNoAxeViolations(page)
})

test('narrows by name and kind, and keeps both in the address', async () => {
  const page = await world.open('containers')
  await page.getByRole('link', { name: /node/ }).first().waitFor()
  await page.getByRole('button', { name: 'Clouds' }).click()
  await page.getByText('No matching containers').waitFor()
  expect(new URL(page.url()).searchParams.get('kind')).toBe('cloud')
  await page.reload()
  await page.getByRole('button', { name: 'Show all containers' }).click()
  await page.getByRole('searchbox', { name: 'Search containers' }).fill('no such name')
  await page.getByText('No matching containers').waitFor()
  await expectNoAxeViolations(page)
  expect(new URL(page.url()).searchParams.get('search')).toBe('no such name')
})

/** The words of a line as it is pasted, for the whole program, which does the same as the one that a hub serves. */
function wordsOf(line = ''): string[] {
  const words = (line.match(/"[^"]*"|\S+/g) ?? []).slice(2).map((word) => word.replaceAll('"', ''))
  return ['container', ...words]
}
