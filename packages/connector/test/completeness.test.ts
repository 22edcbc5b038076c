import { type FaultRule, type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Checkpoint, type Connection, createConnection, isCoupaError, type Receipt } from '../src/index.ts'
import { createLeapingClock } from './support/leaping-clock.ts'
import { collect, noLimit, signInTo, startWorld } from './support/start-world.ts'

/** One read, and everything that happens around it. */
interface Story {
  /** Records before the read, numbers of those that are taken out first, and of those that a filter leaves out. */
  readonly size: number
  readonly gaps: readonly number[]
  readonly isFiltered: boolean
  readonly inactive: readonly number[]
  readonly format: 'json' | 'xml'
  readonly order: 'id' | 'any'
  readonly pageSize: number
  readonly serverCap: number
  readonly concurrency: number | undefined
  readonly faults: readonly FaultRule[]
  /** What happens after so many delivered records, again and again. */
  readonly mutateEvery: number
  readonly mutation: { readonly inserts: number; readonly updates: number; readonly deletes: number }
  readonly revokeEvery: number
  /** The consumer leaves after so many records and goes on from the checkpoint. */
  readonly stops: readonly number[]
}

const count = (most: number) => fc.integer({ min: 1, max: most })
const places = fc.uniqueArray(fc.integer({ min: 0, max: 600 }), { maxLength: 120 })

/** Faults begin once a first page has shown that this is Coupa; what is foreign before that is not a page to ask for again. */
const fault = fc
  .record({
    kind: fc.constantFrom<FaultRule['kind']>(
      'too-many-requests',
      'unavailable',
      'html-500',
      'cut-body',
      'reset',
      'drop-answer',
      'wrong-length',
      'slow-headers',
      'slow-body',
      'unauthorized',
      'garbage',
    ),
    every: fc.integer({ min: 4, max: 12 }),
    lengthError: fc.constantFrom(-10, 10, -1),
    retryAfterSeconds: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
    retryAfterAsDate: fc.boolean(),
  })
  .map(({ retryAfterSeconds, ...rule }): FaultRule => {
    const retryAfter = retryAfterSeconds === undefined ? {} : { retryAfterSeconds }
    return { ...rule, ...retryAfter, after: 3, delayMs: 2 }
  })
const storm = fc.constantFrom<readonly FaultRule[]>(
  [],
  [{ kind: 'too-many-requests', after: 4, times: 6 }],
  [{ kind: 'unavailable', after: 2, times: 4 }],
  [{ kind: 'unavailable', on: 'token', times: 3 }],
  [
    { kind: 'reset', on: 'token', times: 2 },
    { kind: 'reset', times: 2 },
  ],
)

const story: fc.Arbitrary<Story> = fc.record({
  size: fc.oneof(count(60), count(600), fc.constant(0)),
  gaps: places,
  isFiltered: fc.boolean(),
  inactive: places,
  format: fc.constantFrom('json', 'xml'),
  order: fc.constantFrom('id', 'any'),
  pageSize: fc.constantFrom(50, 50, 20, 7),
  serverCap: fc.constantFrom(50, 50, 50, 13),
  concurrency: fc.constantFrom(undefined, 1, 6),
  faults: fc.tuple(storm, fc.array(fault, { maxLength: 2 })).map((both) => both.flat()),
  mutateEvery: count(120),
  mutation: fc.record({
    inserts: fc.integer({ min: 0, max: 3 }),
    updates: fc.integer({ min: 0, max: 3 }),
    deletes: fc.integer({ min: 0, max: 3 }),
  }),
  revokeEvery: fc.constantFrom(10_000, 300),
  stops: fc.array(count(300), { maxLength: 2 }),
})

/** What a story came to. */
interface Reading {
  readonly delivered: readonly number[]
  /** What each run of the read delivered; there are several when it was stopped and resumed. */
  readonly runs: readonly (readonly number[])[]
  readonly receipt: Receipt
  readonly throughout: ReadonlySet<number>
  /** Every id that was in the set at some moment. */
  readonly ever: ReadonlySet<number>
}

describe('reading while everything goes wrong', () => {
  it('delivers each record once and all that were there throughout', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const { delivered, runs, receipt, throughout, ever } = await play(told)
        const found = new Set(delivered)

        expect(delivered.length).toBe(found.size)
        expect([...throughout].filter((id) => !found.has(id))).toEqual([])
        expect(delivered.filter((id) => !ever.has(id))).toEqual([])
        if (told.order === 'id') for (const run of runs) expect(run).toEqual(ascending(run))
        expectConsistent(receipt, delivered)
      }),
      { numRuns: 150, interruptAfterTimeLimit: 100_000, markInterruptAsFailure: true },
    )
  })

  it('asks again when the 404 of an empty search is cut off, for the resource was there a moment ago', async () => {
    await using world = await startWorld({ sandbox: { records: { suppliers: 400 } } })
    world.sandbox.control.fault({
      kind: 'status',
      status: 404,
      body: '<errors><err',
      contentType: 'text/xml',
      after: 3,
    })

    const records = await collect(world.connection.resource('suppliers').query({ fields: ['id'], format: 'xml' }))

    expect(records.map(({ id }) => id)).toEqual(world.sandbox.control.ids('suppliers'))
  })

  it('would notice what an offset loop makes of the same', async () => {
    await using sandbox = await startSandbox({ records: { suppliers: 400 }, rateLimit: false, apiKey: true })
    const throughout = new Set(sandbox.control.ids('suppliers'))
    const delivered: number[] = []

    for (let offset = 0; ; offset += 50) {
      const headers = { 'x-coupa-api-key': sandbox.apiKey, accept: 'application/json' }
      const response = await fetch(`${sandbox.url}/suppliers?limit=50&offset=${offset}`, { headers })
      const page = (await response.json()) as { readonly id: number }[] // the sandbox says so
      if (page.length === 0) break
      delivered.push(...page.map(({ id }) => id))
      const [first = 0] = sandbox.control.ids('suppliers')
      sandbox.control.delete('suppliers', first)
      throughout.delete(first)
    }

    expect([...throughout].filter((id) => !delivered.includes(id))).not.toEqual([])
  })
})

describe('reading a set that shrinks because it is read', () => {
  it('marks every invoice as exported, once', async () => {
    await using sandbox = await startSandbox({ records: { invoices: 130 }, rateLimit: false })
    await using connection = createConnection(signInTo(sandbox), { rate: noLimit })
    const invoices = connection.resource('invoices')
    const ids = sandbox.control.ids('invoices')
    for (const id of ids) sandbox.control.update('invoices', id, { exported: false })

    const marked: number[] = []
    for await (const { id } of invoices.query({ where: { exported: false }, fields: ['id'] })) {
      await invoices.markExported(id ?? 0)
      marked.push(id ?? 0)
    }

    expect(marked).toEqual(ids)
    const left = await invoices.query({ where: { exported: false }, fields: ['id'] }).toArray({ limit: 1 })
    expect(left).toEqual([])
  })
})

describe('an incremental read', () => {
  let sandbox: Sandbox
  let connection: Connection

  beforeAll(async () => {
    sandbox = await startSandbox({ records: { suppliers: 120 }, rateLimit: false })
    connection = createConnection(signInTo(sandbox), { rate: noLimit })
  })

  afterAll(async () => {
    await connection.close()
    await sandbox.close()
  })

  it('goes on where the one before ended, with what changed since and nothing else', async () => {
    const suppliers = connection.resource('suppliers')
    const first = suppliers.query({ fields: ['id', 'updated-at'], updatedAfter: '2020-01-01T00:00:00Z' })
    const before: number[] = []
    for await (const { id } of first) before.push(Number(id))
    const checkpoint: Checkpoint = JSON.parse(JSON.stringify(first.checkpoint()))
    const changed = sandbox.control.ids('suppliers').filter((_, index) => index % 17 === 3)
    for (const id of changed) sandbox.control.update('suppliers', id, { website: 'https://changed.example' })
    const inserted = sandbox.control.insert('suppliers', { name: 'Newcomer', number: 'N-1' })

    const second = suppliers.query({ fields: ['id', 'updated-at'], updatedAfter: checkpoint, reading: { settleMs: 0 } })
    const after: number[] = []
    for await (const { id } of second) after.push(Number(id))

    expect(before).toEqual(sandbox.control.ids('suppliers').filter((id) => id !== inserted))
    const expected = new Set([...changed, inserted])
    // What changes within the second in which a window ends comes with the next one.
    expect(after.filter((id) => !expected.has(id))).toEqual([])
    expect((await second.receipt).window?.from).toBeDefined()
  })
})

async function play(told: Story): Promise<Reading> {
  const clock = createLeapingClock()
  await using sandbox = await startSandbox({
    records: { suppliers: told.size },
    rateLimit: false,
    clock,
    quirks: { 'page-size-cap': told.serverCap },
  })
  await using connection = createConnection(signInTo(sandbox), { rate: noLimit, clock, random: () => 0.5 })
  const set = prepareSet(told, sandbox)
  for (const rule of told.faults) sandbox.control.fault(rule)

  const runs: number[][] = []
  let total = 0
  const onRecord = () => {
    total++
    if (total % told.mutateEvery === 0) set.mutate()
    if (total % told.revokeEvery !== 0) return
    // Past the five seconds in which a refused token is given a second chance.
    clock.leap(10_000)
    sandbox.control.revokeAllTokens()
  }
  let checkpoint: Checkpoint | undefined
  let failedRuns = 0
  const stops = [...told.stops, Number.POSITIVE_INFINITY]
  while (stops.length > 0) {
    const stream = openStream(told, connection, checkpoint)
    const run: number[] = []
    runs.push(run)
    try {
      checkpoint = await readUntil(stream, stops[0] ?? 0, (id) => {
        run.push(id)
        onRecord()
      })
    } catch (error) {
      if (!isLastingFault(error) || ++failedRuns > 3) throw error
      checkpoint = keptCheckpoint(stream)
      continue
    }
    stops.shift()
    const receipt = await stream.receipt
    if (checkpoint === undefined) return { delivered: runs.flat(), runs, receipt, ...set }
    expect(receipt).toMatchObject({ complete: false, reason: 'stopped' })
  }
  throw new TypeError('the last run has no end')
}

/** The records as the story wants them, and the account of those that stay throughout. */
function prepareSet(told: Story, { control }: Sandbox) {
  const generated = control.ids('suppliers')
  const idAt = (place: number) => generated[place] ?? -1
  for (const place of told.gaps) control.delete('suppliers', idAt(place))
  for (const id of control.ids('suppliers')) control.update('suppliers', id, { status: 'active' })
  for (const place of told.inactive) control.update('suppliers', idAt(place), { status: 'inactive' })
  const inactive = new Set(told.inactive.map(idAt))
  const throughout = new Set(control.ids('suppliers').filter((id) => !told.isFiltered || !inactive.has(id)))
  const ever = new Set(throughout)
  const mutate = () => {
    const { inserted, deleted } = control.mutateOnce({ resource: 'suppliers', seed: told.size, ...told.mutation })
    for (const id of deleted) throughout.delete(id)
    for (const id of inserted) ever.add(id)
  }
  return { throughout, ever, mutate }
}

function openStream(told: Story, connection: Connection, checkpoint: Checkpoint | undefined) {
  const { format, order, pageSize, concurrency, isFiltered } = told
  const fields = ['id', 'status', { 'created-by': ['login'] }] as const
  const where = isFiltered ? { status: 'active' } : undefined
  const inOrder = order === 'id'
  return connection
    .resource('suppliers')
    .query({ fields, where, format, inOrder, checkpoint, reading: { pageSize, concurrency } })
}

/** Leaves after so many records with a checkpoint. */
async function readUntil(
  stream: ReturnType<typeof openStream>,
  stopAfter: number,
  take: (id: number) => void,
): Promise<Checkpoint | undefined> {
  let taken = 0
  for await (const { id } of stream) {
    take(Number(id))
    taken++
    if (taken >= stopAfter) return keptCheckpoint(stream)
  }
  return undefined
}

/**
 * Faults that come at every fourth request can meet one page, or one token, as often as the connector asks again. Then the
 * read fails and says so, and a program goes on from its checkpoint.
 */
function isLastingFault(error: unknown): boolean {
  return isCoupaError(error) && ['COUPA_BAD_RESPONSE', 'COUPA_UNAUTHORIZED'].includes(error.code)
}

/** Kept as text, like that of a program that is started again. */
function keptCheckpoint(stream: ReturnType<typeof openStream>): Checkpoint {
  return JSON.parse(JSON.stringify(stream.checkpoint({ includingCurrent: true })))
}

/** The receipt's account of a complete read is in agreement with itself and with what was delivered. */
function expectConsistent(receipt: Receipt, delivered: readonly number[]): void {
  const { ranges, floor, ceiling, records } = receipt
  expect(receipt).toMatchObject({ complete: true, mode: 'id', resource: 'suppliers' })
  expect(records).toBe(delivered.length)
  expect(ranges.reduce((sum, range) => sum + range.records, 0)).toBe(records)
  expect(ranges[0]?.after ?? null).toBe(floor)
  if (ranges.length > 0) expect(ranges.at(-1)?.upTo ?? null).toBe(ceiling)
  for (const [index, range] of ranges.entries()) {
    if (index > 0) expect(range.after).toBe(ranges[index - 1]?.upTo)
    expect(delivered.filter((id) => id > (range.after ?? -1) && id <= (range.upTo ?? Infinity)).length).toBe(
      range.records,
    )
  }
  expect(receipt.pages).toBeLessThanOrEqual(receipt.requests)
}

function ascending(ids: readonly number[]): number[] {
  return [...ids].sort((a, b) => a - b)
}
