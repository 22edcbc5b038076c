import { describe, expect, it } from 'vitest'
import { openStateFolder } from './state/folder/open-state-folder.ts'
import type { DefinitionChange } from './testing/invoice-run.ts'
import { createTargetSchema } from './testing/target-schema.ts'
import { createWorld, type World } from './testing/world.ts'

const limits = { batch: { records: 100 }, deletions: { max: 100, share: 0.2 } }
const incremental: DefinitionChange = {
  source: { mode: 'incremental', where: {} },
  acknowledge: { mode: 'none' },
  limits,
}
const reconcile = { ...incremental, source: { mode: 'reconcile', where: {} } } satisfies DefinitionChange
const byContent = { ...reconcile, source: { ...reconcile.source, compare: 'content' } } satisfies DefinitionChange

/** What a consumer holds that follows the rules: the last version of each document, without those that were deleted. */
async function held(world: World): Promise<ReadonlyMap<number, unknown>> {
  const documents = new Map<number, unknown>()
  for (const line of await world.delivered()) {
    if ('deleted_at' in line) documents.delete(Number(line.id))
    else documents.set(Number(line.id), line['invoice-number'])
  }
  return documents
}

/** Keeps in the state that a reconciliation marked a record as deleted, which is there. */
async function keepAsDeleted({ places }: World, id: number): Promise<void> {
  await using state = openStateFolder(places.state, { now: Date.now })
  const run = await state.beginRun({ definition: 'another', trigger: 'person' })
  const openedAtMs = Date.now()
  const record = { id: String(id), hash: '', sequence: await state.nextSequence(openedAtMs, 1) }
  const position = { pass: 1, checkpoint: undefined }
  const outcome = { records: [record], state: 'deleted', unchanged: [], failures: [], counts: {}, position } as const
  await state.openBatch({ id: `${run.id}-1`, run: run.id, openedAtMs, outcome })
  await state.batchDelivered(run.id, `${run.id}-1`, [], {})
  await state.endRun(run.id, { outcome: 'succeeded', receipt: {}, watermarks: {}, canContinue: false })
}

describe('a reconciliation', () => {
  it('delivers what was missed and marks as deleted what is gone, and then finds nothing', async () => {
    await using world = await createWorld({ records: { invoices: 300 } })
    await world.run({ change: incremental })
    const ids = world.sandbox.control.ids('invoices')
    const [changed = 0, gone = 0, other = 0] = ids.slice(10)
    world.sandbox.control.update('invoices', changed, { 'invoice-number': 'MISSED-1' })
    for (const id of [gone, other]) world.sandbox.control.delete('invoices', id)

    const receipt = await world.run({ change: reconcile })
    const again = await world.run({ change: reconcile })

    const now = await held(world)
    expect(receipt).toMatchObject({
      outcome: 'succeeded',
      read: 298,
      unchanged: 297,
      delivered: 1,
      deleted: 2,
      acknowledged: 0,
    })
    expect(now.get(changed)).toBe('MISSED-1')
    expect([...now.keys()].toSorted((one, two) => one - two)).toEqual(ids.filter((id) => id !== gone && id !== other))
    expect(again).toMatchObject({ outcome: 'succeeded', read: 298, unchanged: 298, delivered: 0, deleted: 0 })
  })

  it('marks nothing as exported, and changes nothing in Coupa', async () => {
    await using world = await createWorld({ records: { invoices: 100 } })
    world.sandbox.control.resetLog()

    const receipt = await world.run({ change: reconcile })

    expect(receipt).toMatchObject({ outcome: 'succeeded', delivered: 100 })
    const writes = world.sandbox.requests.filter(({ method, path }) => method !== 'GET' && path.startsWith('/api/'))
    expect(writes).toEqual([])
  })

  it('takes one request for fifty records when nothing changed', async () => {
    await using world = await createWorld({ records: { invoices: 2000 } })
    await world.run({ change: incremental })

    const { requests, unchanged } = await world.run({ change: reconcile })

    expect(unchanged).toBe(2000)
    // And the fingerprint of the organization, the search for the range of the ids, and the look for their end.
    expect(requests).toBeLessThanOrEqual(2000 / 50 + 6)
  })

  it('takes one request more for fifty records that differ', async () => {
    await using world = await createWorld({ records: { invoices: 500 } })
    await world.run({ change: incremental })
    const ids = world.sandbox.control.ids('invoices').slice(100, 150)
    for (const id of ids) world.sandbox.control.update('invoices', id, { 'invoice-number': `LATER-${id}` })

    const receipt = await world.run({ change: { ...reconcile, limits: { batch: { records: 500 } } } })

    expect(receipt).toMatchObject({ delivered: 50, unchanged: 450 })
    expect(receipt.requests).toBeLessThanOrEqual(500 / 50 + 6 + 1)
  })

  it('takes marks for no difference, and remembers their times', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    await world.run({ change: incremental })
    const marked = await world.approved({ exported: false })
    for (const { id } of marked) await world.connection.resource('invoices').markExported(Number(id))

    const first = await world.run({ change: reconcile })
    const second = await world.run({ change: reconcile })

    expect(first).toMatchObject({ delivered: 0, unchanged: 200 })
    expect(second).toMatchObject({ delivered: 0, unchanged: 200 })
    expect(second.requests).toBeLessThanOrEqual(200 / 50 + 4)
    expect(first.requests).toBeGreaterThan(second.requests)
  })

  it('finds a change of a line that did not touch its document, when it compares contents', async () => {
    await using world = await createWorld({ records: 60, quirks: { 'child-touches-parent': 'off' } })
    const run = async (change: DefinitionChange) => await world.run({ template: 'E07', change })
    await run(incremental)
    const [report] = await world.delivered()
    const [line] = (report?.['expense-lines'] ?? []) as readonly { readonly id: number }[]
    const values = { description: 'Changed' }
    world.sandbox.control.edit({ resource: 'expense_lines', id: line?.id ?? 0, as: 'api', values })

    const byTimes = await run(reconcile)
    const receipt = await run(byContent)

    expect(byTimes).toMatchObject({ delivered: 0, unchanged: 60 })
    expect(receipt).toMatchObject({ delivered: 1, unchanged: 59 })
    expect(receipt.requests).toBeLessThanOrEqual(byTimes.requests)
  })

  it('delivers a record that does not meet the conditions any more, and does not call it deleted', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const where = { status: 'approved' }
    await world.run({ change: { ...incremental, source: { mode: 'incremental', where } } })
    const [first] = await world.delivered()
    const id = Number(first?.id)
    world.sandbox.control.update('invoices', id, { status: 'disputed' })

    const change = { ...reconcile, source: { mode: 'reconcile', where } } satisfies DefinitionChange
    const receipt = await world.run({ change })
    const again = await world.run({ change })

    expect(receipt).toMatchObject({ outcome: 'succeeded', delivered: 1, deleted: 0 })
    expect((await world.delivered()).at(-1)).toMatchObject({ id, status: 'disputed' })
    expect(again).toMatchObject({ delivered: 0, deleted: 0 })
  })

  it('delivers a record that is back, although its content was delivered before it was deleted', async () => {
    await using world = await createWorld({ records: { invoices: 100 } })
    await world.run({ change: incremental })
    const [id = 0] = world.sandbox.control.ids('invoices').slice(40)
    await keepAsDeleted(world, id)

    const receipt = await world.run({ change: reconcile })
    const again = await world.run({ change: reconcile })

    expect(receipt).toMatchObject({ outcome: 'succeeded', delivered: 1, unchanged: 99 })
    expect((await world.delivered()).at(-1)).toMatchObject({ id })
    expect(again).toMatchObject({ delivered: 0, unchanged: 100 })
  })
})

describe('a reconciliation of a work list', () => {
  const list: DefinitionChange = { source: { where: { status: { in: ['approved', 'voided'] } } }, limits }
  const ofList: DefinitionChange = {
    source: { mode: 'reconcile', onlyDelivered: true, where: { status: { in: ['approved', 'voided'] } } },
    acknowledge: { mode: 'none' },
    limits,
  }

  it('leaves alone what the process never delivered, and what waits for its mark', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const due = await world.approved({ exported: false })
    await world.run({ change: list })
    const [changed = 0] = due.map(({ id }) => Number(id))
    world.sandbox.control.update('invoices', changed, { 'invoice-number': 'LATER-1' })
    world.sandbox.control.resetLog()

    const receipt = await world.run({ change: ofList })

    const writes = world.sandbox.requests.filter(({ method, path }) => method !== 'GET' && path.startsWith('/api/'))
    expect(receipt).toMatchObject({ outcome: 'succeeded', delivered: 1, unchanged: due.length - 1, deleted: 0 })
    expect((await world.delivered()).at(-1)).toMatchObject({ id: changed, 'invoice-number': 'LATER-1' })
    expect(writes).toEqual([])
  })

  it('asks for what was delivered only, however much meets the conditions', async () => {
    await using world = await createWorld({ records: { invoices: 3000 } })
    const due = await world.approved({ exported: false })
    await world.run({ change: list })
    await world.run({ change: ofList })
    world.sandbox.control.delete('invoices', Number(due[50]?.id))

    const receipt = await world.run({ change: ofList })

    const pages = Math.ceil(due.length / 50)
    expect(receipt).toMatchObject({ outcome: 'succeeded', read: due.length - 1, deleted: 1 })
    expect(receipt.requests).toBeLessThanOrEqual(pages + 4)
  })

  it('of a run that was killed before its marks does not take the place of the marks', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    const due = await world.approved({ exported: false })
    await world.runKilled('batch-kept', 1, list)

    const reconciled = await world.run({ change: ofList })
    const receipt = await world.run({ change: list })

    expect(reconciled).toMatchObject({ outcome: 'succeeded', delivered: 0, deleted: 0 })
    expect(await world.approved({ exported: false })).toEqual([])
    expect((await world.delivered()).map(({ id }) => id)).toEqual(due.map(({ id }) => id))
    expect(receipt.outcome).toBe('succeeded')
  })
})

describe('a reconciliation that finds much to be gone', () => {
  const careful = { ...reconcile, limits: { batch: { records: 100 } } } satisfies DefinitionChange

  it('marks nothing as deleted until somebody confirms it, and then exactly that', async () => {
    await using world = await createWorld({ records: { invoices: 200 } })
    await world.run({ change: incremental })
    const gone = world.sandbox.control.ids('invoices').slice(20, 31)
    for (const id of gone) world.sandbox.control.delete('invoices', id)

    const refused = await world.run({ change: careful })
    const before = await held(world)
    const accepted = await world.run({ change: careful, acceptDeletions: true })

    expect(refused).toMatchObject({ outcome: 'failed', code: 'NEEDS_CONFIRMATION', deleted: 0 })
    expect(refused.reason).toContain('11 of 200 delivered records (5.5 %)')
    expect(refused.remedy).toContain('--accept-deletions')
    expect(before.size).toBe(200)
    expect(accepted).toMatchObject({ outcome: 'succeeded', deleted: 11 })
    expect((await held(world)).size).toBe(189)
  })

  it('asks when more than a hundred are gone, however small their share is', async () => {
    await using world = await createWorld({ records: { invoices: 2200 } })
    await world.run({ change: incremental })
    for (const id of world.sandbox.control.ids('invoices').slice(20, 121)) world.sandbox.control.delete('invoices', id)

    const refused = await world.run({ change: careful })

    expect(refused).toMatchObject({ outcome: 'failed', code: 'NEEDS_CONFIRMATION', deleted: 0 })
  })

  it('reads anew after a refusal, so that it goes by what is there now', async () => {
    await using world = await createWorld({ records: { invoices: 100 } })
    await world.run({ change: incremental })
    for (const id of world.sandbox.control.ids('invoices').slice(20, 40)) world.sandbox.control.delete('invoices', id)
    const refused = await world.run({ change: careful })

    const again = await world.run({ change: careful })

    expect([refused.code, again.code]).toEqual(['NEEDS_CONFIRMATION', 'NEEDS_CONFIRMATION'])
    expect([refused.read, again.read]).toEqual([80, 80])
  })

  it('says nothing of what is missing when it is told to stop early', async () => {
    await using world = await createWorld({ records: { invoices: 100 } })
    await world.run({ change: incremental })

    const receipt = await world.run({ change: careful, limit: 10 })

    expect(receipt).toMatchObject({ outcome: 'succeeded', read: 10, deleted: 0 })
  })
})

describe('a reconciliation with PostgreSQL', () => {
  it('marks rows as deleted, and delivers again what somebody removed from the tables', async () => {
    await using schema = await createTargetSchema()
    await using world = await createWorld({ records: { invoices: 120 }, target: schema.target })
    await world.run({ change: incremental })
    const [gone = 0, removed = 0] = world.sandbox.control.ids('invoices')
    world.sandbox.control.delete('invoices', gone)
    await schema.query(`delete from $schema.invoice where id = ${removed}`)

    const receipt = await world.run({ change: reconcile })
    const again = await world.run({ change: reconcile })

    const marked = await schema.query('select id::int from $schema.invoice where _coupa_deleted_at is not null')
    const [{ present } = {}] = await schema.query(
      'select count(*)::int as present from $schema.invoice where _coupa_deleted_at is null',
    )
    expect(receipt).toMatchObject({ outcome: 'succeeded', delivered: 1, deleted: 1, unchanged: 118 })
    expect(marked).toEqual([{ id: gone }])
    expect(present).toBe(119)
    expect(again).toMatchObject({ delivered: 0, deleted: 0, unchanged: 119 })
  })
})
