import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { advanceDatabaseTime } from '../../testing/database/test-database.ts'
import { createJobWorld, operationRequest, testReport } from '../../testing/job-world.ts'
import { completeJobs } from '../end/complete-jobs.ts'
import { claimJobs } from './claim-jobs.ts'
import { renewLeases } from './leases.ts'
import { releaseJobs } from './release-jobs.ts'

describe('renewLeases', () => {
  it('renews what the node holds and names what it lost', async () => {
    await using world = await createJobWorld()
    const [first, second] = world.nodes
    const [held, others] = [await world.addJob(), await world.addJob()]
    await claimJobs(world.context, first, 1)
    await claimJobs(world.context, second, 1)
    await advanceDatabaseTime(world.database, 10_000)

    const answer = await renewLeases(world.context, first, [
      { job: held, attempt: 1 },
      { job: others, attempt: 1 },
      { job: held, attempt: 2 },
    ])

    expect(answer).toEqual({ cancel: [], lost: [others, held] })
  })
})

describe('releaseJobs', () => {
  const release = (world: Awaited<ReturnType<typeof createJobWorld>>, of: Parameters<typeof releaseJobs>[2]) =>
    world.database.db.transaction().execute((trx) => releaseJobs(world.context, trx, of))

  it('ends waiting and running jobs of a removed container, each with what can be said of it', async () => {
    await using world = await createJobWorld()
    const [running, write] = [await world.addJob(), await world.addJob({ request: operationRequest('create') })]
    await claimJobs(world.context, world.nodes[0], 5)
    const queued = await world.addJob()

    await release(world, { container: world.container.id })

    expect((await world.readJob(queued)).outcome).toBe('CONTAINER_NOT_ASSOCIATED')
    expect((await world.readJob(running)).outcome).toBe('CONTAINER_LOST')
    expect((await world.readJob(write)).outcome).toBe('OUTCOME_UNKNOWN')
  })

  it('lets another node have what a removed one was running, but never a change', async () => {
    await using world = await createJobWorld()
    const [test, write] = [await world.addJob(), await world.addJob({ request: operationRequest('update') })]
    await claimJobs(world.context, world.nodes[0], 5)

    await release(world, { node: world.nodes[0].id })

    expect(await world.readJob(test)).toMatchObject({ state: 'queued', node_id: null })
    expect((await world.readJob(write)).outcome).toBe('OUTCOME_UNKNOWN')
    expect(await world.readEventTypes(test)).toEqual(['queued', 'leased', 'requeued'])
  })
})

describe('completeJobs', () => {
  it('takes what the holder hands in, once', async () => {
    await using world = await createJobWorld()
    const job = await world.addJob()
    await claimJobs(world.context, world.nodes[0], 1)
    const completion = { job, attempt: 1, outcome: 'OK', report: testReport() }

    expect(await completeJobs(world.context, world.nodes[1], [completion])).toEqual({ accepted: [], refused: [job] })
    expect(await completeJobs(world.context, world.nodes[0], [completion])).toEqual({ accepted: [job], refused: [] })
    expect(await completeJobs(world.context, world.nodes[0], [completion])).toEqual({ accepted: [], refused: [job] })
    expect(await world.readJob(job)).toMatchObject({ state: 'finished', outcome: 'OK', report: { outcome: 'OK' } })
    expect(await world.readEventTypes(job)).toEqual(['queued', 'leased', 'finished'])
  })

  it('keeps the events that come with the end before it, as many as a job may have', async () => {
    await using world = await createJobWorld()
    const job = await world.addJob()
    await claimJobs(world.context, world.nodes[0], 1)
    await sql`update job set event_count = 498`.execute(world.database.db)
    const events = ['settings', 'token-request', 'probe'].map((name) => ({
      type: 'stage-finished' as const,
      at: '2026-01-01T00:00:00.000Z',
      data: { stage: { name, status: 'passed' as const, durationMs: 1 } },
    }))

    await completeJobs(world.context, world.nodes[0], [
      { job, attempt: 1, outcome: 'OK', report: testReport(), events },
    ])

    const told = await world.database.db
      .selectFrom('job_event')
      .select(['sequence', 'type', sql`data->'stage'->>'name'`.as('stage'), sql`data->>'nodeAt'`.as('at')])
      .where('sequence', '>', 498)
      .orderBy('sequence')
      .execute()
    const at = '2026-01-01T00:00:00.000Z'
    expect(told).toEqual([
      { sequence: 499, type: 'stage-finished', stage: 'settings', at },
      { sequence: 500, type: 'stage-finished', stage: 'token-request', at },
      { sequence: 501, type: 'finished', stage: null, at: null },
    ])
  })

  it('takes none of a batch with a report whose outcome no test ends with', async () => {
    await using world = await createJobWorld()
    const job = await world.addJob()
    await claimJobs(world.context, world.nodes[0], 1)

    const completing = completeJobs(world.context, world.nodes[0], [
      { job, attempt: 1, outcome: 'PERHAPS', report: testReport('PERHAPS') },
    ])

    await expect(completing).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
    expect((await world.readJob(job)).state).toBe('running')
  })

  it('keeps a report that holds characters which the database does not take', async () => {
    await using world = await createJobWorld()
    const job = await world.addJob()
    await claimJobs(world.context, world.nodes[0], 1)
    const report = { ...testReport(), details: { body: 'a\0b\ud800' } }

    await completeJobs(world.context, world.nodes[0], [{ job, attempt: 1, outcome: 'OK', report }])

    expect((await world.readJob(job)).report?.details).toEqual({ body: 'a�b�' })
  })
})
