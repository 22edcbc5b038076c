import { describe, expect, it } from 'vitest'
import { runPowerCuts } from '../../testing/database/power-cuts.ts'
import { hasPowerDisks } from '../../testing/database/power-disk.ts'

// Without the right to mount disks this is left out; the run says so at its end. The long form is `npm run torture -- --power`.
describe.runIf(hasPowerDisks)('the embedded database at a power cut', { timeout: 120_000 }, () => {
  it('loses nothing that was acknowledged', async () => {
    const report = await runPowerCuts({ rounds: 2, random: Math.random })

    expect(report).toMatchObject({ lost: [], unopened: [] })
    expect(report.acknowledged).toBeGreaterThan(10)
  })

  it('would lose some if commits were not on the disk first: the control', async () => {
    const report = await runPowerCuts({ rounds: 2, random: () => 1, settings: { synchronous_commit: 'off' } })

    expect(report.lost.length).toBeGreaterThan(0)
  })
})
