import { describe, expect, it } from 'vitest'
import { testServerUrl } from '../../packages/hub/src/testing/database/test-server-url.ts'
import { runTorture } from './run-torture.ts'

describe('runTorture', () => {
  it('finds nothing lost and nothing done twice with two hubs on PostgreSQL', async () => {
    const report = await runTorture({ rounds: 2, seed: 3, server: testServerUrl(), tell: () => {} })

    expect(report).toMatchObject({ rounds: 2, faults: [] })
    expect(report.outcomes.OK).toBeGreaterThan(0)
  }, 300_000)
})
