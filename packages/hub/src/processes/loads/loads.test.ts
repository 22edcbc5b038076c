import { createLoad } from '@coupa-connector/process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type HeldAttempt, type ProcessWorld, startProcessWorld } from '../../testing/process-world.ts'

let world: ProcessWorld
let deployment: string
let process: string
beforeEach(async () => {
  world = await startProcessWorld()
  const applied = await apply({})
  process = applied.process ?? ''
  deployment = (await deploy(1)).id
})
afterEach(() => world[Symbol.asyncDispose]())

async function apply(destination: object) {
  const made = createLoad({ template: 'L09', source: 'files', format: 'csv', name: 'suppliers' })
  const definition = { ...made, destination: { ...made.destination, ...destination } } as never
  const params = { account: world.account }
  return (await world.world.owner.client.call('processes.apply', { params, body: { definition } })).body
}

async function deploy(version: number) {
  const params = { account: world.account, process, environment: world.environment }
  return (await world.world.owner.client.call('process.deploy', { params, body: { version, ...world.parts } })).body
}

/** A run that a node has begun. */
async function begin(definition = 'f'): Promise<HeldAttempt> {
  await world.startRun(deployment)
  const [node] = world.nodes
  const [claimed] = await world.claim(node)
  if (claimed === undefined) throw new Error('no run was given')
  const held = { node, run: claimed.run, attempt: claimed.attempt }
  await world.call(held, 'load-begin', { definition, trigger: 'person' })
  return held
}

const claim = { name: 'a.csv', sha256: 's', sizeBytes: 1, doesNullClear: false, definition: 'f', isForced: false }

const rowOf = (row: number, key: string, more: object = {}) => ({
  row,
  key: JSON.stringify([key]),
  label: key,
  hash: `hash ${row}`,
  fields: { number: key },
  ...more,
})

/** An input whose records are all kept; answers with its number. */
async function keep(held: HeldAttempt, rows: readonly ReturnType<typeof rowOf>[], changes: object = {}) {
  const { id: input } = (await world.call(held, 'load-claim-input', { ...claim, ...changes })) as { id: number }
  await world.call(held, 'load-begin-reading', { input })
  await world.call(held, 'load-add-rows', { input, rows: [...rows] })
  await world.call(held, 'load-order', { input })
  await world.call(held, 'load-rows-complete', { input, settlements: [], notices: [] })
  return input
}

const page = { after: 0, limit: 10 }
const created = (row: number, key: string) => ({
  row,
  outcome: 'created' as const,
  detail: { id: String(row) },
  known: { key: JSON.stringify([key]), id: String(row), hash: 'h', record: { number: key }, isInactive: false },
})
const failed = (row: number, kind = 'invalid') => ({
  row,
  outcome: 'failed' as const,
  detail: { class: kind, code: 'WRONG', message: 'It is wrong.' },
})

describe('what a load remembers on a hub', () => {
  it('keeps records in order and their outcomes with counts, failures and what is known of them', async () => {
    const held = await begin()
    const rows = [rowOf(1, 'A', { ownName: 'a', parentName: 'b' }), rowOf(2, 'B', { ownName: 'b' }), rowOf(3, 'C')]
    const input = await keep(held, rows)

    expect(await world.call(held, 'load-pending-depths', { input })).toEqual([0, 1])
    expect(await world.call(held, 'load-pending-rows', { input, depth: 1, ...page })).toMatchObject([{ row: 1 }])
    await world.call(held, 'load-intend', { input, intents: [{ row: 2, kind: 'create', sentAtMs: 5 }] })
    expect(await world.call(held, 'load-pending-rows', { input, depth: 0, ...page })).toMatchObject([
      { row: 2, intent: { kind: 'create', sentAtMs: 5 }, fields: { number: 'B' } },
      { row: 3 },
    ])
    const settlements = [created(1, 'A'), created(2, 'B'), failed(3)]
    await world.call(held, 'load-settle', { input, settlements, counts: { requests: 4 } })

    expect(await world.call(held, 'load-pending-depths', { input })).toEqual([])
    expect(await world.call(held, 'counters', {})).toMatchObject({
      ...{ created: 2, failed: 1, requests: 4 },
      ...{ read: 3, delivered: 2, refused: 1 },
    })
    expect(await world.call(held, 'load-known', { keys: ['["A"]', '["Z"]'] })).toMatchObject([{ id: '1' }])
    expect(await world.call(held, 'load-results', { input, ...page })).toMatchObject([
      { row: 1, key: 'A', outcome: 'created' },
      { row: 2, outcome: 'created' },
      { row: 3, outcome: 'failed', class: 'invalid' },
    ])
    const params = { account: world.account, deployment }
    const { body } = await world.world.owner.client.call('failures.list', { params, query: { state: 'open' } })
    expect(body.items).toMatchObject([{ id: 'C', stage: 'load', class: 'invalid' }])
  })

  it('keeps several failures of one key in one call', async () => {
    const held = await begin()
    const input = await keep(held, [rowOf(1, 'A'), rowOf(2, 'A')])

    const groups = await world.call(held, 'load-duplicates', { input })
    await world.call(held, 'load-settle', { input, settlements: [failed(1), failed(2)], counts: {} })

    expect(groups).toEqual([{ contents: 2, rows: [1, 2] }])
    expect(await world.call(held, 'counters', {})).toMatchObject({ failed: 2 })
  })

  it('lets a later run try again what failed, and never what the run itself has tried', async () => {
    const first = await begin()
    const input = await keep(first, [rowOf(1, 'A'), rowOf(2, 'B')])
    await world.call(first, 'load-settle', { input, settlements: [failed(1), failed(2, 'transient')], counts: {} })
    expect(await world.call(first, 'load-reopen', { sinceMs: 0 })).toBe(0)
    await world.call(first, 'load-input-ended', { input, state: 'loaded' })
    await world.end(first)

    const second = await begin()
    expect(await world.call(second, 'load-reopen', { classes: ['transient'], sinceMs: 0 })).toBe(1)
    expect(await world.call(second, 'load-unfinished-inputs', {})).toMatchObject([{ id: input, state: 'loaded' }])
    await world.call(second, 'load-settle', { input, settlements: [created(2, 'B')], counts: {} })

    expect(await world.call(second, 'counters', {})).toMatchObject({ created: 1, fixed: 1, read: 1 })
  })

  it('knows an input by its content, and takes one again by force, but not one that the run itself has loaded', async () => {
    const first = await begin()
    const input = await keep(first, [rowOf(1, 'A')])
    await world.call(first, 'load-settle', { input, settlements: [created(1, 'A')], counts: {} })
    await world.call(first, 'load-input-ended', { input, state: 'loaded', result: '/r' })
    const same = await world.call(first, 'load-claim-input', { ...claim, isForced: true })
    await world.end(first)
    const second = await begin()

    expect(same).toMatchObject({ id: input, state: 'loaded', records: 1 })
    expect(await world.call(second, 'load-claim-input', claim)).toMatchObject({ state: 'loaded', run: first.run })
    expect(await world.call(second, 'load-claim-input', { ...claim, sha256: 't' })).toMatchObject({ state: 'reading' })
    expect(await world.call(second, 'load-claim-input', { ...claim, isForced: true })).toMatchObject({
      id: input,
      state: 'reading',
    })
  })

  it('finds records that an input does not have any more, and makes them inactive', async () => {
    const first = await begin()
    const input = await keep(first, [rowOf(1, 'A'), rowOf(2, 'B')])
    await world.call(first, 'load-settle', { input, settlements: [created(1, 'A'), created(2, 'B')], counts: {} })
    const next = await keep(first, [rowOf(1, 'A')], { sha256: 't' })

    expect(await world.call(first, 'load-count-absent', { input: next })).toEqual({ active: 2, absent: 1 })
    const [known] = (await world.call(first, 'load-absent', { input: next, after: '', limit: 10 })) as object[]
    const gone = { ...known, isInactive: true } as never
    const settlements = [{ known: gone, label: 'B', outcome: 'inactivated' as const, detail: { id: '2' } }]
    await world.call(first, 'load-settle-absent', { input: next, settlements, counts: {} })

    expect(await world.call(first, 'load-absent', { input: next, after: '', limit: 10 })).toEqual([])
    expect(await world.call(first, 'load-absent-results', { input: next, after: '', limit: 10 })).toMatchObject([
      { line: { row: null, key: 'B', outcome: 'inactivated' } },
    ])
  })

  it('shows what became of the records of a run, page by page, also of those that are not in the input any more', async () => {
    const held = await begin()
    const input = await keep(held, [rowOf(1, 'A'), rowOf(2, 'B')])
    await world.call(held, 'load-settle', { input, settlements: [created(1, 'A'), failed(2)], counts: {} })
    const known = { key: '["C"]', id: '9', hash: '', record: {}, isInactive: true }
    const absent = { known, label: 'C', outcome: 'inactivated' as const, detail: { id: '9' } }
    await world.call(held, 'load-settle-absent', { input, settlements: [absent], counts: {} })
    await world.call(held, 'load-input-ended', { input, state: 'loaded' })
    await world.end(held)
    const params = { account: world.account, run: held.run }
    const { client } = world.world.owner

    const found: object[] = []
    for (let cursor: string | undefined; ; ) {
      const query = { limit: 1, ...(cursor === undefined ? {} : { cursor }) }
      const { body } = await client.call('run.results', { params, query })
      found.push(...body.items)
      if (body.nextCursor === null) break
      cursor = body.nextCursor
    }

    expect(found).toMatchObject([
      { input: 'a.csv', row: 1, key: 'A', outcome: 'created', id: '1' },
      { row: 2, key: 'B', outcome: 'failed', class: 'invalid', code: 'WRONG' },
      { row: null, key: 'C', outcome: 'inactivated', id: '9' },
    ])
  })

  it('is forgotten when a version loads into another resource, and kept when only the limits change', async () => {
    const first = await begin()
    const input = await keep(first, [rowOf(1, 'A')])
    await world.call(first, 'load-settle', { input, settlements: [created(1, 'A')], counts: {} })
    await world.end(first)

    const milder = await apply({ ignoredFields: 'error' })
    await deploy(2)
    const second = await begin()
    const kept = await world.call(second, 'load-known', { keys: ['["A"]'] })
    await world.end(second)
    const other = await apply({ key: ['name'] })
    await deploy(3)
    const third = await begin()

    expect(milder.comparison).toMatchObject({ kind: 'compatible' })
    expect(kept).toHaveLength(1)
    expect(other.comparison).toMatchObject({ kind: 'new-stream' })
    expect(await world.call(third, 'load-known', { keys: ['["A"]'] })).toEqual([])
  })

  it('takes an input again when its position is reset, and knows the records as before', async () => {
    const first = await begin()
    const input = await keep(first, [rowOf(1, 'A'), rowOf(2, 'B')])
    await world.call(first, 'load-settle', {
      input,
      settlements: [created(1, 'A'), failed(2, 'transient')],
      counts: {},
    })
    await world.call(first, 'load-input-ended', { input, state: 'loaded' })
    await world.end(first)
    const params = { account: world.account, deployment }
    const { client } = world.world.owner
    for (const _ of [1, 2]) await client.call('deployment.reset', { params, body: { what: 'position' } })

    const second = await begin()

    expect(await world.call(second, 'load-reopen', { classes: ['transient'], sinceMs: 0 })).toBe(1)
    expect(await world.call(second, 'load-claim-input', claim)).toMatchObject({ state: 'reading' })
    expect(await world.call(second, 'load-known', { keys: ['["A"]'] })).toHaveLength(1)
  })

  it('takes no back-fill, no ids, and no verification of one run', async () => {
    const params = { account: world.account, deployment }
    const { client } = world.world.owner
    const start = (body: object) => client.call('runs.start', { params, body })

    await expect(start({ kind: 'backfill', range: {} })).rejects.toMatchObject({ code: 'DEFINITION_INVALID' })
    const run = '00000000-0000-4000-8000-000000000000'
    await expect(start({ kind: 'verify', run })).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
    await expect(start({ kind: 'reconcile' })).rejects.toMatchObject({ code: 'DEFINITION_INVALID' })
    await expect(start({ ids: [1] })).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
  })
})
