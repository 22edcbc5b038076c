import { describe, expect, it } from 'vitest'
import { createJobWorld, testReport } from '../testing/job-world.ts'
import { advanceDatabaseTime } from '../testing/test-database.ts'
import { claimJobs } from './claim-jobs.ts'
import { completeJobs } from './complete-jobs.ts'
import { deleteOldJobs } from './housekeeping.ts'

describe('deleteOldJobs', () => {
  it('deletes what was finished 90 days ago, and nothing that is not finished', async () => {
    await using world = await createJobWorld()
    const [old, waiting] = [await world.addJob(), await world.addJob()]
    await claimJobs(world.context, world.nodes[0], 1)
    await completeJobs(world.context, world.nodes[0], [{ job: old, attempt: 1, outcome: 'OK', report: testReport() }])
    await advanceDatabaseTime(world.database, 89 * 86_400_000)
    await deleteOldJobs(world.context)
    expect((await world.readJob(old)).state).toBe('finished')

    await advanceDatabaseTime(world.database, 2 * 86_400_000)
    await deleteOldJobs(world.context)

    const rows = await world.database.db.selectFrom('job').select('id').execute()
    expect(rows).toEqual([{ id: waiting }])
  })
})
