import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPostgresqlServer } from '../postgresql-server.ts'
import { runTorture } from './run-torture.ts'

const server = findPostgresqlServer()
beforeAll(() => server?.start(), 60_000)
afterAll(() => server?.stop(), 60_000)

describe('runTorture', () => {
  it('finds nothing lost and nothing done twice on the embedded database', async () => {
    const report = await runTorture({ rounds: 3, seed: 3, server: undefined, tell: () => {} })

    expect(report).toMatchObject({ rounds: 3, faults: [] })
    expect(report.outcomes.OK).toBeGreaterThan(0)
  }, 300_000)

  it.runIf(server)(
    'finds nothing lost and nothing done twice with two hubs on PostgreSQL',
    async () => {
      const report = await runTorture({ rounds: 3, seed: 3, server: server?.url, tell: () => {} })

      expect(report).toMatchObject({ rounds: 3, faults: [] })
      expect(report.outcomes.OK).toBeGreaterThan(0)
    },
    300_000,
  )
})
