import { describe, expect, it } from 'vitest'
import type { StepName } from './run/run-options.ts'
import type { DefinitionChange } from './testing/invoice-run.ts'
import { createWorld, type World } from './testing/world.ts'

const change: DefinitionChange = { source: { watchChanges: true }, limits: { batch: { records: 10 } } }
const steps: readonly StepName[] = [
  'batch-opened',
  'batch-written',
  'batch-committed',
  'batch-kept',
  'record-marked',
  'records-settled',
]
const answerSteps: readonly StepName[] = ['answers-kept', 'record-marked', 'batch-marked', 'records-settled']
const acceptanceOf = (id: number) => ({ id: String(id), outcome: 'accepted' }) as const
const faults = ['drop-answer', 'unavailable', 'cut-body', 'reset', 'html-500'] as const

/** Three in the suite; `CHAOS_SEEDS=100 npx vitest run packages/runner/src/chaos.test.ts` tries more. */
const seeds = Array.from({ length: Number(process.env.CHAOS_SEEDS ?? 3) }, (_, place) => place + 1)

/** Answers take as long as all of the others. */
const answerSeeds = process.env.CHAOS_SEEDS === undefined ? seeds.slice(0, 1) : seeds

/** Numbers from 0 to 1 that a seed decides. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Edits an invoice that the process is about, as a person or another program would while it runs. */
function editSome(world: World, ids: readonly number[], random: () => number): void {
  const id = ids[Math.floor(random() * ids.length)] ?? 0
  world.sandbox.control.update('invoices', id, { 'invoice-number': `EDIT-${Math.floor(random() * 1e9)}` })
}

describe('runs among kills, faults and edits', () => {
  it.each(seeds)('deliver every invoice in its last version, and mark nothing else (seed %i)', async (seed) => {
    await using world = await createWorld({ records: { invoices: 250 } })
    const random = createRandom(seed)
    const due = (await world.approved({ exported: false })).map(({ id }) => Number(id))

    for (let round = 0; round < 3; round++) {
      const kind = faults[Math.floor(random() * faults.length)] ?? 'reset'
      world.sandbox.control.fault({ kind, times: 1 + Math.floor(random() * 3) })
      editSome(world, due, random)
      const timer = setInterval(() => editSome(world, due, random), 40)
      const step = steps[Math.floor(random() * steps.length)] ?? 'batch-kept'
      await world.runKilled(step, 1 + Math.floor(random() * 4), change)
      clearInterval(timer)
    }
    world.sandbox.control.clearFaults()
    for (let round = 0; round < 3; round++) expect((await world.run({ change })).outcome).toBe('succeeded')

    const last = new Map((await world.delivered()).map((invoice) => [Number(invoice.id), invoice['invoice-number']]))
    const invoices = world.connection.resource('invoices')
    const now = await invoices
      .query({ where: { id: { in: due } }, fields: ['id', 'invoice-number', 'exported'], limit: due.length })
      .toArray()
    expect(now.map(({ id }) => [id, last.get(Number(id))])).toEqual(
      now.map((invoice) => [invoice.id, invoice['invoice-number']]),
    )
    expect(now.every(({ exported }) => exported)).toBe(true)
    expect([...last.keys()].toSorted((one, other) => one - other)).toEqual(due)
  })

  it.each(answerSeeds)('mark only what its consumer accepted, and in the end all of it (seed %i)', async (seed) => {
    await using world = await createWorld({ records: { invoices: 250 } })
    const random = createRandom(1000 + seed)
    const due = (await world.approved({ exported: false })).map(({ id }) => Number(id))
    const before = (await world.approved({ exported: true })).map(({ id }) => Number(id))
    const answered: DefinitionChange = { ...change, acknowledge: { mode: 'after-answer' } }
    const accepted = new Set<number>()

    for (let round = 0; round < 3; round++) {
      editSome(world, due, random)
      await world.runKilled(steps[Math.floor(random() * steps.length)] ?? 'batch-kept', 1, answered)
      editSome(world, due, random)
      const chosen = due.filter(() => random() < 0.3)
      for (const id of chosen) accepted.add(id)
      const step = answerSteps[Math.floor(random() * answerSteps.length)] ?? 'answers-kept'
      await world.answerKilled(chosen.map(acceptanceOf), step, 1 + Math.floor(random() * 4), answered)
      const marked = (await world.approved({ exported: true })).map(({ id }) => Number(id))
      expect(marked.filter((id) => !before.includes(id) && !accepted.has(id))).toEqual([])
    }
    for (let round = 0; round < 3; round++) {
      expect((await world.run({ change: answered })).outcome).toBe('succeeded')
      await world.answer(due.map(acceptanceOf), { change: answered })
    }

    const last = new Map((await world.delivered()).map((invoice) => [Number(invoice.id), invoice['invoice-number']]))
    const now = await world.connection
      .resource('invoices')
      .query({ where: { id: { in: due } }, fields: ['id', 'invoice-number', 'exported'], limit: due.length })
      .toArray()
    expect(now.map(({ id }) => [id, last.get(Number(id))])).toEqual(
      now.map((invoice) => [invoice.id, invoice['invoice-number']]),
    )
    expect(now.every(({ exported }) => exported)).toBe(true)
  })
})
