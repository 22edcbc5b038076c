import { type Destination, destinationType, EndpointError } from '@coupa-connector/endpoints'
import { createMapper } from '@coupa-connector/process'
import { describe, expect, it } from 'vitest'
import type { StepName } from './run/run-options.ts'
import { openStateFolder } from './state/folder/open-state-folder.ts'
import type { StoredFailure } from './state/run-record.ts'
import { type DefinitionChange, invoiceDefinition, machineClock } from './testing/invoice-run.ts'
import { createTargetSchema, type TargetSchema } from './testing/target-schema.ts'
import { createWorld, type World } from './testing/world.ts'

const small: DefinitionChange = { limits: { batch: { records: 20 } } }
const marksFirst: DefinitionChange = { ...small, acknowledge: { mode: 'before-delivery' } }

const idsOf = (invoices: readonly Readonly<Record<string, unknown>>[]): readonly number[] =>
  invoices.map(({ id }) => Number(id))

/** An organization two of whose invoices have a null character in their numbers, and a database to deliver to. */
async function createPoisonedWorld(
  schema: TargetSchema,
): Promise<{ readonly world: World; readonly poisoned: readonly number[]; readonly others: readonly number[] }> {
  const world = await createWorld({ records: { invoices: 200 }, target: schema.target })
  const due = idsOf(await world.approved({ exported: false }))
  const poisoned = due.slice(3, 5)
  for (const id of poisoned) world.sandbox.control.update('invoices', id, { 'invoice-number': `A\0${id}` })
  return { world, poisoned, others: due.filter((id) => !poisoned.includes(id)) }
}

async function failuresOf(world: World): Promise<readonly StoredFailure[]> {
  await using state = openStateFolder(world.places.state, { now: Date.now })
  expect(await state.openBatches()).toEqual([])
  return await state.failures({ state: 'open' })
}

async function deliveredTo(schema: TargetSchema): Promise<readonly number[]> {
  return idsOf(await schema.query('select id::int from $schema.invoice order by 1'))
}

describe('a record that the destination cannot hold', () => {
  it('is set aside with its field and a way out, and the others are delivered and marked', async () => {
    await using schema = await createTargetSchema()
    const { world, poisoned, others } = await createPoisonedWorld(schema)
    await using _ = world

    const receipt = await world.run({ change: small })

    const counts = { delivered: others.length, quarantined: 2, acknowledged: others.length, waiting: 0 }
    expect(receipt).toMatchObject({ outcome: 'partial', read: others.length + 2, ...counts })
    expect(await deliveredTo(schema)).toEqual(others)
    expect(idsOf(await world.approved({ exported: false }))).toEqual(poisoned)
    const failures = await failuresOf(world)
    expect(failures.map(({ id }) => Number(id))).toEqual(poisoned)
    expect(failures[0]).toMatchObject({ stage: 'deliver', class: 'invalid', code: 'VALUE_REFUSED' })
    expect(failures[0]?.field).toMatch(/^invoice\./)
    expect(failures[0]?.message).toMatch(/contains a null character, which PostgreSQL cannot store\. Remove it/)
  })

  it('is delivered when it is correct, and its failure is fixed', async () => {
    await using schema = await createTargetSchema()
    const { world, poisoned } = await createPoisonedWorld(schema)
    await using _ = world
    await world.run({ change: small })

    for (const id of poisoned) world.sandbox.control.update('invoices', id, { 'invoice-number': `A${id}` })
    const receipt = await world.run({ change: small })

    expect(receipt).toMatchObject({ outcome: 'succeeded', delivered: 2, acknowledged: 2 })
    expect(await failuresOf(world)).toEqual([])
  })

  it('is marked no longer where a process marks first', async () => {
    await using schema = await createTargetSchema()
    const { world, poisoned, others } = await createPoisonedWorld(schema)
    await using _ = world

    const receipt = await world.run({ change: marksFirst })

    expect(receipt).toMatchObject({ outcome: 'partial', quarantined: 2, acknowledged: others.length })
    expect(idsOf(await world.approved({ exported: false }))).toEqual(poisoned)
    expect(await deliveredTo(schema)).toEqual(others)
  })

  it('does not hold up the run when it is alone in its batch', async () => {
    await using schema = await createTargetSchema()
    const { world, others } = await createPoisonedWorld(schema)
    await using _ = world

    const receipt = await world.run({ change: { limits: { batch: { records: 1 } } } })

    expect(receipt).toMatchObject({ outcome: 'partial', quarantined: 2, acknowledged: others.length })
    expect(await deliveredTo(schema)).toEqual(others)
    expect(await failuresOf(world)).toHaveLength(2)
  })

  it('is found when only a constraint of the table tells', async () => {
    await using schema = await createTargetSchema()
    await using world = await createWorld({ records: { invoices: 200 }, target: schema.target })
    const due = idsOf(await world.approved({ exported: false }))
    await world.run({ limit: 5 })
    const odd = Number(due[9])
    await schema.query(`alter table $schema.invoice add constraint not_odd check (id <> ${odd})`)

    const receipt = await world.run()

    expect(receipt).toMatchObject({ outcome: 'partial', quarantined: 1, delivered: due.length - 6 })
    expect(await deliveredTo(schema)).toEqual(due.filter((id) => id !== odd))
    const failures = await failuresOf(world)
    expect(failures).toMatchObject([{ id: String(odd), stage: 'deliver', code: 'VALUE_REFUSED' }])
    expect(failures[0]?.message).toContain('not_odd')
  })

  it('ends the run when more are refused than the limits allow, and says why', async () => {
    await using schema = await createTargetSchema()
    const { world } = await createPoisonedWorld(schema)
    await using _ = world

    const receipt = await world.run({ change: { limits: { errors: { max: 1 } } } })

    expect(receipt).toMatchObject({ outcome: 'failed', code: 'TOO_MANY_ERRORS', delivered: 0 })
    expect(receipt.reason).toContain('null character')
  })

  const kills: readonly (readonly [StepName, number, DefinitionChange])[] = [
    ['refused-found', 1, small],
    ['batch-opened', 2, small],
    ['refused-found', 1, marksFirst],
    ['marks-taken-back', 1, marksFirst],
    ['batch-opened', 2, marksFirst],
    ['batch-committed', 1, marksFirst],
  ]

  it.each(kills)(
    'loses and repeats nothing in a run killed after %s for the %ith time: %j',
    async (step, times, change) => {
      await using schema = await createTargetSchema()
      const { world, poisoned, others } = await createPoisonedWorld(schema)
      await using _ = world

      const signal = await world.runKilled(step, times, change)
      const receipt = await world.run({ change })

      expect(signal).toBe('SIGKILL')
      const counts = { delivered: others.length, quarantined: 2, acknowledged: others.length }
      expect(receipt).toMatchObject({ outcome: 'partial', isResumed: true, ...counts })
      expect(await deliveredTo(schema)).toEqual(others)
      expect(idsOf(await world.approved({ exported: false }))).toEqual(poisoned)
      expect((await failuresOf(world)).map(({ id }) => Number(id))).toEqual(poisoned)
    },
  )
})

describe('a destination that refuses a batch without naming a record', () => {
  /** Files, by a destination that refuses batches with some records. */
  async function refusing(
    world: World,
    isRefused: (ids: readonly number[]) => boolean,
    change: DefinitionChange = small,
  ): Promise<ReturnType<World['run']>> {
    const definition = invoiceDefinition(world.places.target, change)
    const type = destinationType('files')
    const settings = world.places.target.settings
    const files = await type?.open(settings, { clock: machineClock, delivery: definition.destination })
    if (files === undefined) throw new TypeError('there are no files')
    const destination: Destination = {
      ...files,
      write: async (batch) => {
        if (isRefused(batch.records.map(({ id }) => Number(id)))) {
          throw new EndpointError('VALUE_REFUSED', 'The format holds no such value.', { remedy: 'Leave it out.' })
        }
        await files.write(batch)
      },
    }
    return await world.run({ change, destination, mapper: createMapper(definition) })
  }

  it('is asked by halves, and gets all the others', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const due = idsOf(await world.approved({ exported: false }))
    const refused = [due[0], due[7], due[8]].map(Number)

    const receipt = await refusing(world, (ids) => ids.some((id) => refused.includes(id)))

    const others = due.filter((id) => !refused.includes(id))
    expect(receipt).toMatchObject({ outcome: 'partial', quarantined: 3, acknowledged: others.length })
    expect(idsOf(await world.delivered())).toEqual(others)
    const message = 'The format holds no such value. Leave it out.'
    expect(await failuresOf(world)).toMatchObject(refused.map((id) => ({ id: String(id), message })))
  })

  it('fails the run in its own words when no single record is at fault', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })

    const receipt = await refusing(world, (ids) => ids.length > 15)

    expect(receipt).toMatchObject({
      outcome: 'failed',
      code: 'VALUE_REFUSED',
      reason: 'The format holds no such value.',
    })
  })
})
