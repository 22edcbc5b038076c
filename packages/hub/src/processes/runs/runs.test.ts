import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type HeldAttempt, type ProcessWorld, startProcessWorld } from '../../testing/process-world.ts'

let world: ProcessWorld
beforeEach(async () => {
  world = await startProcessWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

async function take(place: 0 | 1 = 0): Promise<HeldAttempt> {
  const node = world.nodes[place]
  const [taken] = await world.claim(node)
  if (!taken) throw new Error('no run was taken')
  return { node, run: taken.run, attempt: taken.attempt }
}

async function countWaitingForLocks(db: ProcessWorld['context']['db']): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
  return rows[0]?.count ?? 0
}

const outcome = (id: string) => ({
  records: [{ id, hash: `hash of ${id}`, sequence: 1 }],
  state: 'delivered',
  unchanged: [],
  failures: [],
  counts: { read: 1, delivered: 1, waiting: 1 },
  position: { pass: 0 },
})

describe('a run', () => {
  it('is given to one node, with its definition and the settings of both ends', async () => {
    const run = await world.startRun()

    const claims = await Promise.all(world.nodes.map((node) => world.claim(node)))

    expect(claims.flat()).toHaveLength(1)
    expect(claims.flat()[0]).toMatchObject({
      run,
      attempt: 1,
      definition: { process: 'ok-to-pay' },
      settings: { clientSecret: 'a-client-secret' },
      destination: { kind: 'files', settings: { folder: '/tmp/out' } },
    })
  })

  it('waits while another one of its deployment is under way, and begins when that has ended', async () => {
    await world.startRun()
    const second = await world.startRun()
    const held = await take()
    expect(await world.claim(world.nodes[1])).toEqual([])

    await world.end(held)

    expect(await world.claim(world.nodes[1])).toMatchObject([{ run: second }])
  })

  it('is refused with the reason when one is under way and another waits', async () => {
    await world.startRun()
    await world.startRun()

    await expect(world.startRun()).rejects.toMatchObject({ code: 'NOT_READY', status: 409 })
  })

  it('takes nothing from a node that has lost it', async () => {
    await world.startRun()
    const former = await take()
    await world.context.db.transaction().execute(async (trx) => {
      await world.context.runEngine.release(trx, former.node.container.id, { run: former.run, engineAttempt: 0 })
    })
    const current = await take(1)

    expect(current).toMatchObject({ run: former.run, attempt: 2 })
    await expect(world.call(former, 'hash-key', {})).rejects.toMatchObject({ code: 'LEASE_LOST' })
    await expect(world.end(former)).rejects.toMatchObject({ code: 'LEASE_LOST' })
    expect(await world.call(current, 'hash-key', {})).toEqual(expect.any(String))
  })

  it('continues from where the node before stopped', async () => {
    await world.startRun()
    const former = await take()
    await world.call(former, 'begin', { definition: 'f1', trigger: 'person' })
    await world.call(former, 'open-batch', {
      id: 'b1',
      openedAtMs: 1,
      outcome: { ...outcome('7'), position: { pass: 1 } },
    })
    await world.call(former, 'batch-delivered', { batch: 'b1', objects: [], counts: { requests: 3 } })
    await world.call(former, 'open-batch', { id: 'b2', openedAtMs: 2, outcome: outcome('8') })
    await world.context.db.transaction().execute(async (trx) => {
      await world.context.runEngine.release(trx, former.node.container.id, { run: former.run, engineAttempt: 0 })
    })

    const current = await take(1)
    const open = await world.call(current, 'open-batches', {})
    const begun = await world.call(current, 'begin', { definition: 'f1', trigger: 'person' })

    expect(open).toMatchObject([{ id: 'b2', run: former.run }])
    expect(begun).toMatchObject({
      id: former.run,
      isResumed: true,
      position: { pass: 1 },
      counters: { read: 1, delivered: 1, waiting: 1, requests: 3 },
      nextBatch: 3,
    })
  })

  it('counts a call once whose answer was lost and that is sent again', async () => {
    await world.startRun()
    const held = await take()
    await world.call(held, 'begin', { definition: 'f1', trigger: 'person' }, 1)
    const nothing = { outcome: { ...outcome('7'), records: [] }, counts: { requests: 2 } }

    await world.call(held, 'nothing-delivered', nothing, 2)
    await world.call(held, 'nothing-delivered', nothing, 2)

    expect(await world.call(held, 'counters', {}, 3)).toMatchObject({ read: 1, requests: 2 })
  })

  it('ends once, though its end is told twice', async () => {
    await world.startRun()
    const held = await take()
    const end = { outcome: 'partial', receipt: { outcome: 'partial' }, watermarks: {}, canContinue: false }

    await world.call(held, 'end', end, 1)
    await world.call(held, 'end', end, 1)

    expect(await world.runs()).toMatchObject([{ state: 'ended', outcome: 'partial' }])
  })

  it('goes on where the last one of the same definition stopped, if that may be', async () => {
    await world.startRun()
    const first = await take()
    await world.call(first, 'begin', { definition: 'f1', trigger: 'person' })
    await world.call(first, 'nothing-delivered', { outcome: { ...outcome('7'), position: { pass: 2 } }, counts: {} })
    await world.call(first, 'end', { outcome: 'failed', receipt: {}, watermarks: {}, canContinue: true })
    await world.startRun()
    const second = await take()

    const begun = await world.call(second, 'begin', { definition: 'f1', trigger: 'person' })

    expect(begun).toMatchObject({ id: second.run, isResumed: false, position: { pass: 2 }, counters: {} })
  })

  it('gives rising sequence numbers, also after the clock went back', async () => {
    await world.startRun()
    const held = await take()

    const first = await world.call(held, 'next-sequence', { openedAtMs: 1000, count: 5 })
    const second = await world.call(held, 'next-sequence', { openedAtMs: 900, count: 2 })
    const third = await world.call(held, 'next-sequence', { openedAtMs: 2000, count: 1 })

    expect([first, second, third]).toEqual([1_000_000, 1_000_005, 2_000_000])
  })

  it('ends as failed when one node after another takes it and none gets on', async () => {
    await world.startRun()
    for (let attempt = 0; attempt < 5; attempt++) {
      const held = await take()
      await world.context.db.transaction().execute(async (trx) => {
        const lost = { run: held.run, engineAttempt: attempt }
        await world.context.runEngine.release(trx, held.node.container.id, lost)
      })
    }

    expect(await world.claim(world.nodes[0])).toEqual([])

    expect(await world.runs()).toMatchObject([{ state: 'ended', outcome: 'failed', attempt: 6 }])
  })

  it('is cancelled while a call of its state is under way, without either waiting for the other for ever', async () => {
    const { client } = world.world.owner
    await world.startRun()
    const held = await take()
    await world.call(held, 'begin', { definition: 'f1', trigger: 'person' })
    const { db } = world.context
    let cancelling: Promise<unknown> | undefined

    await db.transaction().execute(async (trx) => {
      await trx.selectFrom('process_run').select('id').where('id', '=', held.run).forUpdate().execute()
      cancelling = client.call('run.cancel', { params: { account: world.account, run: held.run } })
      await vi.waitFor(async () => expect(await countWaitingForLocks(db)).toBe(1))
      const batch = { id: 'b1', run_id: held.run, number: 1, opened_at_ms: 1, state: 'open', records: 0 } as const
      await trx
        .insertInto('process_batch')
        .values({ deployment_id: world.deployment, ...batch })
        .execute()
    })

    expect(await cancelling).toMatchObject({ body: { isCancelRequested: true } })
  })

  it('that nobody has yet is cancelled at once, and the next one begins', async () => {
    const { client } = world.world.owner
    const first = await world.startRun()
    const second = await world.startRun()

    await client.call('run.cancel', { params: { account: world.account, run: first } })

    expect(await world.runs()).toMatchObject([{ state: 'ended', outcome: 'cancelled' }, { state: 'queued' }])
    expect(await world.claim(world.nodes[0])).toMatchObject([{ run: second }])
  })
})

describe('a deployment', () => {
  it('pauses after as many failed runs in a row as it says', async () => {
    for (let count = 0; count < 5; count++) {
      await world.startRun()
      await world.end(await take(), 'failed')
    }

    const params = { account: world.account, deployment: world.deployment }
    const { body } = await world.world.owner.client.call('deployment.get', { params })

    expect(body).toMatchObject({ failuresInARow: 5, paused: { by: 'the hub', reason: '5 runs in a row have failed.' } })
  })

  it('keeps its version for a run under way, and what it has delivered for the version before and after', async () => {
    const { client } = world.world.owner
    const params = { account: world.account }
    const former = await client.call('process.version', { params: { ...params, process: world.process, number: 1 } })
    const definition = { ...former.body.definition, title: 'Another title' }
    const begin = async (): Promise<HeldAttempt> => {
      await world.startRun()
      return await take()
    }
    const versionOf = async ({ run }: HeldAttempt) => (await world.readRun(run)).version
    const deliver = async (held: HeldAttempt, id: string): Promise<void> => {
      await world.call(held, 'begin', { definition: 'f1', trigger: 'person' })
      await world.call(held, 'open-batch', { id: `b${id}`, openedAtMs: 1, outcome: outcome(id) })
      await world.call(held, 'batch-delivered', { batch: `b${id}`, objects: [], counts: {} })
    }
    await client.call('processes.apply', { params, body: { definition } })

    const old = await begin()
    await deliver(old, '7')
    const place = { ...params, process: world.process, environment: world.environment }
    await client.call('process.deploy', { params: place, body: { version: 2, ...world.parts } })
    await deliver(old, '8')
    await world.end(old)
    const next = await begin()
    const known = await world.call(next, 'entries', { ids: ['7', '8', '9'] })
    await deliver(next, '9')
    await world.end(next)
    await client.call('deployment.rollback', { params: { ...params, deployment: world.deployment } })
    const back = await begin()
    const kept = await world.call(back, 'entries', { ids: ['7', '8', '9'] })

    expect([await versionOf(old), await versionOf(next), await versionOf(back)]).toEqual([1, 2, 1])
    expect([known, kept].map((entries) => JSON.stringify(entries).match(/hash of \d/g))).toEqual([
      ['hash of 7', 'hash of 8'],
      ['hash of 7', 'hash of 8', 'hash of 9'],
    ])
  })
})
