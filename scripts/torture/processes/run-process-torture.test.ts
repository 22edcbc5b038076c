import { expect, it } from 'vitest'
import { testServerUrl } from '../../../packages/hub/src/testing/database/test-server-url.ts'
import { runProcessTorture } from './run-process-torture.ts'

// One seed here; `npm run torture -- --processes` runs as many as one wants, also on the embedded database.
it('processes deliver every document and mark nothing else, among kills, with two hubs on PostgreSQL', async () => {
  const server = testServerUrl()

  const report = await runProcessTorture({ seeds: [2], server, targetServer: testServerUrl(), tell: () => {} })

  expect(report).toMatchObject({ rounds: 1, faults: [] })
  expect(report.runs.succeeded).toBeGreaterThan(0)
}, 300_000)
