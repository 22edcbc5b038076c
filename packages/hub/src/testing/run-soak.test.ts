import { describe, expect, it } from 'vitest'
import { runSoak } from './run-soak.ts'

/**
 * A job's answers and rows are tens of kilobytes, and each of its statements kept would be 80 KiB a job. In so few jobs what
 * is made once still shows, with up to 1 KiB a job.
 */
const maxBytesPerJob = 5_120

// The long form is `npm run torture -- --soak`.
describe('the memory of a hub', { timeout: 240_000 }, () => {
  it('does not grow with the number of jobs and statements', async () => {
    const { bytesPerJob } = await runSoak({ rounds: 8, jobsPerRound: 40 })

    expect(bytesPerJob).toBeLessThan(maxBytesPerJob)
  })

  it('would be seen to grow if answers were kept: the control', async () => {
    const { bytesPerJob } = await runSoak({ rounds: 8, jobsPerRound: 10, hasLeak: true })

    expect(bytesPerJob).toBeGreaterThan(2 * maxBytesPerJob)
  })
})
