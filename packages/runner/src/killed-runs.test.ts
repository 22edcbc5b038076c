import { describe, expect, it } from 'vitest'
import type { StepName } from './run/run-options.ts'
import { createTargetSchema } from './testing/target-schema.ts'
import { createWorld } from './testing/world.ts'

const small = { limits: { batch: { records: 20 } } }

/** The steps of a batch, and how often each is done before the run is killed. */
const kills: readonly (readonly [StepName, number])[] = [
  ['batch-opened', 1],
  ['batch-opened', 2],
  ['batch-written', 1],
  ['batch-written', 2],
  ['batch-committed', 1],
  ['batch-committed', 2],
  ['batch-kept', 1],
  ['batch-kept', 2],
  ['record-marked', 1],
  ['record-marked', 27],
  ['batch-marked', 1],
  ['records-settled', 1],
  ['records-settled', 2],
]

describe('a run that is killed', () => {
  it.each(kills)('after %s for the %ith time loses and repeats nothing', async (step, times) => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const due = await world.approved({ exported: false })

    const signal = await world.runKilled(step, times, small)
    const receipt = await world.run({ change: small })

    expect(signal).toBe('SIGKILL')
    const delivered = await world.delivered()
    expect(delivered.map(({ id }) => id)).toEqual(due.map(({ id }) => id))
    expect(await world.approved({ exported: false })).toEqual([])
    expect(receipt).toMatchObject({
      outcome: 'succeeded',
      isResumed: true,
      read: due.length,
      delivered: due.length,
      acknowledged: due.length,
    })
  })

  it.each(kills)('after %s for the %ith time leaves the tables of PostgreSQL right', async (step, times) => {
    await using schema = await createTargetSchema()
    await using world = await createWorld({ records: { invoices: 200 }, target: schema.target })
    const due = await world.approved({ exported: false })

    await world.runKilled(step, times, small)
    const receipt = await world.run({ change: small })

    const rows = await schema.query('select id::int from $schema.invoice order by 1')
    expect(rows.map(({ id }) => id)).toEqual(due.map(({ id }) => id))
    expect(receipt).toMatchObject({ outcome: 'succeeded', isResumed: true, acknowledged: due.length })
    const [{ records } = {}] = await schema.query(
      "select sum((objects->0->>'records')::int)::int as records from $schema.coupa_connector_batch where state = 'committed'",
    )
    expect(records).toBe(due.length)
  })

  it('between the delivery and the first mark is continued by marks alone', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    await world.runKilled('batch-kept', 1)
    world.sandbox.control.resetLog()

    const receipt = await world.run()

    const reads = world.sandbox.requests.filter(({ method, path }) => method === 'GET' && path.endsWith('/invoices'))
    expect(receipt).toMatchObject({ outcome: 'succeeded', acknowledged: receipt.delivered })
    // The fingerprint of the organization, the look, and the end of the list.
    expect(reads.length).toBeLessThanOrEqual(3)
  })
})
