import { createLoad } from '@coupa-connector/process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type HeldAttempt, type ProcessWorld, startProcessWorld } from '../../testing/process-world.ts'
import { createTestAccount } from '../../testing/test-account.ts'

let world: ProcessWorld
beforeEach(async () => {
  world = await startProcessWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

const client = () => world.world.owner.client
const place = (deployment = world.deployment) => ({ account: world.account, deployment })

async function take(): Promise<HeldAttempt> {
  const [node] = world.nodes
  const [taken] = await world.claim(node)
  if (taken === undefined) throw new Error('no run was given')
  return { node, run: taken.run, attempt: taken.attempt }
}

const payload = { source: { id: 7, 'invoice-number': 'INV-7' }, mapped: { invoice: [{ id: 7 }] } }
const failure = { id: '7', stage: 'deliver', class: 'invalid', code: 'VALUE_REFUSED', message: 'No.' }

/** A run that has set a record aside; it is not over. */
async function setAside(more: object = { payload }): Promise<HeldAttempt> {
  await world.startRun()
  const held = await take()
  await world.call(held, 'begin', { definition: 'f1', trigger: 'person' })
  const outcome = { records: [], state: 'delivered', unchanged: [], counts: {}, position: { pass: 0 } }
  const failures = [{ ...failure, ...more }]
  await world.call(held, 'nothing-delivered', { outcome: { ...outcome, failures }, counts: {} })
  return held
}

const show = async (id: string, deployment?: string) =>
  (await client().call('failures.show', { params: place(deployment), body: { id } })).body
const audited = async (action: string) =>
  (await client().call('audit.list', { params: { account: world.account }, query: { action } })).body.items

describe('a record that a process of a hub set aside', () => {
  it('is shown with its failure, and each reading is in the audit log', async () => {
    await setAside()

    expect(await show('7')).toMatchObject({ failure: { id: '7', code: 'VALUE_REFUSED' }, ...payload, isCut: false })
    expect(await audited('failures.show')).toMatchObject([{ detail: { record: '7', environment: 'test' } }])
  })

  it('is not shown to a viewer', async () => {
    await setAside()
    const viewer = await createTestAccount(world.world.test, { account: world.world.owner.account, role: 'viewer' })

    const reading = viewer.client.call('failures.show', { params: place(), body: { id: '7' } })

    await expect(reading).rejects.toMatchObject({ code: 'ROLE_TOO_LOW' })
  })

  it('is forgotten when it is in order, and replaced when it fails in another way', async () => {
    const held = await setAside()
    await world.call(held, 'settle', {
      settlements: [{ id: '7', state: 'mark-refused', failure: { ...failure, stage: 'mark' } }],
      counts: {},
    })
    expect(await show('7')).toMatchObject({ failure: { stage: 'mark' }, source: null, mapped: null })

    await world.call(held, 'settle', { settlements: [{ id: '7', state: 'acknowledged' }], counts: {} })

    const left = await world.context.db.selectFrom('process_failure_payload').selectAll().execute()
    expect({ left, failure: (await show('7')).failure.state }).toEqual({ left: [], failure: 'fixed' })
  })

  it('cannot be corrected, because it is read again from Coupa', async () => {
    await setAside()

    const editing = client().call('failures.edit', { params: place(), body: { id: '7', record: { id: 7 } } })

    await expect(editing).rejects.toMatchObject({ code: 'NOT_READY' })
  })
})

describe('a record that a load of a hub set aside', () => {
  let deployment: string
  let input: number
  beforeEach(async () => {
    const params = { account: world.account }
    const definition = createLoad({ template: 'L09', source: 'files', format: 'csv', name: 'suppliers' }) as never
    const applied = (await client().call('processes.apply', { params, body: { definition } })).body
    const where = { ...params, process: applied.process ?? '', environment: world.environment }
    const deployed = await client().call('process.deploy', { params: where, body: { version: 1, ...world.parts } })
    deployment = deployed.body.id
    await world.startRun(deployment)
    const held = await take()
    await world.call(held, 'load-begin', { definition: 'f', trigger: 'person' })
    input = await keep(held, 'a.csv')
    await world.call(held, 'load-settle', { input, settlements: [failed(1), failed(2)], counts: {} })
    await world.end(held, 'partial')
  })

  const wrong = { number: 'N-1', name: 'Initech', status: 'actve' }
  const right = { ...wrong, status: 'active' }
  const rows = [wrong, { number: 'N-2', name: 'Globex', status: 'actve' }]
  const rowOf = (fields: (typeof rows)[number], place: number) => {
    return { row: place + 1, key: `["${fields.number}"]`, label: fields.number, hash: '', fields }
  }
  const failed = (row: number) => ({
    ...{ row, outcome: 'failed' as const },
    detail: { class: 'invalid', code: 'NOT_A_CHOICE', message: 'status is wrong.', field: 'status' },
  })

  async function keep(held: HeldAttempt, name: string): Promise<number> {
    const claim = { name, sha256: name, sizeBytes: 1, doesNullClear: false, definition: 'f', isForced: false }
    const { id } = (await world.call(held, 'load-claim-input', claim)) as { id: number }
    await world.call(held, 'load-begin-reading', { input: id })
    await world.call(held, 'load-add-rows', { input: id, rows: rows.map(rowOf) })
    await world.call(held, 'load-order', { input: id })
    await world.call(held, 'load-rows-complete', { input: id, settlements: [], notices: [] })
    return id
  }

  const edit = async (id: string, record: object) =>
    (await client().call('failures.edit', { params: place(deployment), body: { id, record: record as never } })).body

  it('is shown with its row and what the mapping finds wrong with it', async () => {
    expect(await show('N-1', deployment)).toMatchObject({
      source: wrong,
      mapped: null,
      faults: [{ field: 'status', code: 'NOT_A_CHOICE' }],
      input: { name: 'a.csv', row: 1 },
      edited: null,
    })
  })

  it('is corrected and tried again alone; result, record and audit log say by whom', async () => {
    const run = await edit('N-1', right)

    const held = await take()
    expect(held.run).toBe(run.id)
    await world.call(held, 'load-begin', { definition: 'f', trigger: 'retry' })
    expect(await world.call(held, 'load-reopen', { labels: ['N-1'] })).toBe(1)
    const pending = await world.call(held, 'load-pending-rows', { input, depth: 0, after: 0, limit: 10 })
    expect(pending).toMatchObject([{ row: 1, fields: right }])
    const { by } = (await show('N-2', deployment)).edited ?? { by: '' }
    expect(by).toBe('')
    await world.call(held, 'load-settle', {
      input,
      settlements: [{ row: 1, outcome: 'created', detail: { id: '9' } }],
      counts: {},
    })
    const name = world.world.owner.person.name
    expect(await world.call(held, 'load-results', { input, after: 0, limit: 10 })).toMatchObject([
      { row: 1, outcome: 'created', edited: { by: name } },
      { row: 2, outcome: 'failed' },
    ])
    expect(await audited('failures.edit')).toMatchObject([
      { actor: { name }, detail: { record: 'N-1', changed: ['status'], run: run.id } },
    ])
  })

  it('is found again by what an input has in its place', async () => {
    await edit('N-1', right)
    const held = await take()
    const { sourceHashOf } = await import('@coupa-connector/process')

    expect(await world.call(held, 'load-count-edits', {})).toBe(1)
    const sourceHashes = [sourceHashOf(wrong), sourceHashOf(right)]
    expect(await world.call(held, 'load-edits', { sourceHashes })).toMatchObject([
      { fields: right, sourceHash: sourceHashOf(wrong) },
    ])
  })

  it('is refused with every fault, and with a key that another row has', async () => {
    await expect(edit('N-1', { ...wrong, number: '' })).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      problem: { fields: [{ field: 'body.record.status' }, { field: 'body.record.number' }] },
    })
    await expect(edit('N-1', { ...right, number: 'N-2' })).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      problem: { detail: 'Row 2 of a.csv has the key that the corrected record has.' },
    })
    expect(await world.context.db.selectFrom('process_edit').selectAll().execute()).toEqual([])
  })
  it('is refused while its mapping never ends, which holds up nothing else of the hub', async () => {
    const forEver = '($f := function($n) { $n = 0 ? 0 : $f($n - 1) + $f($n - 1) }; name = "Globex" ? $f(60) : name)'
    const made = createLoad({ template: 'L09', source: 'files', format: 'csv', name: 'suppliers' })
    const bombs = Array.from({ length: 40 }, (_, place) => [`custom-fields.bomb-${place}`, { expr: forEver }])
    const columns = { ...made.mapping?.columns, ...Object.fromEntries(bombs) }
    const params = { account: world.account }
    const body = { definition: { ...made, mapping: { ...made.mapping, columns } } as never }
    const applied = (await client().call('processes.apply', { params, body })).body
    const where = { ...params, process: applied.process ?? '', environment: world.environment }
    await client().call('process.deploy', { params: where, body: { version: 2, ...world.parts } })
    const pauses = longestPause()

    expect((await show('N-1', deployment)).faults).toMatchObject([{ field: 'status', code: 'NOT_A_CHOICE' }])
    await expect(show('N-2', deployment)).rejects.toMatchObject({ code: 'NOT_READY' })
    await expect(edit('N-2', { ...rows[1], status: 'active' })).rejects.toMatchObject({ code: 'NOT_READY' })

    expect(pauses.end()).toBeLessThan(3_000)
  })
})

/** For how long nothing else was done. */
function longestPause(): { end(): number } {
  let longest = 0
  let last = performance.now()
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 20)
  return {
    end: () => {
      clearInterval(timer)
      return Math.max(longest, performance.now() - last)
    },
  }
}
