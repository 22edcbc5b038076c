import { describe, expect, it } from 'vitest'
import { runSoak } from './run-soak.ts'

/** A job's own texts are several kilobytes: whatever kept one of them would be far above. */
const maxBytesPerJob = 1_024

// The long form is `npm run torture -- --soak`.
describe('the memory of a hub', { timeout: 240_000 }, () => {
  it('does not grow with the number of jobs and statements', async () => {
    const { bytesPerJob } = await runSoak({ rounds: 8, jobsPerRound: 100 })

    expect(bytesPerJob).toBeLessThan(maxBytesPerJob)
  })

  it('would be seen to grow if answers were kept: the control', async () => {
    const { bytesPerJob } = await runSoak({ rounds: 8, jobsPerRound: 30, hasLeak: true })

    expect(bytesPerJob).toBeGreaterThan(2 * maxBytesPerJob)
  })
})
