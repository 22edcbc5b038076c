import { describe, expect, it } from 'vitest'
import { runTorture } from './run-torture.ts'

describe('runTorture', () => {
  it('finds nothing lost and nothing done twice on the embedded database', async () => {
    const report = await runTorture({ rounds: 2, seed: 3, server: undefined, tell: () => {} })

    expect(report).toMatchObject({ rounds: 2, faults: [] })
    expect(report.outcomes.OK).toBeGreaterThan(0)
  }, 300_000)
})
