import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { advanceDatabaseTime } from '../testing/database/test-database.ts'
import { findJobInvariantViolations } from '../testing/job-invariants.ts'
import { createJobWorld, type JobWorld, operationRequest, testReport } from '../testing/job-world.ts'
import { requestCancellation } from './end/cancel-job.ts'
import { completeJobs } from './end/complete-jobs.ts'
import { claimJobs } from './queue/claim-jobs.ts'
import { renewLeases } from './queue/leases.ts'
import { sweepJobs } from './queue/sweep-jobs.ts'

/** A lease as a node remembers it, whether it still has it or not. */
interface Lease {
  readonly node: number
  readonly job: string
  readonly attempt: number
}

const node = fc.integer({ min: 0, max: 1 })
const step = fc.oneof(
  fc.record({ kind: fc.constant('claim' as const), node, capacity: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('renew' as const), node }),
  fc.record({ kind: fc.constant('complete' as const), lease: fc.nat(20) }),
  fc.record({ kind: fc.constant('complete by the other' as const), lease: fc.nat(20) }),
  fc.record({ kind: fc.constant('cancel' as const), job: fc.nat(4) }),
  fc.record({ kind: fc.constant('sweep' as const) }),
)
const round = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 3 }),
  passedMs: fc.constantFrom(0, 0, 3000, 12_000, 16_000, 40_000),
})
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never

const actions = ['get', 'create']

describe('jobs, in any order of what may happen to them', () => {
  it('are finished exactly once, and never by a node that lost them', async () => {
    await using world = await createJobWorld({ maxConcurrentJobs: 3 })
    await fc.assert(
      fc.asyncProperty(fc.array(round, { maxLength: 14 }), async (rounds) => {
        const jobs = [await world.addJob(), await world.addJob(), await world.addJob()]
        for (const action of actions) jobs.push(await world.addJob({ request: operationRequest(action) }))
        const leases: Lease[] = []
        const accepted: Lease[] = []

        // The steps of one round happen at a time; then time passes.
        for (const { steps, passedMs } of rounds) {
          await Promise.all(steps.map((each) => take(world, each, jobs, leases, accepted)))
          await advanceDatabaseTime(world.database, passedMs)
          expect(await findJobInvariantViolations(world.database.db)).toEqual([])
        }
        for (let i = 0; i < 4; i++) {
          await advanceDatabaseTime(world.database, 100_000)
          await sweepJobs(world.context)
        }

        for (const job of jobs) {
          const row = await world.readJob(job)
          const by = accepted.filter((lease) => lease.job === job)
          expect(row.state).toBe('finished')
          expect(by.length).toBeLessThanOrEqual(1)
          // Only the last lease may finish a job.
          if (by[0]) expect(by[0].attempt).toBe(row.attempt)
        }
        expect(await findJobInvariantViolations(world.database.db)).toEqual([])
      }),
      { numRuns: 15, interruptAfterTimeLimit: 20_000 },
    )
  })
})

async function take(world: JobWorld, each: Step, jobs: string[], leases: Lease[], accepted: Lease[]): Promise<void> {
  const { context, nodes } = world
  switch (each.kind) {
    case 'claim': {
      const claimed = await claimJobs(context, nodes[each.node === 0 ? 0 : 1], each.capacity)
      leases.push(...claimed.map(({ id, attempt }) => ({ node: each.node, job: id, attempt })))
      return
    }
    case 'renew': {
      const mine = leases.filter((lease) => lease.node === each.node)
      await renewLeases(context, nodes[each.node === 0 ? 0 : 1], mine)
      return
    }
    case 'complete':
    case 'complete by the other': {
      const lease = leases[each.lease]
      if (!lease) return
      const isTest = jobs.indexOf(lease.job) < jobs.length - actions.length
      const by = (lease.node === 0) === (each.kind === 'complete') ? nodes[0] : nodes[1]
      const answer = await completeJobs(context, by, [
        isTest
          ? { job: lease.job, attempt: lease.attempt, outcome: 'OK', report: testReport() }
          : {
              job: lease.job,
              attempt: lease.attempt,
              outcome: 'OK',
              result: { outcome: 'OK', message: 'Done.', durationMs: 1 },
            },
      ])
      if (each.kind === 'complete by the other') expect(answer.accepted).toEqual([])
      if (answer.accepted.length > 0) accepted.push(lease)
      return
    }
    case 'cancel':
      await world.database.db
        .transaction()
        .execute((trx) => requestCancellation(context, trx, world.account, jobs[each.job] ?? ''))
      return
    case 'sweep':
      await sweepJobs(context)
  }
}
