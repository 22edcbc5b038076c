import fc from 'fast-check'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createId } from '../../basics/create-id.ts'
import { beatNode } from '../../containers/nodes/beat-node.ts'
import { advanceDatabaseTime } from '../../testing/database/test-database.ts'
import { hearNodes } from '../../testing/hear-nodes.ts'
import { findJobInvariantViolations } from '../../testing/job-invariants.ts'
import { createJobWorld, type JobWorld, operationRequest, testSettings } from '../../testing/job-world.ts'
import { jobLimits } from '../job/job-limits.ts'
import { claimJobs } from './claim-jobs.ts'
import { areQuarantined } from './node-losses.ts'
import { sweepJobs } from './sweep-jobs.ts'

let world: JobWorld
/** The programs that run on the two nodes. */
let boots: [string, string]

beforeEach(async () => {
  world = await createJobWorld()
  boots = [createId(), createId()]
  for (const index of [0, 1] as const) await beat(index)
})

afterEach(async () => {
  expect(await findJobInvariantViolations(world.database.db)).toEqual([])
  await world[Symbol.asyncDispose]()
})

describe('a job whose node died in it', () => {
  it('is given to one more node and then quarantined: no third one gets it', async () => {
    const job = await world.addJob()
    await claim(0)
    await fallSilent()
    await claim(1)
    await fallSilent()

    expect(await world.readJob(job)).toMatchObject({ state: 'finished', outcome: 'QUARANTINED', attempt: 2 })
    expect(await claim(0)).toEqual([])
  })

  it('is quarantined at once when its second node has come back as another program', async () => {
    const job = await world.addJob()
    await claim(0)
    await restart(0)
    await claim(1)
    await restart(1)

    expect(await world.readJob(job)).toMatchObject({ state: 'finished', outcome: 'QUARANTINED', attempt: 2 })
  })

  it('is never given to another when it is a change', async () => {
    const change = await world.addJob({ request: operationRequest('create') })
    await claim(0)
    await restart(0)

    expect(await world.readJob(change)).toMatchObject({ outcome: 'OUTCOME_UNKNOWN', attempt: 1 })
  })
})

describe('settings whose jobs cost nodes', () => {
  it('are held back after three, others are not', async () => {
    await costThreeNodes()
    const [held, free] = [
      await world.addJob(),
      await world.addJob({ settings: { ...testSettings, fingerprint: 'f2' } }),
    ]

    const claimed = await claim(0)
    await advanceDatabaseTime(world.database, 30_000)
    await sweepJobs(world.context)

    expect(await isQuarantined('f1')).toBe(true)
    expect(claimed).toEqual([free])
    expect((await world.readJob(held)).outcome).toBe('QUARANTINED')
  })

  it('may be used again an hour later', async () => {
    await costThreeNodes()
    await advanceDatabaseTime(world.database, jobLimits.quarantineMs)
    const job = await world.addJob()

    expect(await claim(0)).toEqual([job])
  })

  it('are not blamed for nodes that were only cut off, nor while nobody can know', async () => {
    for (let i = 0; i < 4; i++) {
      await world.addJob()
      await claim(0)
      await advanceDatabaseTime(world.database, 16_000)
      await sweepJobs(world.context)
      expect(await isQuarantined('f1')).toBe(false)
      await beat(0)
      await sql`update job set pickup_deadline_at = hub_now() where state = 'queued'`.execute(world.database.db)
      await sweepJobs(world.context)
    }
    const job = await world.addJob()

    expect(await claim(0)).toEqual([job])
  })

  it('are blamed for changes as for reads', async () => {
    for (let i = 0; i < 3; i++) {
      await world.addJob({ request: operationRequest('create') })
      await claim(0)
      await restart(0)
    }

    expect(await isQuarantined('f1')).toBe(true)
  })

  it('cost no more than three nodes within an hour, in whatever order jobs are started and nodes die', async () => {
    const step = fc.record({
      node: fc.constantFrom(0 as const, 1 as const),
      isRestarted: fc.boolean(),
      action: fc.constantFrom('get', 'create', undefined),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 12 }), async (steps) => {
        await advanceDatabaseTime(world.database, 2 * jobLimits.quarantineMs)
        let deaths = 0
        for (const { node, isRestarted, action } of steps) {
          await beat(node)
          await world.addJob(action === undefined ? {} : { request: operationRequest(action) })
          // One job at a time: what runs side by side dies side by side.
          if ((await claim(node)).length === 0) continue
          deaths++
          if (!isRestarted) await fallSilent()
          await restart(node)
        }

        expect(deaths).toBeLessThanOrEqual(jobLimits.maxNodeLosses)
      }),
      { numRuns: 10, interruptAfterTimeLimit: 20_000 },
    )
  })
})

/** The ids of what the node was given: one at most. */
async function isQuarantined(fingerprint: string): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`select ${areQuarantined(world.account, fingerprint)} as held`.execute(
    world.database.db,
  )
  return rows[0]?.held === true
}

/** The node, which has just been heard, asks for a job. */
async function claim(node: 0 | 1): Promise<string[]> {
  await hearNodes(world.database.db, world.nodes[node])
  return (await claimJobs(world.context, world.nodes[node], 1, boots[node])).map(({ id }) => id)
}

async function beat(node: 0 | 1): Promise<void> {
  await beatNode(world.context, world.nodes[node], {
    boot: boots[node],
    status: 'online',
    version: '1.2.3',
    connectorVersion: '1.2.3',
    nowMs: Date.now(),
    capacity: 8,
    held: [],
    heldRuns: [],
    organizations: [],
  })
}

/** The node is started again after it died, and says so. */
async function restart(node: 0 | 1): Promise<void> {
  boots[node] = createId()
  await beat(node)
}

/** Nothing is heard of any node until leases have run out. */
async function fallSilent(): Promise<void> {
  await advanceDatabaseTime(world.database, 16_000)
  await sweepJobs(world.context)
}

async function costThreeNodes(): Promise<void> {
  for (const node of [0, 1, 0] as const) {
    await world.addJob()
    await claim(node)
    await restart(node)
  }
  await sql`update job set pickup_deadline_at = hub_now() where state = 'queued'`.execute(world.database.db)
  await sweepJobs(world.context)
}
