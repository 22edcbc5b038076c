import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type ProcessWorld, startProcessWorld } from '../../testing/process-world.ts'

let world: ProcessWorld
beforeAll(async () => {
  world = await startProcessWorld()
})
afterAll(() => world[Symbol.asyncDispose]())
afterEach(async () => {
  await sql`truncate alert, alert_message, alert_channel, alert_incident, alert_rule`.execute(world.context.db)
  await sql`update deployment set failures_in_a_row = 0, paused_at = null`.execute(world.context.db)
})

const params = () => ({ account: world.account })

/** Runs once, and ends as a node says it. */
async function runOnce(receipt: Readonly<Record<string, unknown>>, outcome = 'failed'): Promise<string> {
  const run = await world.startRun()
  const [node] = world.nodes
  const [taken] = await world.claim(node)
  if (taken?.run !== run) throw new Error('the run was not taken')
  const end = { outcome, receipt: { outcome, ...receipt }, watermarks: {}, canContinue: false }
  await world.call({ node, run, attempt: taken.attempt }, 'end', end)
  return run
}

async function alerts() {
  const { items } = (await world.world.owner.client.call('alerts.list', { params: params(), query: {} })).body
  return items.toReversed()
}
const rules = async () => (await alerts()).map(({ rule }) => rule)
const set = (rule: 'run-failed' | 'run-partial' | 'failures-in-a-row', body: object) =>
  world.world.owner.client.call('alertRule.set', { params: { ...params(), rule }, body })

it('a run that fails is told of with its code and counts, and with nothing of what Coupa or a record said', async () => {
  const reason = 'Coupa says: supplier ACME-SECRET is unknown'
  const run = await runOnce({ code: 'SIGN_IN_REFUSED', reason, read: 10, delivered: 7, refused: 2, quarantined: 1 })
  expect(await alerts()).toMatchObject([
    {
      rule: 'run-failed',
      severity: 'error',
      isResolved: false,
      run,
      subject: { kind: 'deployment', id: world.deployment, name: 'ok-to-pay in test' },
      title: 'ok-to-pay in test failed',
      text: 'The run ended with the code SIGN_IN_REFUSED. 10 records read, 7 delivered, 3 set aside.',
    },
  ])
  const all = await sql<{ text: string }>`select string_agg(alert::text, '') as text from alert`.execute(
    world.context.db,
  )
  expect(all.rows[0]?.text).not.toContain('ACME-SECRET')
})

it('the third failure in a row is told of once more, and the first success after failures as recovery, once', async () => {
  for (let failure = 0; failure < 4; failure++) await runOnce({ code: 'UNREACHABLE' })
  await runOnce({}, 'succeeded')
  await runOnce({}, 'succeeded')
  expect(await rules()).toEqual([
    'run-failed',
    'run-failed',
    'run-failed',
    'failures-in-a-row',
    'run-failed',
    'run-recovered',
  ])
  expect((await alerts()).at(-1)).toMatchObject({
    severity: 'info',
    isResolved: true,
    title: 'ok-to-pay in test runs again',
  })
})

it('a run that sets records aside is told of from the number on that the rule says', async () => {
  await set('run-partial', { threshold: 3 })
  await runOnce({ read: 10, refused: 2, quarantined: 0 }, 'partial')
  expect(await rules()).toEqual([])
  await runOnce({ read: 10, refused: 2, quarantined: 1 }, 'partial')
  expect(await alerts()).toMatchObject([{ rule: 'run-partial', title: 'ok-to-pay in test set 3 of 10 records aside' }])
})

it('a run that sets nearly everything aside is told of as that, and not as partial too', async () => {
  await runOnce({ read: 10, refused: 8, quarantined: 1 }, 'partial')
  expect(await rules()).toEqual(['mostly-quarantined'])
})

it.each([
  ['NEEDS_CONFIRMATION', 'confirmation-needed', 'ok-to-pay in test needs a confirmation'],
  ['ORGANIZATION_CHANGED', 'organization-changed', 'ok-to-pay in test stopped: the organization has changed'],
])('a run that stops with %s is told of by its own rule', async (code, rule, title) => {
  await runOnce({ code })
  expect(await alerts()).toMatchObject([{ rule, title }])
})

it('monitoring in Coupa that is behind is told of once, and once when it has caught up', async () => {
  for (const status of ['behind', 'behind', 'reported', 'reported']) {
    await runOnce({ coupaMonitoring: { status } }, 'succeeded')
  }
  expect(await alerts()).toMatchObject([
    { rule: 'monitoring-behind', isResolved: false },
    { rule: 'run-recovered', isResolved: true },
  ])
})

it('a run that a person cancels, and a preview that fails, are told of to nobody', async () => {
  await runOnce({}, 'cancelled')
  const { client } = world.world.owner
  const run = (
    await client.call('runs.start', { params: { ...params(), deployment: world.deployment }, body: { kind: 'check' } })
  ).body.id
  const [node] = world.nodes
  const [taken] = await world.claim(node)
  await world.end({ node, run, attempt: taken?.attempt ?? 0 }, 'failed')
  expect(await rules()).toEqual([])
})

it('a rule that is off says nothing, and what is set for the deployment wins over the account', async () => {
  await set('run-failed', { isOn: false })
  await runOnce({ code: 'X' })
  expect(await rules()).toEqual([])
  await set('run-failed', { isOn: true, deployment: world.deployment })
  await runOnce({ code: 'X' })
  expect(await rules()).toEqual(['run-failed'])
})

it('an alert is kept only if the end of the run is', async () => {
  const run = await world.startRun()
  const [node] = world.nodes
  const [taken] = await world.claim(node)
  const { finishRun } = await import('../../processes/runs/finish-run.ts')
  const ending = world.context.db.transaction().execute(async (trx) => {
    await finishRun(world.context, trx, run, { outcome: 'failed', code: 'X' })
    throw new Error('killed')
  })
  await expect(ending).rejects.toThrow('killed')
  expect(await rules()).toEqual([])
  await world.end({ node, run, attempt: taken?.attempt ?? 0 }, 'failed')
  expect(await rules()).toEqual(['run-failed'])
})
