import { expect, it } from 'vitest'
import { runLoadTorture } from './run-load-torture.ts'

// A seed of one template here; `npm run torture -- --loads` runs as many as one wants, of every template.
it('loads bring each record in once and say what became of it, among kills and lost answers', async () => {
  const report = await runLoadTorture({
    seeds: [3],
    templates: ['L22'],
    atOnce: 1,
    mostKills: 2,
    tell: () => {},
  })

  expect(report).toMatchObject({ rounds: 1, templates: { L22: 1 }, faults: [] })
  expect(report.kills).toBeGreaterThan(0)
}, 300_000)
