import { describe, expect, it } from 'vitest'
import type { StepName } from './run/run-options.ts'
import type { DefinitionChange } from './testing/invoice-run.ts'
import { createTargetSchema } from './testing/target-schema.ts'
import { createWorld, type World } from './testing/world.ts'

const limits = { batch: { records: 50 }, deletions: { max: 100, share: 0.2 } }
const incremental: DefinitionChange = { source: { mode: 'incremental', where: {} }, acknowledge: { mode: 'none' } }
const reconcile: DefinitionChange = { source: { mode: 'reconcile', where: {} }, acknowledge: { mode: 'none' }, limits }

/** The steps of a reconciliation, and how often each is done before it is killed: the first batches are of changes. */
const kills: readonly (readonly [StepName, number])[] = [
  ['ids-seen', 1],
  ['ids-seen', 3],
  ['batch-opened', 1],
  ['batch-written', 2],
  ['batch-committed', 2],
  ['batch-kept', 3],
  ['absent-looked-up', 1],
  ['batch-opened', 5],
  ['batch-written', 5],
  ['batch-committed', 5],
  ['batch-kept', 5],
]

/** Changes 16 invoices in four places, and deletes 12 in two. */
async function change(
  world: World,
): Promise<{ readonly changed: readonly number[]; readonly gone: readonly number[] }> {
  const { control } = world.sandbox
  const ids = control.ids('invoices')
  const changed = [20, 70, 120, 170].flatMap((place) => ids.slice(place, place + 4))
  const gone = [30, 130].flatMap((place) => ids.slice(place, place + 6))
  for (const id of changed) control.update('invoices', id, { 'invoice-number': `LATER-${id}` })
  for (const id of gone) control.delete('invoices', id)
  return { changed, gone }
}

describe('a reconciliation that is killed', () => {
  it.each(kills)('after %s for the %ith time delivers each difference once', async (step, times) => {
    await using world = await createWorld({ records: { invoices: 200 } })
    await world.run({ change: incremental })
    const before = (await world.delivered()).length
    const { changed, gone } = await change(world)

    const signal = await world.runKilled(step, times, reconcile)
    const receipt = await world.run({ change: reconcile })

    const since = (await world.delivered()).slice(before)
    const deletions = since.filter((line) => 'deleted_at' in line)
    const versions = since.filter((line) => !('deleted_at' in line))
    const inOrder = (lines: readonly Readonly<Record<string, unknown>>[]): readonly number[] =>
      lines.map(({ id }) => Number(id)).toSorted((one, other) => one - other)
    expect(signal).toBe('SIGKILL')
    expect(inOrder(versions)).toEqual(changed)
    expect(inOrder(deletions)).toEqual(gone)
    expect(receipt).toMatchObject({ outcome: 'succeeded', isResumed: true, delivered: 16, deleted: 12, read: 188 })
  })

  it.each([
    ['batch-kept', 2],
    ['ids-seen', 2],
    ['absent-looked-up', 1],
    ['batch-written', 5],
  ] as const)(
    'that asks for what was delivered, after %s for the %ith time, delivers each difference once',
    async (step, times) => {
      await using world = await createWorld({ records: { invoices: 200 } })
      await world.run({ change: incremental })
      const before = (await world.delivered()).length
      const { changed, gone } = await change(world)
      const delivered = { ...reconcile, source: { mode: 'reconcile', where: {}, onlyDelivered: true } } as const

      await world.runKilled(step, times, delivered)
      const receipt = await world.run({ change: delivered })

      const since = (await world.delivered()).slice(before)
      expect(since.map(({ id }) => Number(id)).toSorted((one, other) => one - other)).toEqual(
        [...changed, ...gone].toSorted((one, other) => one - other),
      )
      expect(receipt).toMatchObject({ outcome: 'succeeded', isResumed: true, delivered: 16, deleted: 12 })
    },
  )

  it.each([
    ['batch-written', 5],
    ['batch-committed', 5],
  ] as const)('after %s for the %ith time leaves the tables of PostgreSQL right', async (step, times) => {
    await using schema = await createTargetSchema()
    await using world = await createWorld({ records: { invoices: 200 }, target: schema.target })
    await world.run({ change: incremental })
    const { gone } = await change(world)

    await world.runKilled(step, times, reconcile)
    const receipt = await world.run({ change: reconcile })

    const marked = await schema.query(
      'select id::int from $schema.invoice where _coupa_deleted_at is not null order by id',
    )
    expect(receipt).toMatchObject({ outcome: 'succeeded', isResumed: true, deleted: 12 })
    expect(marked.map(({ id }) => id)).toEqual(gone)
  })
})
