import { describe, expect, it } from 'vitest'
import type { StepName } from './run/run-options.ts'
import { openStateFolder } from './state/folder/open-state-folder.ts'
import type { StoredFailure } from './state/run-record.ts'
import { createWorld, type World } from './testing/world.ts'

async function failuresOf({ places }: World): Promise<readonly StoredFailure[]> {
  await using state = openStateFolder(places.state, { now: Date.now })
  return await state.failures({ state: 'open' })
}

describe('the acknowledgement of a run', () => {
  it('survives answers that are lost', async () => {
    await using world = await createWorld({ records: { invoices: 400 } })
    const due = await world.approved({ exported: false })
    world.sandbox.control.fault({ kind: 'drop-answer', method: 'PUT', times: 5 })

    const receipt = await world.run()

    expect(receipt).toMatchObject({ outcome: 'succeeded', delivered: due.length, acknowledged: due.length })
    expect(await world.approved({ exported: false })).toEqual([])
  })

  it('repeats marks at which Coupa fails, and leaves to the second look those whose answer cannot be read', async () => {
    await using world = await createWorld({ records: { invoices: 400 } })
    const due = await world.approved({ exported: false })
    world.sandbox.control.fault({ kind: 'html-500', method: 'PUT', times: 3 })
    world.sandbox.control.fault({ kind: 'garbage', method: 'PUT', after: 10, times: 3 })

    const receipt = await world.run()

    expect(receipt).toMatchObject({ outcome: 'succeeded', delivered: due.length, acknowledged: due.length })
    expect(await world.approved({ exported: false })).toEqual([])
  })

  it('sets an invoice aside whose mark Coupa always fails at, and marks the others', async () => {
    await using world = await createWorld({ records: { invoices: 400 } })
    const due = await world.approved({ exported: false })
    const id = Number(due[3]?.id)
    const heal = world.sandbox.control.fault({ kind: 'html-500', method: 'PUT', path: `/invoices/${id}`, every: 1 })

    const receipt = await world.run()
    heal()
    const next = await world.run()

    expect(receipt).toMatchObject({ outcome: 'partial', acknowledged: due.length - 1, waiting: 1 })
    expect(next).toMatchObject({ outcome: 'succeeded', read: 1, unchanged: 1, acknowledgedEarlier: 1 })
  })

  it('ends when Coupa fails at every mark, and marks later what was delivered', async () => {
    await using world = await createWorld({ records: { invoices: 400 } })
    const due = await world.approved({ exported: false })
    const heal = world.sandbox.control.fault({ kind: 'html-500', method: 'PUT', every: 1 })

    const receipt = await world.run()
    heal()
    const next = await world.run()

    expect(due.length).toBeGreaterThan(25)
    expect(receipt).toMatchObject({ outcome: 'failed', code: 'COUPA_SERVER_ERROR', waiting: due.length })
    expect(next).toMatchObject({ outcome: 'succeeded', delivered: 0, acknowledgedEarlier: due.length })
  })

  it('takes the mark back of an invoice that changed between the read and the mark', async () => {
    await using world = await createWorld({ records: { invoices: 400 } })
    const [first] = await world.approved({ exported: false })
    const id = Number(first?.id)
    let isChanged = false
    const onStep = () => {
      if (!isChanged) world.sandbox.control.update('invoices', id, { 'invoice-number': 'CHANGED-1' })
      isChanged = true
    }

    const receipt = await world.run({ onStep })
    const next = await world.run()

    const versions = (await world.delivered()).filter((invoice) => invoice.id === id)
    expect(receipt).toMatchObject({ changedMeanwhile: 1, acknowledged: receipt.delivered - 1 })
    expect(next).toMatchObject({ read: 1, delivered: 1, acknowledged: 1 })
    expect(versions.map((version) => version['invoice-number'])).toEqual([expect.anything(), 'CHANGED-1'])
  })

  it('sets an invoice aside whose mark Coupa fails to take back, and a retry delivers its new version', async () => {
    await using world = await createWorld({ records: { invoices: 400 } })
    const due = await world.approved({ exported: false })
    const id = Number(due[0]?.id)
    const onStep = (step: StepName): void => {
      if (step === 'batch-kept') world.sandbox.control.update('invoices', id, { 'invoice-number': 'CHANGED-1' })
      if (step !== 'batch-marked') return
      world.sandbox.control.fault({ kind: 'html-500', method: 'PUT', path: `/invoices/${id}`, every: 1 })
    }

    const receipt = await world.run({ onStep })
    world.sandbox.control.clearFaults()
    const failures = await failuresOf(world)
    const retried = await world.run({ ids: [id], trigger: 'retry' })

    expect(receipt).toMatchObject({ outcome: 'partial', acknowledged: due.length - 1 })
    expect(failures).toMatchObject([{ id: String(id), stage: 'mark', class: 'transient', code: 'COUPA_SERVER_ERROR' }])
    expect(failures[0]?.message).toContain('could not be taken back')
    expect(retried).toMatchObject({ outcome: 'succeeded', delivered: 1, acknowledged: 1 })
    expect((await world.delivered()).at(-1)).toMatchObject({ id, 'invoice-number': 'CHANGED-1' })
    expect(await failuresOf(world)).toEqual([])
  })

  it('leaves what enters the list below the cursor to the next run, and loses none of it', async () => {
    await using world = await createWorld({ records: { invoices: 400 } })
    const before = await world.approved({ exported: false })
    const late = await world.connection
      .resource('invoices')
      .query({ where: { status: 'draft' }, fields: ['id'], limit: 5 })
      .toArray()
    let isDone = false
    const onStep = () => {
      for (const { id } of isDone ? [] : late) {
        world.sandbox.control.update('invoices', Number(id), { status: 'approved', exported: false })
      }
      isDone = true
    }

    await world.run({ onStep, change: { limits: { batch: { records: 10 } } } })
    await world.run()

    const delivered = (await world.delivered()).map(({ id }) => Number(id))
    const wanted = [...before, ...late].map(({ id }) => Number(id))
    expect(delivered.toSorted((one, other) => one - other)).toEqual(wanted.toSorted((one, other) => one - other))
    expect(await world.approved({ exported: false })).toEqual([])
  })

  it('sets the flag again without a delivery where somebody reset it and nothing changed', async () => {
    await using world = await createWorld({ records: { invoices: 100 } })
    await world.run()
    const [invoice] = await world.delivered()
    await world.connection.resource('invoices').unmarkExported(Number(invoice?.id))

    const receipt = await world.run()

    expect(receipt).toMatchObject({ read: 1, unchanged: 1, delivered: 0, acknowledgedEarlier: 1 })
    expect(await world.approved({ exported: false })).toEqual([])
  })

  it('delivers the next batch while Coupa is told of the one before, and no further one', async () => {
    await using world = await createWorld({ records: { invoices: 400 } })
    const secondIsKept = Promise.withResolvers<void>()
    let kept = 0
    const keptWhenMarked: number[] = []
    const onStep = async (step: string) => {
      if (step === 'batch-kept' && ++kept === 2) secondIsKept.resolve()
      if (step === 'record-marked') await secondIsKept.promise
      if (step === 'batch-marked') keptWhenMarked.push(kept)
    }

    const receipt = await world.run({ onStep, change: { limits: { batch: { records: 10 } } } })

    expect(receipt).toMatchObject({ outcome: 'succeeded', acknowledged: receipt.delivered })
    expect(keptWhenMarked[0]).toBe(2)
  })

  it('marks the next records while it is settled what became of those before', async () => {
    await using world = await createWorld({ records: { invoices: 1000 } })
    const nextIsMarked = Promise.withResolvers<void>()
    let marked = 0
    const onStep = async (step: string) => {
      if (step === 'record-marked' && ++marked === 51) nextIsMarked.resolve()
      if (step === 'records-settled') await nextIsMarked.promise
    }

    const receipt = await world.run({ onStep })

    expect(receipt).toMatchObject({ outcome: 'succeeded', acknowledged: receipt.delivered })
  })
})
