import { describe, expect, it } from 'vitest'
import type { StepName } from './run/run-options.ts'
import { openStateFolder } from './state/folder/open-state-folder.ts'
import type { DefinitionChange } from './testing/invoice-run.ts'
import { createWorld } from './testing/world.ts'

const change: DefinitionChange = {
  acknowledge: { mode: 'before-delivery' },
  limits: { batch: { records: 20 } },
}

const idsOf = (invoices: readonly Readonly<Record<string, unknown>>[]): readonly number[] =>
  invoices.map(({ id }) => Number(id))

describe('an acknowledgement before the delivery', () => {
  it('marks a batch before it writes it, and each record once', async () => {
    await using world = await createWorld({ records: { invoices: 400 } })
    const due = idsOf(await world.approved({ exported: false }))
    const markedAtWriting: number[] = []
    const steps: StepName[] = []
    const onStep = async (step: StepName): Promise<void> => {
      steps.push(step)
      if (step === 'batch-written') markedAtWriting.push((await world.approved({ exported: true })).length)
    }
    const before = (await world.approved({ exported: true })).length
    world.sandbox.control.resetLog()

    const receipt = await world.run({ change, onStep })

    const marks = world.sandbox.requests.filter(({ method }) => method === 'PUT')
    expect(receipt).toMatchObject({ outcome: 'succeeded', delivered: due.length, acknowledged: due.length, waiting: 0 })
    expect(markedAtWriting.slice(0, 2)).toEqual([before + 20, before + 40])
    expect(marks).toHaveLength(due.length)
    expect(idsOf(await world.delivered())).toEqual(due)
  })

  const kills: readonly (readonly [StepName, number])[] = [
    ['batch-opened', 2],
    ['record-marked', 1],
    ['record-marked', 27],
    ['batch-marked', 1],
    ['batch-written', 2],
    ['batch-committed', 1],
    ['batch-kept', 1],
    ['records-settled', 1],
  ]

  it.each(kills)('loses and repeats nothing when it is killed after %s for the %ith time', async (step, times) => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const due = idsOf(await world.approved({ exported: false }))

    const signal = await world.runKilled(step, times, change)
    const receipt = await world.run({ change })

    expect(signal).toBe('SIGKILL')
    expect(receipt).toMatchObject({ outcome: 'succeeded', read: due.length, acknowledged: due.length })
    expect(idsOf(await world.delivered())).toEqual(due)
    expect(await world.approved({ exported: false })).toEqual([])
  })

  it('sets aside what it cannot take the mark back of after a kill, and delivers the others', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const due = idsOf(await world.approved({ exported: false }))
    const [first] = due
    await world.runKilled('batch-marked', 1, change)
    const path = `/invoices/${first}`
    const heal = world.sandbox.control.fault({ kind: 'html-500', method: 'PUT', path, every: 1 })

    const receipt = await world.run({ change })
    heal()
    const retried = await world.run({ change, ids: [Number(first)], trigger: 'retry' })

    expect(receipt).toMatchObject({ outcome: 'partial', acknowledged: due.length - 1 })
    expect(retried).toMatchObject({ outcome: 'succeeded', delivered: 1, acknowledged: 1 })
    expect(idsOf(await world.delivered())).toEqual([...due.slice(1), Number(first)])
    await using state = openStateFolder(world.places.state, { now: Date.now })
    expect(await state.failures()).toMatchObject([{ id: String(first), class: 'transient', state: 'fixed' }])
  })

  it('takes the marks back also when the process acknowledges in another way by then', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const due = idsOf(await world.approved({ exported: false }))

    await world.runKilled('batch-marked', 1, change)
    const receipt = await world.run({ change: { acknowledge: { mode: 'after-commit' } } })

    expect(receipt).toMatchObject({ outcome: 'succeeded', delivered: due.length, acknowledged: due.length })
    expect(idsOf(await world.delivered())).toEqual(due)
  })

  it('does not deliver a record that cannot be marked, and delivers the others', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const [gone, ...others] = idsOf(await world.approved({ exported: false }))
    const onStep = (step: StepName): void => {
      if (step === 'batch-opened') world.sandbox.control.delete('invoices', Number(gone))
    }

    const receipt = await world.run({ change, onStep })

    expect(receipt).toMatchObject({ outcome: 'partial', quarantined: 1, delivered: others.length })
    expect(receipt.read).toBe(receipt.delivered + receipt.quarantined)
    expect(receipt.acknowledged).toBe(others.length)
    expect(idsOf(await world.delivered())).toEqual(others)
    await using state = openStateFolder(world.places.state, { now: Date.now })
    expect(await state.failures()).toMatchObject([{ id: String(gone), stage: 'mark', class: 'gone' }])
    expect(await state.openBatches()).toEqual([])
  })

  it('takes the mark back of an invoice that changed between the read and the look', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const [first] = idsOf(await world.approved({ exported: false }))
    let isChanged = false
    const onStep = (step: StepName): void => {
      if (step !== 'batch-marked' || isChanged) return
      isChanged = true
      world.sandbox.control.update('invoices', Number(first), { 'invoice-number': 'CHANGED-1' })
    }

    const receipt = await world.run({ change, onStep })
    const next = await world.run({ change })

    expect(receipt).toMatchObject({ changedMeanwhile: 1, acknowledged: receipt.delivered - 1 })
    expect(next).toMatchObject({ read: 1, delivered: 1, acknowledged: 1 })
    expect((await world.delivered()).at(-1)).toMatchObject({ id: first, 'invoice-number': 'CHANGED-1' })
  })

  it('marks again what lost its mark', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const due = idsOf(await world.approved({ exported: false }))
    const onStep = (step: StepName): void => {
      if (step === 'batch-kept') world.sandbox.control.update('invoices', Number(due[0]), { exported: false })
    }

    const receipt = await world.run({ change: { ...change, limits: {} }, onStep })

    expect(receipt).toMatchObject({ outcome: 'succeeded', acknowledged: due.length })
    expect(await world.approved({ exported: false })).toEqual([])
  })
})
