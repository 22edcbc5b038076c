import { expect, it } from 'vitest'
import { testServerUrl } from '../../../packages/hub/src/testing/database/test-server-url.ts'
import { runProcessTorture } from './run-process-torture.ts'

it.each([
  ['two hubs on PostgreSQL', 2],
  ['the embedded database', 3],
] as const)(
  'processes deliver every document and mark nothing else, among kills, with %s',
  async (database, seed) => {
    const server = database === 'the embedded database' ? undefined : testServerUrl()

    const report = await runProcessTorture({ seeds: [seed], server, targetServer: testServerUrl(), tell: () => {} })

    expect(report).toMatchObject({ rounds: 1, faults: [] })
    expect(report.runs.succeeded).toBeGreaterThan(0)
  },
  300_000,
)
