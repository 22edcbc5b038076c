import { startSandbox } from '@coupa-connector/sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { jobLimits } from '../../hub/src/jobs/job/job-limits.ts'
import { expectNoAxeViolations } from './support/accessibility.ts'
import { type ConsoleWorld, startConsoleWorld } from './support/console-world.ts'
import { testDialog } from './support/editor-steps.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await startConsoleWorld()
  await world.online()
})
afterAll(() => world[Symbol.asyncDispose]())
afterEach(() => world.closePages())

describe('a container', () => {
  test('that dies during a test is told of, and another one does it', async () => {
    await using slow = await startSandbox({ latencyMs: 40_000 })
    const { url, accessTokenUrl, clientId, clientSecret } = slow
    const scope = 'core.common.read'
    const connection = await world.createConnection({ url, accessTokenUrl, clientId, clientSecret, scope })
    const container = await world.addContainer('Plant 7')
    const page = await world.open(`connections/${connection.id}`)
    await page.getByRole('button', { name: 'Test Connection' }).click()
    await testDialog(page)
      .getByRole('radio', { name: /Plant 7/ })
      .check()
    await expectNoAxeViolations(page)
    await testDialog(page).getByRole('button', { name: 'Test', exact: true }).click()
    await testDialog(page).getByRole('timer').waitFor()
    await expectNoAxeViolations(page)

    await expect.poll(stateOfJob, { timeout: 30_000 }).toBe('running')

    await container.kill()
    await testDialog(page)
      .getByText(/^Plant 7 has not answered for \d+ s$/)
      .waitFor({ timeout: 60_000 })
    await expectNoAxeViolations(page)
    await world.passTime(jobLimits.leaseMs)
    // Another node of the container may take it up now; there is none.
    await expect.poll(stateOfJob, { timeout: 30_000 }).toBe('queued')
    await world.passTime(jobLimits.pickupMs)

    await testDialog(page)
      .getByRole('heading', { name: 'Failed: Container lost during the test' })
      .waitFor({ timeout: 90_000 })
    await expectNoAxeViolations(page)
    await testDialog(page).getByRole('button', { name: 'Change container' }).click()
    const dead = testDialog(page).getByRole('radio', { name: /Plant 7/ })
    await expect.poll(() => dead.isDisabled()).toBe(true)
  })

  test('that runs a test which is cancelled stops it, and says so', async () => {
    await using slow = await startSandbox({ latencyMs: 40_000 })
    const { url, accessTokenUrl, clientId, clientSecret } = slow
    const scope = 'core.common.read'
    const given = { name: 'Slow', url, accessTokenUrl, clientId, clientSecret, scope }
    const connection = await world.createConnection(given)
    const page = await world.open(`connections/${connection.id}`)
    await page.getByRole('button', { name: 'Test Connection' }).click()
    await testDialog(page)
      .getByRole('radio', { name: /Atom of/ })
      .check()
    await testDialog(page).getByRole('button', { name: 'Test', exact: true }).click()
    await testDialog(page).getByRole('timer').waitFor()

    await testDialog(page).getByRole('button', { name: 'Cancel' }).click()

    await testDialog(page)
      .getByRole('heading', { name: /^Canceled: / })
      .waitFor({ timeout: 30_000 })
    await expectNoAxeViolations(page)
  })
})

async function stateOfJob(): Promise<string | undefined> {
  const { body } = await world.owner.client.call('jobs.list', { params: { account: world.account } })
  return body.items[0]?.state
}
