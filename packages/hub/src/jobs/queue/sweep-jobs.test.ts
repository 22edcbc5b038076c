import { afterEach, describe, expect, it } from 'vitest'
import { advanceDatabaseTime } from '../../testing/database/test-database.ts'
import { hearNodes } from '../../testing/hear-nodes.ts'
import { findJobInvariantViolations } from '../../testing/job-invariants.ts'
import { createJobWorld, type JobWorld, operationRequest, testReport } from '../../testing/job-world.ts'
import { completeJobs } from '../end/complete-jobs.ts'
import { claimJobs } from './claim-jobs.ts'
import { renewLeases } from './leases.ts'
import { reportEvents } from './report-events.ts'
import { sweepJobs } from './sweep-jobs.ts'

let world: JobWorld

afterEach(async () => {
  expect(await findJobInvariantViolations(world.database.db)).toEqual([])
  await world[Symbol.asyncDispose]()
})

const moment = '2026-01-01T00:00:00.000Z'

describe('sweepJobs', () => {
  it('leaves jobs alone whose time has not come', async () => {
    world = await createJobWorld()
    const [waiting, running] = [await world.addJob(), await world.addJob()]
    await claimJobs(world.context, world.nodes[0], 1)
    await advanceDatabaseTime(world.database, 14_000)

    await sweepJobs(world.context)

    expect([(await world.readJob(waiting)).state, (await world.readJob(running)).state]).toEqual(['running', 'queued'])
  })

  it('tells a container that is silent from one that is offline, busy or gone', async () => {
    world = await createJobWorld({ maxConcurrentJobs: 1 })
    const offline = await world.addJob()
    await advanceDatabaseTime(world.database, 30_000)
    await sweepJobs(world.context)
    const silent = await world.addJob()
    await advanceDatabaseTime(world.database, 30_000)
    await hearNodes(world.database.db)
    await sweepJobs(world.context)
    const running = await world.addJob()
    await claimJobs(world.context, world.nodes[0], 1)
    const busy = await world.addJob()
    await advanceDatabaseTime(world.database, 14_000)
    await renewLeases(world.context, world.nodes[0], [{ job: running, attempt: 1 }])
    await advanceDatabaseTime(world.database, 14_000)
    await renewLeases(world.context, world.nodes[0], [{ job: running, attempt: 1 }])
    await advanceDatabaseTime(world.database, 4000)
    await hearNodes(world.database.db)
    await sweepJobs(world.context)
    const orphan = await world.addJob({ container: { ...world.container, containerId: world.account } })
    await advanceDatabaseTime(world.database, 31_000)
    await sweepJobs(world.context)

    expect((await world.readJob(offline)).outcome).toBe('CONTAINER_OFFLINE')
    expect((await world.readJob(silent)).outcome).toBe('CONTAINER_NO_RESPONSE')
    expect((await world.readJob(busy)).outcome).toBe('CONTAINER_BUSY')
    expect((await world.readJob(orphan)).outcome).toBe('CONTAINER_NOT_ASSOCIATED')
  })

  it('gives a test whose lease ran out to another node once, and discards what the first one hands in late', async () => {
    world = await createJobWorld()
    const [first, second] = world.nodes
    const job = await world.addJob()
    await claimJobs(world.context, first, 1)
    await advanceDatabaseTime(world.database, 16_000)
    await sweepJobs(world.context)
    await hearNodes(world.database.db)
    const [claimed] = await claimJobs(world.context, second, 1)

    const late = await completeJobs(world.context, first, [{ job, attempt: 1, outcome: 'OK', report: testReport() }])
    await advanceDatabaseTime(world.database, 16_000)
    await sweepJobs(world.context)

    expect(claimed).toMatchObject({ id: job, attempt: 2 })
    expect(late).toEqual({ accepted: [], refused: [job] })
    expect((await world.readJob(job)).outcome).toBe('QUARANTINED')
    expect(await world.readEventTypes(job)).toEqual(['queued', 'leased', 'requeued', 'leased', 'finished'])
  })

  it('ends a test that nobody takes up again after its node was lost as lost, not as never begun', async () => {
    world = await createJobWorld()
    const job = await world.addJob()
    await claimJobs(world.context, world.nodes[0], 1)
    await advanceDatabaseTime(world.database, 16_000)
    await sweepJobs(world.context)
    await advanceDatabaseTime(world.database, 60_000)

    await sweepJobs(world.context)

    expect(await world.readJob(job)).toMatchObject({ outcome: 'CONTAINER_LOST', attempt: 1 })
  })

  it('gives a query to another node but never a change, whose outcome it calls unknown', async () => {
    world = await createJobWorld()
    const query = await world.addJob({ request: operationRequest('query') })
    const changes = await Promise.all(
      ['create', 'update', 'act'].map((action) => world.addJob({ request: operationRequest(action) })),
    )
    await claimJobs(world.context, world.nodes[0], 4)
    await advanceDatabaseTime(world.database, 16_000)

    await sweepJobs(world.context)

    expect((await world.readJob(query)).state).toBe('queued')
    for (const change of changes) expect((await world.readJob(change)).outcome).toBe('OUTCOME_UNKNOWN')
  })

  it.each([
    ['token-request', 'TOKEN_TIMEOUT'],
    ['probe', 'SERVICE_TIMEOUT'],
    ['classify', 'CONTAINER_LOST'],
  ])('ends a test that hung in the stage %s as %s and says where', async (stage, outcome) => {
    world = await createJobWorld()
    const job = await world.addJob({ deadlineMs: 10_000 })
    await claimJobs(world.context, world.nodes[0], 1)
    const passed = { name: 'settings', status: 'passed' as const, durationMs: 1 }
    await reportEvents(world.context, world.nodes[0], job, {
      attempt: 1,
      events: [
        { type: 'stage-started', at: moment, data: { stage: 'settings' } },
        { type: 'stage-finished', at: moment, data: { stage: passed } },
        { type: 'stage-started', at: moment, data: { stage } },
      ],
    })
    await advanceDatabaseTime(world.database, 10_000)

    await sweepJobs(world.context)

    const { outcome: found, report } = await world.readJob(job)
    expect(found).toBe(outcome)
    expect(report).toMatchObject({ stage, message: expect.stringContaining(`hung in the stage ${stage}`) })
    expect(report?.stages[0]).toEqual(passed)
  })

  it('ends operations past their deadline', async () => {
    world = await createJobWorld()
    const get = await world.addJob({ request: operationRequest('get'), deadlineMs: 5000 })
    const create = await world.addJob({ request: operationRequest('create'), deadlineMs: 5000 })
    await claimJobs(world.context, world.nodes[0], 2)
    await advanceDatabaseTime(world.database, 5000)

    await sweepJobs(world.context)

    expect((await world.readJob(get)).outcome).toBe('TIMED_OUT')
    expect((await world.readJob(create)).outcome).toBe('OUTCOME_UNKNOWN')
  })

  it('does each transition once when two hubs sweep at a time', async () => {
    world = await createJobWorld()
    const jobs = await Promise.all(Array.from({ length: 6 }, () => world.addJob()))
    await claimJobs(world.context, world.nodes[0], 3)
    await advanceDatabaseTime(world.database, 31_000)

    await Promise.all([sweepJobs(world.context), sweepJobs(world.context), sweepJobs(world.context)])

    const states = await Promise.all(jobs.map(async (job) => (await world.readJob(job)).state))
    expect(states.filter((state) => state === 'queued')).toHaveLength(3)
    expect(states.filter((state) => state === 'finished')).toHaveLength(3)
  })
})
