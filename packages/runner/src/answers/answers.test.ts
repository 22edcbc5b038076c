import type { ConsumerAnswer } from '@coupa-connector/process'
import { describe, expect, it } from 'vitest'
import type { StepName } from '../run/run-options.ts'
import { openStateFolder } from '../state/folder/open-state-folder.ts'
import type { StoredFailure } from '../state/run-record.ts'
import type { DefinitionChange } from '../testing/invoice-run.ts'
import { createWorld, type World } from '../testing/world.ts'

const change: DefinitionChange = { acknowledge: { mode: 'after-answer' } }

const accepted = (id: unknown): ConsumerAnswer => ({ id: String(id), outcome: 'accepted' })
const refused = (id: unknown, more: Partial<ConsumerAnswer> = {}): ConsumerAnswer => ({
  id: String(id),
  outcome: 'refused',
  code: 'NO_COST_CENTER',
  message: 'Cost center 400 is closed.',
  ...more,
})

async function idsOf(invoices: Promise<readonly Readonly<Record<string, unknown>>[]>): Promise<readonly number[]> {
  return (await invoices).map(({ id }) => Number(id))
}

async function failuresOf({ places }: World): Promise<readonly StoredFailure[]> {
  await using state = openStateFolder(places.state, { now: Date.now })
  return await state.failures()
}

describe('a process that waits for answers', () => {
  it('delivers, and marks nothing before it has an answer', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const due = await idsOf(world.approved({ exported: false }))

    const receipt = await world.run({ change })

    expect(receipt).toMatchObject({ outcome: 'succeeded', delivered: due.length, acknowledged: 0, waiting: due.length })
    expect(await idsOf(world.delivered())).toEqual(due)
    expect(await idsOf(world.approved({ exported: false }))).toEqual(due)
  })

  it('does not deliver again what waits, is refused, or is accepted', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const due = await idsOf(world.approved({ exported: false }))
    await world.run({ change })
    await world.answer([accepted(due[0]), refused(due[1])], { change })

    const receipt = await world.run({ change })

    expect(receipt).toMatchObject({ read: due.length - 1, unchanged: due.length - 1, delivered: 0, waiting: 0 })
  })

  it('marks what was accepted, keeps what was refused, and leaves the rest waiting', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const due = await idsOf(world.approved({ exported: false }))
    await world.run({ change })

    const answered = await world.answer(
      [...due.slice(0, 5).map(accepted), ...due.slice(5, 7).map((id) => refused(id))],
      {
        change,
      },
    )

    expect(answered).toMatchObject({ acknowledged: 5, changedMeanwhile: 0, failed: 0 })
    expect(await idsOf(world.approved({ exported: false }))).toEqual(due.slice(5))
    expect(await failuresOf(world)).toMatchObject(
      due.slice(5, 7).map((id) => ({
        id: String(id),
        stage: 'answer',
        class: 'refused',
        code: 'NO_COST_CENTER',
        message: 'Cost center 400 is closed.',
        state: 'open',
        attempts: 1,
      })),
    )
  })

  it('counts an answer that comes while the run goes on', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const due = await idsOf(world.approved({ exported: false }))
    let isAnswered = false
    const onStep = async (step: StepName): Promise<void> => {
      if (step !== 'batch-kept' || isAnswered) return
      isAnswered = true
      await using state = openStateFolder(world.places.state, { now: Date.now, isExclusive: false })
      const id = String(due[0])
      const entry = (await state.entries([id])).get(id)
      await state.keepAnswers([{ id, sequence: entry?.sequence ?? 0, from: 'waiting', to: 'delivered', answer: {} }])
    }

    const receipt = await world.run({ change, onStep })

    expect(receipt).toMatchObject({ delivered: due.length, acknowledged: 1, waiting: due.length - 1 })
    expect(await idsOf(world.approved({ exported: true }))).toContain(due[0])
  })

  it('takes the same answers twice without a further request to mark', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const due = await idsOf(world.approved({ exported: false }))
    await world.run({ change })
    const answers = [accepted(due[0]), refused(due[1])]
    await world.answer(answers, { change })
    world.sandbox.control.resetLog()

    const again = await world.answer([...answers, ...answers], { change })

    expect(again.outcomes.map(({ kind }) => kind)).toEqual(['repeated', 'repeated', 'repeated', 'repeated'])
    expect(world.sandbox.requests).toEqual([])
    expect((await failuresOf(world)).map(({ attempts }) => attempts)).toEqual([1])
  })

  it('lets a later acceptance win over a refusal, and not the other way round', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const [first] = await idsOf(world.approved({ exported: false }))
    await world.run({ change })

    await world.answer([refused(first)], { change })
    const corrected = await world.answer([accepted(first)], { change })
    const late = await world.answer([refused(first)], { change })

    expect(corrected).toMatchObject({ outcomes: [{ kind: 'accepted' }], acknowledged: 1 })
    expect(late.outcomes).toMatchObject([{ kind: 'rejected', code: 'ALREADY_ACCEPTED' }])
    expect(await failuresOf(world)).toMatchObject([{ state: 'fixed' }])
    expect(await idsOf(world.approved({ exported: true }))).toContain(first)
  })

  it('rejects an answer about a record that it has not delivered', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    await world.run({ change })

    const { outcomes } = await world.answer([accepted(999_999)], { change })

    expect(outcomes).toMatchObject([
      { kind: 'rejected', code: 'UNKNOWN_RECORD', message: 'This process has delivered no record 999999.' },
    ])
  })

  it('takes the mark back of a record that changed before the answer, and delivers its next version', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const [first] = await idsOf(world.approved({ exported: false }))
    await world.run({ change })
    world.sandbox.control.update('invoices', Number(first), { 'invoice-number': 'CHANGED-1' })

    const answered = await world.answer([accepted(first)], { change })
    const next = await world.run({ change })

    expect(answered).toMatchObject({ acknowledged: 0, changedMeanwhile: 1 })
    expect(next).toMatchObject({ delivered: 1, waiting: 1 })
    expect(await idsOf(world.approved({ exported: false }))).toContain(first)
    expect((await world.delivered()).at(-1)).toMatchObject({ id: first, 'invoice-number': 'CHANGED-1' })
  })

  it.each(['version', 'sequence', 'batch'] as const)(
    'rejects an answer whose %s is that of an earlier delivery',
    async (name) => {
      await using world = await createWorld({ records: { invoices: 200 } })
      const [first] = await idsOf(world.approved({ exported: false }))
      const { batches } = await world.run({ change })
      const earlier = await deliveryOf(world, first)
      world.sandbox.control.update('invoices', Number(first), { 'invoice-number': 'CHANGED-1' })
      await world.run({ change })
      const newest = await deliveryOf(world, first)

      const old = await world.answer([{ ...accepted(first), [name]: earlier[name] }], { change })
      const right = await world.answer([{ ...accepted(first), [name]: newest[name] }], { change })

      expect(batches).toHaveLength(1)
      expect(old.outcomes).toMatchObject([
        { kind: 'rejected', code: 'NOT_NEWEST', message: expect.stringContaining(String(earlier[name])) },
      ])
      expect(right).toMatchObject({ outcomes: [{ kind: 'accepted' }], acknowledged: 1 })
    },
  )

  it('delivers what was refused again when somebody retries it, and then waits for the next answer', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const [first] = await idsOf(world.approved({ exported: false }))
    await world.run({ change })
    await world.answer([refused(first)], { change })

    const retried = await world.run({ change, ids: [Number(first)], trigger: 'retry' })
    const open = await failuresOf(world)
    const again = await world.run({ change, ids: [Number(first)], trigger: 'retry' })
    await world.answer([accepted(first)], { change })

    expect(retried).toMatchObject({ read: 1, delivered: 1, waiting: 1 })
    expect(open).toMatchObject([{ state: 'open', stage: 'answer' }])
    expect(again).toMatchObject({ read: 1, delivered: 0, unchanged: 1 })
    expect(await failuresOf(world)).toMatchObject([{ state: 'fixed' }])
  })

  it('marks what waits when the process waits for answers no more', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const due = await idsOf(world.approved({ exported: false }))
    await world.run({ change })
    await world.answer([refused(due[0])], { change })

    const receipt = await world.run({ change: { acknowledge: { mode: 'after-commit' } } })

    expect(receipt).toMatchObject({ delivered: 0, acknowledgedEarlier: due.length - 1 })
    expect(await idsOf(world.approved({ exported: false }))).toEqual([due[0]])
  })

  it('marks nothing in another organization', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const [first] = await idsOf(world.approved({ exported: false }))
    await world.run({ change })
    for (const id of world.sandbox.control.ids('invoices').slice(0, 3)) {
      world.sandbox.control.update('invoices', id, { 'created-at': '2001-01-01T00:00:00Z' })
    }

    const answered = await world.answer([accepted(first)], { change })

    expect(answered).toMatchObject({ acknowledged: 0, failure: { code: 'ORGANIZATION_CHANGED' } })
    expect(await idsOf(world.approved({ exported: true }))).not.toContain(first)
  })
})

const kills: readonly (readonly [StepName, number])[] = [
  ['answers-kept', 1],
  ['record-marked', 1],
  ['record-marked', 7],
  ['batch-marked', 1],
  ['record-written-back', 1],
  ['record-written-back', 7],
  ['records-settled', 1],
]

describe('an acknowledgement of answers that is killed', () => {
  const written: DefinitionChange = {
    acknowledge: { mode: 'after-answer', writeBack: { 'custom-fields.erp-number': 'documentNumber' } },
  }

  it.each(kills)('after %s for the %ith time is made up for by the next run', async (step, times) => {
    await using world = await createWorld({ records: { invoices: 100 } })
    const due = await idsOf(world.approved({ exported: false }))
    const [before] = await erpNumbers(world, due.slice(10, 11))
    await world.run({ change: written })
    const answers = due.slice(0, 10).map((id) => ({ ...accepted(id), values: { documentNumber: `ERP-${id}` } }))

    const signal = await world.answerKilled([...answers, refused(due[10])], step, times, written)
    const receipt = await world.run({ change: written })

    expect(signal).toBe('SIGKILL')
    expect(receipt).toMatchObject({ outcome: 'succeeded', delivered: 0 })
    expect(await idsOf(world.approved({ exported: false }))).toEqual(due.slice(10))
    expect(await erpNumbers(world, due.slice(0, 11))).toEqual([...due.slice(0, 10).map((id) => `ERP-${id}`), before])
    expect(await failuresOf(world)).toMatchObject([{ id: String(due[10]), state: 'open', attempts: 1 }])
  })
})

describe('what a positive answer writes back', () => {
  const writes = (writeBack: Record<string, unknown>, more: DefinitionChange = {}): DefinitionChange =>
    ({ ...more, acknowledge: { mode: 'after-answer', writeBack } }) as DefinitionChange
  const number = { 'custom-fields.erp-number': 'documentNumber' }

  it.each(['namespace', 'global'] as const)(
    'is in Coupa, beside the mark in a request of its own (custom fields: %s)',
    async (place) => {
      await using world = await createWorld({ records: { invoices: 100 }, quirks: { 'custom-fields': place } })
      const [first] = await idsOf(world.approved({ exported: false }))
      const change = writes({ ...number, 'internal-note': { value: 'posted' } })
      await world.run({ change })
      world.sandbox.control.resetLog()

      const answered = await world.answer([{ ...accepted(first), values: { documentNumber: '5100004711' } }], {
        change,
      })

      const puts = world.sandbox.requests.filter(({ method }) => method === 'PUT')
      const invoice = await world.connection.resource<string>('invoices').get(Number(first))
      expect(answered).toMatchObject({ acknowledged: 1, failed: 0 })
      expect(invoice).toMatchObject({ exported: true, 'internal-note': 'posted' })
      expect(JSON.stringify(invoice)).toContain('"erp-number":"5100004711"')
      expect(puts).toHaveLength(2)
    },
  )

  it('is not a change of the record: it is not delivered again', async () => {
    await using world = await createWorld({ records: { invoices: 100 } })
    const [first] = await idsOf(world.approved({ exported: false }))
    const change = writes(number, { source: { watchChanges: true } })
    await world.run({ change })
    await world.answer([{ ...accepted(first), values: { documentNumber: '5100004711' } }], { change })

    const receipt = await world.run({ change })
    world.sandbox.control.update('invoices', Number(first), { 'invoice-number': 'CHANGED-1' })
    const control = await world.run({ change })

    expect(receipt).toMatchObject({ delivered: 0 })
    expect(control).toMatchObject({ delivered: 1 })
  })

  it.each(['html-500', 'garbage'] as const)(
    'does not end an acknowledgement where Coupa fails at one of the changes (%s), and a retry writes it',
    async (kind) => {
      await using world = await createWorld({ records: { invoices: 100 } })
      const due = (await idsOf(world.approved({ exported: false }))).slice(0, 4)
      const [first = 0] = due
      const change = writes(number)
      await world.run({ change })
      const answers = due.map((id) => ({ ...accepted(id), values: { documentNumber: `ERP-${id}` } }))
      let heal = (): void => {}
      const onStep = (step: StepName): void => {
        if (step !== 'batch-marked') return
        heal = world.sandbox.control.fault({ kind, method: 'PUT', path: `/invoices/${first}`, every: 1 })
      }

      const answered = await world.answer(answers, { change, onStep })
      heal()
      const failures = await failuresOf(world)
      await world.run({ change, ids: [first], trigger: 'retry' })

      expect(answered).toMatchObject({ acknowledged: 4, failed: 1 })
      expect(answered.failure).toBeUndefined()
      expect(failures).toMatchObject([{ id: String(first), stage: 'write-back', class: 'transient', state: 'open' }])
      expect(await erpNumbers(world, due)).toEqual(due.map((id) => `ERP-${id}`))
      expect(await failuresOf(world)).toMatchObject([{ state: 'fixed' }])
    },
  )

  it('ends where Coupa fails at every change', async () => {
    await using world = await createWorld({ records: { invoices: 400 } })
    const due = (await idsOf(world.approved({ exported: false }))).slice(0, 30)
    const change = writes(number)
    await world.run({ change })
    const answers = due.map((id) => ({ ...accepted(id), values: { documentNumber: `ERP-${id}` } }))
    const onStep = (step: StepName): void => {
      if (step === 'batch-marked') world.sandbox.control.fault({ kind: 'html-500', method: 'PUT', every: 1 })
    }

    const answered = await world.answer(answers, { change, onStep })
    world.sandbox.control.clearFaults()
    const next = await world.run({ change })

    expect(due).toHaveLength(30)
    expect(answered).toMatchObject({ acknowledged: 0, failure: { code: 'COUPA_SERVER_ERROR' } })
    expect(next).toMatchObject({ outcome: 'succeeded', acknowledgedEarlier: 30 })
    expect(await erpNumbers(world, due)).toEqual(due.map((id) => `ERP-${id}`))
  })

  it('is corrected by a later answer with another value', async () => {
    await using world = await createWorld({ records: { invoices: 100 } })
    const [first = 0] = await idsOf(world.approved({ exported: false }))
    const change = writes(number)
    await world.run({ change })
    await world.answer([accepted(first)], { change })

    const later = await world.answer([{ ...accepted(first), values: { documentNumber: '77' } }], { change })

    expect(later).toMatchObject({ outcomes: [{ kind: 'accepted' }], acknowledged: 1 })
    expect(await erpNumbers(world, [first])).toEqual(['77'])
  })

  it.each(['no-such-field', 'legacy-code'])(
    'is a failure of its own where Coupa does not take %s, and is written by a retry',
    async (name) => {
      await using world = await createWorld({
        records: { invoices: 100 },
        quirks: { 'unknown-custom-field': 'ignore' },
      })
      const [first = 0] = await idsOf(world.approved({ exported: false }))
      const wrong = writes({ [`custom-fields.${name}`]: 'documentNumber' })
      await world.run({ change: wrong })

      const answered = await world.answer([{ ...accepted(first), values: { documentNumber: '77' } }], { change: wrong })
      const failures = await failuresOf(world)
      await world.run({ change: writes(number), ids: [first], trigger: 'retry' })

      expect(answered).toMatchObject({ acknowledged: 1, failed: 1 })
      expect(failures).toMatchObject([
        { stage: 'write-back', code: 'WRITE_BACK_IGNORED', field: `custom-fields.${name}`, state: 'open' },
      ])
      expect(await erpNumbers(world, [first])).toEqual(['77'])
      expect(await failuresOf(world)).toMatchObject([{ state: 'fixed' }])
    },
  )

  it('takes one mark, one change and a share of a look a record', async () => {
    await using world = await createWorld({ records: { invoices: 1000 } })
    const due = await idsOf(world.approved({ exported: false }))
    const change = writes(number)
    await world.run({ change })

    const { requests } = await world.answer(
      due.map((id) => ({ ...accepted(id), values: { documentNumber: String(id) } })),
      { change },
    )

    expect(due.length).toBeGreaterThan(50)
    expect(requests).toBeLessThanOrEqual(2 * due.length + Math.ceil(due.length / 50) + 2)
  })
})

async function deliveryOf({ places }: World, id: number | undefined) {
  await using state = openStateFolder(places.state, { now: Date.now })
  const entry = (await state.entries([String(id)])).get(String(id))
  if (entry === undefined) throw new TypeError(`there is no delivery of ${id}`)
  return { version: entry.hash.slice(0, 16), sequence: entry.sequence, batch: entry.batch }
}

async function erpNumbers({ connection }: World, ids: readonly number[]): Promise<readonly unknown[]> {
  const query = { where: { id: { in: ids } }, fields: ['id', { 'custom-fields': {} }], limit: ids.length } as const
  const invoices = await connection.resource<string>('invoices').query(query).toArray()
  return invoices.map((invoice) => Reflect.get(Object(invoice['custom-fields']), 'erp-number'))
}
