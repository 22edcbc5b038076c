import { createDefinition } from '@coupa-connector/process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type HeldAttempt, type ProcessWorld, startProcessWorld } from '../../testing/process-world.ts'

let world: ProcessWorld
beforeEach(async () => {
  world = await startProcessWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

/** Deploys a version of the process that waits for answers. */
async function waitForAnswers(level = 0): Promise<void> {
  const { client, account } = world.world.owner
  const params = { account: account.id }
  const made = createDefinition({
    template: 'E01',
    destination: 'files',
    acknowledge: 'after-answer',
    name: 'ok-to-pay',
  })
  const definition = { ...made, coupaMonitoring: { level, integration: 'ERP' } } as never
  await client.call('processes.apply', { params, body: { definition } })
  await client.call('process.deploy', {
    params: { ...params, process: world.process, environment: world.environment },
    body: { version: 2, ...world.parts },
  })
}

async function take(): Promise<HeldAttempt & { readonly kind: string }> {
  const [node] = world.nodes
  const [taken] = await world.claim(node)
  if (!taken) throw new Error('no run was taken')
  return { node, run: taken.run, attempt: taken.attempt, kind: taken.kind }
}

/** A run that has delivered records, which wait; it is not over. */
async function deliver(ids: readonly string[], sequence = 1): Promise<HeldAttempt> {
  await world.startRun()
  const held = await take()
  await world.call(held, 'begin', { definition: 'f1', trigger: 'person' })
  await world.call(held, 'open-batch', { id: `b${sequence}`, openedAtMs: 1, outcome: outcome(ids, sequence) })
  await world.call(held, 'batch-delivered', { batch: `b${sequence}`, objects: [], counts: {} })
  return held
}

const outcome = (ids: readonly string[], sequence: number) => ({
  records: ids.map((id) => ({ id, hash: `hash of ${id}`, sequence, label: `INV-${id}` })),
  state: 'waiting',
  unchanged: [],
  failures: [],
  counts: { read: ids.length, delivered: ids.length, waiting: ids.length },
  position: { pass: 0 },
})

type Answer = { id: string; outcome: 'accepted' | 'refused'; [field: string]: unknown }
const accepted = (id: string, more: object = {}): Answer => ({ id, outcome: 'accepted', ...more })
const refused = (id: string): Answer => ({ id, outcome: 'refused', code: 'CLOSED', message: 'It is closed.' })

const place = () => ({ account: world.account, deployment: world.deployment })

async function give(answers: readonly Answer[]) {
  const body = { answers: answers as never }
  return (await world.world.owner.client.call('answers.give', { params: place(), body })).body
}

async function failures() {
  return (await world.world.owner.client.call('failures.list', { params: place() })).body.items
}

describe('answers to a process of a hub', () => {
  it('are kept with what they say, for a run that tells Coupa', async () => {
    await waitForAnswers()
    await world.end(await deliver(['7', '8']))

    const given = await give([accepted('7', { values: { documentNumber: '4711' } })])

    const telling = await take()
    expect(given).toMatchObject({
      answers: [{ id: '7', outcome: 'accepted', code: null }],
      run: telling.run,
      waiting: 1,
    })
    expect(telling.kind).toBe('answers')
    expect(await world.call(telling, 'unsettled', { limit: 10 })).toMatchObject([
      { id: '7', state: 'delivered', answer: { values: { documentNumber: '4711' } } },
    ])
    expect(await world.call(telling, 'unsettled', { limit: 10, state: 'waiting' })).toMatchObject([{ id: '8' }])
  })

  it('that refuse become open failures of the run that delivered, and nothing is told without monitoring', async () => {
    await waitForAnswers()
    const delivering = await deliver(['7'])
    await world.end(delivering)

    const given = await give([refused('7')])

    expect(given).toMatchObject({ answers: [{ outcome: 'refused' }], run: null, waiting: 0 })
    expect(await failures()).toMatchObject([
      { id: '7', stage: 'answer', class: 'refused', code: 'CLOSED', state: 'open', run: delivering.run },
    ])
  })

  it('that refuse are told in a run where the process reports failures to Coupa', async () => {
    await waitForAnswers(2)
    await world.end(await deliver(['7']))

    const { run } = await give([refused('7')])

    const telling = await take()
    expect(telling).toMatchObject({ run, kind: 'answers' })
    expect(await world.call(telling, 'outbox', { limit: 10 })).toMatchObject({
      entries: [{ kind: 'document', content: { id: '7', failure: { class: 'refused', code: 'CLOSED' } } }],
    })
  })

  it('that accept later are fixed in the run that tells Coupa', async () => {
    await waitForAnswers()
    await world.end(await deliver(['7']))
    await give([refused('7')])

    await give([accepted('7')])
    const telling = await take()
    await world.call(telling, 'settle', { settlements: [{ id: '7', state: 'acknowledged' }], counts: {} })

    expect(await failures()).toMatchObject([{ id: '7', state: 'fixed', fixedIn: telling.run }])
  })

  it('leave what was refused open while it is delivered again and waits', async () => {
    await waitForAnswers()
    await world.end(await deliver(['7']))
    await give([refused('7')])

    await world.end(await deliver(['7'], 2))

    expect(await failures()).toMatchObject([{ id: '7', state: 'open', stage: 'answer' }])
    const { body } = await world.world.owner.client.call('answers.waiting', { params: place() })
    expect(body.items).toMatchObject([{ id: '7', label: 'INV-7', sequence: 2, batch: 'b2' }])
  })

  it('name their delivery by its number, which begins with the time', async () => {
    await waitForAnswers()
    const sequence = 1_793_000_000_000_042
    await world.end(await deliver(['7'], sequence))

    const given = await give([{ ...accepted('7'), sequence }])

    expect(given.answers).toMatchObject([{ id: '7', outcome: 'accepted' }])
  })

  it('that come while a run is under way are told by one run after it', async () => {
    await waitForAnswers()
    const delivering = await deliver(['7', '8'])

    const first = await give([accepted('7')])
    const second = await give([accepted('8')])
    await world.end(delivering)

    expect(first.run).not.toBe(delivering.run)
    expect(second.run).toBe(first.run)
    expect(await take()).toMatchObject({ run: first.run, kind: 'answers' })
  })

  it.each(['skip', 'queue-one', 'cancel-running'] as const)(
    'do not keep a schedule from its run, whose overlap is %s',
    async (overlap) => {
      await waitForAnswers()
      await world.end(await deliver(['7']))
      await world.change({ overlap })
      const at = new Date(Date.now() - 60_000)
      const schedule = await world.addSchedule({ everyMinutes: 60 }, at)
      await give([accepted('7')])
      const telling = await take()

      await world.fire(schedule)
      await world.end(telling)

      expect((await world.runs()).find(({ planned_at }) => planned_at !== null)).toMatchObject({ state: 'queued' })
      expect(await take()).toMatchObject({ kind: 'run' })
    },
  )

  it('are rejected one by one with the reason', async () => {
    await waitForAnswers()
    await world.end(await deliver(['7', '8']))
    await give([accepted('8')])

    const { answers, run } = await give([
      accepted('999'),
      accepted('7', { batch: 'of another deployment' }),
      refused('8'),
      accepted('8'),
    ])

    expect(answers).toMatchObject([
      { id: '999', outcome: 'rejected', code: 'UNKNOWN_RECORD' },
      { id: '7', outcome: 'rejected', code: 'NOT_NEWEST', message: expect.stringContaining('of another deployment') },
      { id: '8', outcome: 'rejected', code: 'ALREADY_ACCEPTED' },
      { id: '8', outcome: 'repeated', code: null },
    ])
    expect(run).toBeNull()
  })

  it('are refused as a whole by a process that does not wait for them', async () => {
    await expect(give([accepted('7')])).rejects.toMatchObject({
      code: 'NOT_READY',
      problem: { detail: expect.stringContaining('acknowledge.mode is after-commit') },
    })
  })

  it('are waited for page by page', async () => {
    await waitForAnswers()
    await world.end(await deliver(['7', '8', '9']))
    const { client } = world.world.owner

    const first = (await client.call('answers.waiting', { params: place(), query: { limit: 2 } })).body
    const cursor = first.nextCursor ?? ''
    const second = (await client.call('answers.waiting', { params: place(), query: { limit: 2, cursor } })).body

    expect(first.items.map(({ id }) => id)).toEqual(['7', '8'])
    expect(second).toMatchObject({ items: [{ id: '9' }], nextCursor: null })
  })
})
