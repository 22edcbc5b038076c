import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type HeldAttempt, type ProcessWorld, startProcessWorld } from '../../testing/process-world.ts'

let world: ProcessWorld
beforeEach(async () => {
  world = await startProcessWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

const year = { from: '2025-01-01T00:00:00Z', until: '2026-01-01T00:00:00Z' }

async function start(body: object): Promise<string> {
  const params = { account: world.account, deployment: world.deployment }
  return (await world.world.owner.client.call('runs.start', { params, body })).body.id
}

async function take(): Promise<readonly HeldAttempt[]> {
  const node = world.nodes[0]
  return (await world.claim(node)).map(({ run, attempt }) => ({ node, run, attempt }))
}

/** A run and a back-fill that a node holds, both begun. */
async function takeBoth(): Promise<{ readonly main: HeldAttempt; readonly fill: HeldAttempt }> {
  const id = await start({ kind: 'backfill', range: year })
  await world.startRun()
  const held = await take()
  for (const one of held) await world.call(one, 'begin', { definition: `f ${one.run === id}`, trigger: 'person' })
  const [fill, main] = [held.find(({ run }) => run === id), held.find(({ run }) => run !== id)]
  if (main === undefined || fill === undefined) throw new Error('they do not go on side by side')
  return { main, fill }
}

const outcome = (id: string, hash: string, sequence: number, over?: number) => ({
  records: [{ id, hash, sequence, ...(over === undefined ? {} : { over }) }],
  state: 'acknowledged',
  unchanged: [],
  failures: [],
  counts: { read: 1, delivered: 1 },
  position: { pass: 0 },
})

async function deliver(held: HeldAttempt, batch: string, given: ReturnType<typeof outcome>): Promise<unknown> {
  await world.call(held, 'open-batch', { id: batch, openedAtMs: 1, outcome: given })
  return await world.call(held, 'batch-delivered', { batch, objects: [], counts: {} })
}

describe('a back-fill on a hub', () => {
  it('goes on beside a run, and a second one waits for the first', async () => {
    const { main, fill } = await takeBoth()
    const second = await start({ kind: 'backfill', range: year })
    expect(await take()).toEqual([])

    await world.end(main)
    expect(await take()).toEqual([])
    await world.end(fill)

    expect(await take()).toMatchObject([{ run: second }])
  })

  it('takes its turn with runs where it acknowledges', async () => {
    await world.startRun()
    await start({ kind: 'backfill', range: year, acknowledges: true })

    expect(await take()).toHaveLength(1)
  })

  it('carries its range to the node', async () => {
    await start({ kind: 'backfill', range: { firstId: 5, lastId: 9 }, redelivers: true })

    expect(await world.claim(world.nodes[0])).toMatchObject([
      { kind: 'backfill', stream: 'back-fill', parameters: { range: { firstId: 5, lastId: 9 }, redelivers: true } },
    ])
  })

  it('has open batches of its own', async () => {
    const { main, fill } = await takeBoth()
    await world.call(fill, 'open-batch', { id: 'f-1', openedAtMs: 1, outcome: outcome('7', 'one', 1) })

    expect(await world.call(main, 'open-batches', {})).toEqual([])
    expect(await world.call(fill, 'open-batches', {})).toMatchObject([{ id: 'f-1' }])
  })

  it('is told what a run has delivered since it read, and neither keeps nor counts that', async () => {
    const { main, fill } = await takeBoth()
    await deliver(main, 'm-1', outcome('7', 'newer', 2))

    expect(await deliver(fill, 'f-1', outcome('7', 'older', 3))).toEqual(['7'])

    expect(await world.call(fill, 'entries', { ids: ['7'] })).toMatchObject([{ hash: 'newer', sequence: 2 }])
    expect(await world.call(fill, 'counters', {})).toMatchObject({ read: 0, delivered: 0 })
  })

  it('is told what a run has in an open batch', async () => {
    const { main, fill } = await takeBoth()
    await world.call(main, 'open-batch', { id: 'm-1', openedAtMs: 1, outcome: outcome('7', 'newer', 2) })

    expect(await deliver(fill, 'f-1', outcome('7', 'older', 3))).toEqual(['7'])
  })

  it('leaves the line of a run that delivered the same content', async () => {
    const { main, fill } = await takeBoth()
    await deliver(main, 'm-1', outcome('7', 'same', 2))

    expect(await deliver(fill, 'f-1', outcome('7', 'same', 3))).toEqual([])

    expect(await world.call(fill, 'entries', { ids: ['7'] })).toMatchObject([{ sequence: 2, run: main.run }])
  })

  it('keeps to itself what it still has to acknowledge', async () => {
    const { main, fill } = await takeBoth()
    await deliver(fill, 'f-1', { ...outcome('7', 'one', 1), state: 'delivered' })

    expect(await world.call(main, 'unsettled', { limit: 10 })).toEqual([])
    expect(await world.call(fill, 'unsettled', { limit: 10 })).toMatchObject([{ id: '7' }])
    await world.end(fill)
    expect(await world.call(main, 'unsettled', { limit: 10 })).toMatchObject([{ id: '7' }])
  })
})

describe('starting a run', () => {
  it.each([
    [{ kind: 'run', range: year }, 'REQUEST_INVALID'],
    [{ kind: 'backfill' }, 'REQUEST_INVALID'],
    [{ kind: 'reconcile', limit: 5 }, 'REQUEST_INVALID'],
    [{ kind: 'verify', records: 5 }, 'REQUEST_INVALID'],
    [{ kind: 'backfill', range: { from: year.until, until: year.from } }, 'DEFINITION_INVALID'],
    [{ kind: 'backfill', range: {} }, 'DEFINITION_INVALID'],
  ])('refuses %j', async (body, code) => {
    await expect(start(body)).rejects.toMatchObject({ code })
  })
})

describe('a preview', () => {
  it('shows records to operators, and counts and errors to everybody', async () => {
    const id = await start({ kind: 'preview', records: 2 })
    const [held] = await take()
    if (held === undefined) throw new Error('no run was taken')
    const receipt = { outcome: 'succeeded', records: [{ id: '7' }] }
    await world.call(held, 'end', { outcome: 'succeeded', receipt, watermarks: {}, canContinue: false })
    const params = { account: world.account, run: id }
    const viewer = await world.world.addMember({ role: 'viewer' })

    const own = await world.world.owner.client.call('run.get', { params })
    const foreign = await viewer.client.call('run.get', { params })

    expect(own.body.receipt).toEqual(receipt)
    expect(foreign.body.receipt).toEqual({ outcome: 'succeeded' })
  })
})
