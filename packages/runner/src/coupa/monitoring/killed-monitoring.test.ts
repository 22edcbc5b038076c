import { describe, expect, it } from 'vitest'
import type { StepName } from '../../run/run-options.ts'
import { createMonitoredWorld, monitored } from '../../testing/monitored-world.ts'

const small = monitored(3, { limits: { batch: { records: 20 } } })

/** Moments of the monitoring, and how often each comes before the run is killed. */
const kills: readonly (readonly [step: StepName, times: number, invoices: number])[] = [
  ['coupa-run-created', 1, 1000],
  ['batch-committed', 1, 1000],
  ['batch-kept', 1, 1000],
  ['records-settled', 1, 1000],
  ['document-reported', 1, 1000],
  ['document-reported', 17, 1000],
  ['documents-reported', 1, 1000],
  // So few are reported at the end.
  ['document-reported', 5, 400],
  ['coupa-run-ended', 1, 400],
]

describe('a run that is killed', () => {
  it.each(kills)('after %s for the %ith time reports everything once', async (step, times, invoices) => {
    await using world = await createMonitoredWorld({ records: { invoices } })
    const bad = world.due.slice(0, 2)
    const good = world.due.slice(2)
    world.spoil(bad)

    const signal = await world.runKilled(step, times, small)
    const receipt = await world.run({ change: small })

    expect(signal).toBe('SIGKILL')
    expect(receipt.coupaMonitoring).toMatchObject({ status: 'reported', waiting: 0 })
    const history = (await world.history()).map((record) => Number(record['document-id']))
    expect(history.toSorted((one, other) => one - other)).toEqual(good)
    const errors = (await world.errors()).filter((error) => error['document-id'] !== null)
    expect(errors.map((error) => Number(error['document-id'])).toSorted((one, other) => one - other)).toEqual(bad)
    const runs = await world.runs()
    expect(runs).toHaveLength(1)
    expect(runs[0]).toMatchObject({ status: 'errored', 'total-records': world.due.length })
  })
})
