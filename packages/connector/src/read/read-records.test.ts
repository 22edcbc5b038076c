import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ValidationError } from '../errors/answer-errors.ts'
import { PagingError } from '../errors/read-errors.ts'
import type { CoupaRecord } from '../format/coupa-record.ts'
import { createModelSource, type ModelSource, type ModelSourceOptions } from '../testing/model-source.ts'
import type { Receipt } from './pages/receipt.ts'
import type { ReadOptions } from './read-options.ts'
import { readRecords } from './read-records.ts'

describe('readRecords', () => {
  it('delivers every record once, in order of id', async () => {
    const { ids, receipt } = await readAll({ ids: range(1, 1234) })

    expect(ids).toEqual(range(1, 1234))
    expect(receipt).toMatchObject({ complete: true, mode: 'id', records: 1234, resource: 'invoices', isResumed: false })
  })

  it('asks for an empty set once', async () => {
    const { ids, receipt } = await readAll({ ids: [] })

    expect(ids).toEqual([])
    expect(receipt).toMatchObject({ complete: true, records: 0, pages: 0, requests: 1 })
  })

  it('asks once more behind a first page that is short, because the server may serve fewer than asked for', async () => {
    const { ids, source } = await readAll({ ids: range(1, 30) })

    expect(ids).toHaveLength(30)
    expect(source.requests.map(({ after, limit }) => ({ after, limit }))).toEqual([
      { after: undefined, limit: 50 },
      { after: 30, limit: 50 },
    ])
  })

  it.each([1, 2, 7, 20, 49])('reads all from a server that serves %i records a page', async (pageCap) => {
    const { ids } = await readAll({ ids: range(1, 300), pageCap })

    expect(ids).toEqual(range(1, 300))
  })

  it('does not take a short page for the end', async () => {
    const { ids } = await readAll({
      ids: range(1, 500),
      answer: (records, request) => records.slice(0, 1 + ((request.after ?? 0) % 37)),
    })

    expect(ids).toEqual(range(1, 500))
  })

  it('reads ids below one too', async () => {
    const { ids } = await readAll({ ids: range(-200, 200) })

    expect(ids).toEqual(range(-200, 200))
  })

  it('keeps to the bounds that the query sets for ids', async () => {
    const { ids, receipt } = await readAll({ ids: range(1, 1000) }, { ids: { after: 100, upTo: 800 } })

    expect(ids).toEqual(range(101, 800))
    expect(receipt).toMatchObject({ floor: 100, ceiling: 800 })
  })

  it('does not promise records created after it began', async () => {
    const { ids, receipt } = await readAll({
      ids: range(1, 500),
      beforeAnswer: (model, count) => model.add(1000 + count),
    })

    expect(ids.filter((id) => id <= 500)).toEqual(range(1, 500))
    expect(receipt.complete).toBe(true)
    expect(receipt.ceiling).toBeLessThan(1010)
  })

  it('reads on without a highest id when the server ignores the direction', async () => {
    const { ids, receipt } = await readAll({
      ids: range(1, 700),
      answer: (records, { order }) => (order === 'id-descending' ? [{ id: 1 }] : records),
    })

    expect(ids).toEqual(range(1, 700))
    expect(receipt).toMatchObject({ complete: true, ceiling: null })
  })

  it('reads all from a server that ignores offsets', async () => {
    const { ids, receipt } = await readAll({
      ids: range(1, 3000),
      answer: (records, { offset, after = 0, limit }) =>
        offset ? range(after + 1, after + limit).map((id) => ({ id })) : records,
    })

    expect(ids).toEqual(range(1, 3000))
    expect(receipt.requests).toBeLessThan(90)
  })

  it('reads on when pages of one record were asked for and the server ignores the direction', async () => {
    const { ids } = await readAll(
      {
        ids: range(1, 30),
        answer: (records, { order }) => (order === 'id-descending' ? [{ id: 1 }] : records),
      },
      { pageSize: 1 },
    )

    expect(ids).toEqual(range(1, 30))
  })

  it('reads all from a server that ignores upper bounds of ids', async () => {
    const { ids, receipt } = await readAll({
      ids: range(1, 3000),
      answer: (records, { order, after = 0, offset = 0, limit }) =>
        order === 'id-descending'
          ? records
          : range(after + offset + 1, Math.min(3000, after + offset + limit)).map((id) => ({ id })),
    })

    expect(ids).toEqual(range(1, 3000))
    expect(receipt).toMatchObject({ complete: true, mode: 'id' })
  })

  it.each(['after', 'upTo'] as const)(
    'falls back to reading by offset when a bound of ids is refused (%s)',
    async (bound) => {
      const { ids, receipt } = await readAll({
        ids: range(1, 230),
        beforeAnswer: (_model, _count, request) => {
          if (request[bound] !== undefined) throw refusal()
        },
      })

      expect(ids).toEqual(range(1, 230))
      expect(receipt).toMatchObject({ complete: true, mode: 'offset' })
    },
  )

  it('falls back to reading by offset when records have no id', async () => {
    const { records, receipt } = await readAll({
      ids: range(1, 130),
      answer: (_records, request, model) =>
        offsetPage(model, request.offset ?? 0).map(({ id }) => ({ code: `c${String(id)}` })),
    })

    expect(records.map(({ code }) => code)).toEqual(range(1, 130).map((id) => `c${id}`))
    expect(receipt).toMatchObject({ complete: true, mode: 'offset', ranges: [], floor: null })
    expect(receipt.notices[0]).toContain('no id')
  })

  it('falls back to reading by offset when the filter by id is ignored', async () => {
    const { ids, receipt } = await readAll({
      ids: range(1, 230),
      answer: (records, { order, offset = 0 }, model) =>
        order === 'id-descending' ? records : offsetPage(model, offset),
    })

    expect(ids).toEqual(range(1, 230))
    expect(receipt.mode).toBe('offset')
  })

  it('ends with an error when the order breaks after records were delivered', async () => {
    const source = createModelSource({
      ids: range(1, 2000),
      answer: (records, { after = 0 }) => (after > 1000 ? [...records].reverse() : records),
    })
    const stream = readRecords(source, { clock: source.clock })

    const error = await collect(stream).catch((thrown: unknown) => thrown)

    expect(error).toBeInstanceOf(PagingError)
    expect((error as PagingError).message).toContain('the order by id was not kept')
    await expect(stream.receipt).rejects.toBe(error)
  })

  it('ends with the error of a page, once and with nothing left in flight', async () => {
    const fault = new Error('down')
    const source = createModelSource({
      ids: range(1, 5000),
      beforeAnswer: (_, count) => {
        if (count === 40) throw fault
      },
    })
    const stream = readRecords(source, { clock: source.clock, concurrency: 6 })

    await expect(collect(stream)).rejects.toBe(fault)

    expect(source.pending).toBe(0)
    await expect(stream.receipt).rejects.toBe(fault)
  })

  it('ends all requests when the loop is left', async () => {
    const source = createModelSource({ ids: range(1, 5000) })
    const stream = readRecords(source, { clock: source.clock, concurrency: 6 })

    for await (const record of stream) if (record.id === 700) break

    expect(source.pending).toBe(0)
    expect(await stream.receipt).toMatchObject({ complete: false, reason: 'stopped' })
  })

  it("rethrows the signal's own reason", async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const source = createModelSource({
      ids: range(1, 5000),
      beforeAnswer: (_, count) => {
        if (count === 20) controller.abort(reason)
      },
    })

    const reading = collect(readRecords(source, { clock: source.clock, signal: controller.signal }))

    await expect(reading).rejects.toBe(reason)
    expect(source.pending).toBe(0)
  })

  it('requests nothing before the first record is asked for, and nothing when aborted before', async () => {
    const source = createModelSource({ ids: range(1, 10) })
    const reason = new Error('never mind')
    const stream = readRecords(source, { signal: AbortSignal.abort(reason) })

    await expect(collect(stream)).rejects.toBe(reason)

    expect(source.requests).toEqual([])
  })

  it('stops at the limit with few requests beyond it', async () => {
    const { ids, receipt } = await readAll({ ids: range(1, 50_000) }, { limit: 1001, concurrency: 8 })

    expect(ids).toEqual(range(1, 1001))
    expect(receipt).toMatchObject({ complete: false, reason: 'limit', records: 1001 })
    expect(receipt.requests).toBeLessThan(35)
  })

  it('asks once for a limit of one page or less', async () => {
    const { ids, source } = await readAll({ ids: range(1, 500) }, { limit: 7 })

    expect(ids).toEqual(range(1, 7))
    expect(source.requests.map(({ limit }) => limit)).toEqual([7])
  })

  it('is complete when the set ends before the limit', async () => {
    const { receipt } = await readAll({ ids: range(1, 120) }, { limit: 1000 })

    expect(receipt).toMatchObject({ complete: true, records: 120 })
  })

  it('makes an array of at most the limit', async () => {
    const source = createModelSource({ ids: range(1, 500) })

    const records = await readRecords(source, { clock: source.clock }).toArray({ limit: 60 })

    expect(records.map(({ id }) => id)).toEqual(range(1, 60))
  })

  it('keeps the order for calls of next that do not wait for each other', async () => {
    const source = createModelSource({ ids: range(1, 120) })
    const iterator = readRecords(source, { clock: source.clock })[Symbol.asyncIterator]()

    const results = await Promise.all(range(1, 125).map(() => iterator.next()))

    expect(results.map(({ value }) => (value as CoupaRecord | undefined)?.id)).toEqual([
      ...range(1, 120),
      ...Array.from({ length: 5 }, () => undefined),
    ])
  })

  it.each(['id', 'offset', 'shrinking'] as const)(
    'ends a call of next that waits when the loop is left: %s',
    async (mode) => {
      const source = createModelSource({ ids: range(1, 5000) })
      const stream = readRecords(source, { clock: source.clock, mode })
      const iterator = stream.pages()
      await iterator.next()

      const waiting = iterator.next()
      await iterator.return?.()

      expect((await waiting).done).toBe(true)
      expect(source.pending).toBe(0)
      expect(await stream.receipt).toMatchObject({ complete: false, reason: 'stopped' })
    },
  )

  it('can be iterated once', () => {
    const stream = readRecords(createModelSource({ ids: [] }))
    stream.pages()

    expect(() => stream.pages()).toThrow(TypeError)
  })

  it('tells how far it is, with an estimate from the density of ids', async () => {
    const source = createModelSource({ ids: range(1, 4000).map((id) => id * 13), latencyMs: 100 })
    const stream = readRecords(source, { clock: source.clock })
    const estimates: (number | undefined)[] = []

    for await (const page of stream.pages()) {
      if (page.records[0]?.id !== 13) estimates.push(stream.progress().estimatedTotal)
    }

    expect(estimates.length).toBeGreaterThan(50)
    for (const estimate of estimates) expect(Math.abs((estimate ?? 0) - 4000)).toBeLessThan(400)
    expect(stream.progress()).toMatchObject({ records: 4000, remainingMs: 0 })
  })

  it('asks for the next pages while the consumer is busy with one', async () => {
    const source = createModelSource({ ids: range(1, 5000) })
    const stream = readRecords(source, { clock: source.clock, order: 'any', concurrency: 1 })
    const pages = stream.pages()
    for (let page = 0; page < 5; page++) await pages.next()
    const before = source.requests.length

    for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve))

    expect(source.requests.length - before).toBeGreaterThan(20)
    await pages.return?.()
  })

  it('holds no more records than the buffer allows, however slow the consumer is', async () => {
    for (const order of ['id', 'any'] as const) {
      let served = 0
      const source = createModelSource({
        ids: range(1, 20_000),
        answer: (records, { order }) => {
          served += order === 'id-ascending' ? records.length : 0
          return records
        },
      })
      const stream = readRecords(source, { clock: source.clock, order, concurrency: 16, maxBufferedRecords: 1000 })
      let delivered = 0
      let most = 0

      for await (const page of stream.pages()) {
        for (let turn = 0; turn < 40; turn++) await new Promise((resolve) => setImmediate(resolve))
        delivered += page.records.length
        most = Math.max(most, served - delivered)
      }

      const { discarded } = await stream.receipt
      expect(delivered).toBe(20_000)
      expect(most).toBeLessThanOrEqual(1000 + discarded)
      expect(discarded).toBeLessThan(1500)
    }
  })
})

describe('requests of readRecords', () => {
  const distributions: Record<string, () => number[]> = {
    uniform: () => range(1, 100_000).map((i) => 1000 + i * 7),
    dense: () => range(1, 100_000),
    'one in a hundred': () => range(1, 100_000).map((i) => i * 100 + ((i * 7919) % 100)),
    lumpy: () =>
      range(0, 99_999).map((i) => i + Math.floor(i / 500) * (Math.floor(i / 500) % 7 === 0 ? 1_000_003 : 5003)),
    'a gap of billions': () => range(1, 100_000).map((i) => (i <= 50_000 ? i : 5_000_000_000 + i)),
    'sparse ends': () => range(1, 100_000).map((i) => (i < 5000 ? i * 1000 : i < 95_000 ? 5e6 + i : 6e6 + i * 100_000)),
  }

  for (const [name, ids] of Object.entries(distributions)) {
    it(`are nearly all full pages, at nearly the full rate: ${name}`, async () => {
      for (const [order, latencyMs] of [
        ['id', 200],
        ['any', 200],
        ['id', 1000],
        ['any', 500],
      ] as const) {
        const distribution = [...new Set(ids())]
        const ideal = distribution.length / 50
        const {
          receipt,
          source,
          ids: read,
        } = await readAll({ ids: distribution, latencyMs, ratePerSecond: 25 }, { order })

        expect(read).toHaveLength(distribution.length)
        expect(receipt.requests).toBeLessThanOrEqual(ideal * (order === 'any' ? 1.05 : 1.1))
        expect(ideal / 25 / (source.elapsedMs() / 1000)).toBeGreaterThan(0.8)
      }
    })
  }

  it('skip hardly further ahead than the buffer holds', async () => {
    const { source } = await readAll({ ids: range(1, 30_000), latencyMs: 1000, ratePerSecond: 25 }, { order: 'any' })

    expect(Math.max(...source.requests.map(({ offset = 0 }) => offset))).toBeLessThanOrEqual(6000)
  })
})

describe('completeness of readRecords', () => {
  const sets = fc
    .array(fc.oneof(fc.nat(40), fc.nat(3000), fc.integer({ min: 0, max: 2 ** 40 })), { maxLength: 900, size: 'max' })
    .map(spread)
  const changes = fc.array(
    fc.record({ at: fc.nat(60), isAdded: fc.boolean(), id: fc.nat(4000), index: fc.nat(2000) }),
    {
      maxLength: 80,
      size: 'max',
    },
  )
  const world = fc.record({
    ids: sets,
    changes,
    pageCap: fc.oneof(fc.constant(50), fc.integer({ min: 1, max: 50 })),
    latencies: fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 50, size: 'max' }),
    order: fc.constantFrom('id' as const, 'any' as const),
    concurrency: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
    maxBufferedRecords: fc.constantFrom(1, 200, 1000, 5000),
  })

  it('repeats no record and misses none that was there throughout, whatever changes and in whatever order answers come', async () => {
    await fc.assert(
      fc.asyncProperty(world, async ({ ids, changes, pageCap, latencies, ...options }) => {
        const removed = new Set<number>()
        const read = await readAll({ ids, pageCap, ...mutating(ids, changes, latencies, removed) }, options)

        expectOnce(read.ids)
        expectAll(read.ids, ids, removed)
        if (options.order === 'id') expect(read.ids).toEqual([...read.ids].sort((a, b) => a - b))
        expectContiguous(read.receipt)
      }),
      { numRuns: 300, endOnFailure: true },
    )
  })

  it('goes on from a checkpoint without repeating or missing a record', async () => {
    await fc.assert(
      fc.asyncProperty(world, fc.nat(900), world, async (first, stopAt, second) => {
        const removed = new Set<number>()
        const { ids, changes, latencies } = first
        const source = createModelSource({ ids, pageCap: first.pageCap, ...mutating(ids, changes, latencies, removed) })
        const { order, concurrency, maxBufferedRecords } = first
        const before: number[] = []
        const stream = readRecords(source, { clock: source.clock, order, concurrency, maxBufferedRecords })
        for await (const { id } of stream) {
          before.push(Number(id))
          if (before.length > stopAt) break
        }
        const checkpoint = JSON.parse(JSON.stringify(stream.checkpoint({ includingCurrent: true })))

        const resumed = readRecords(source, {
          clock: source.clock,
          checkpoint,
          order: second.order,
          concurrency: second.concurrency,
        })
        const after = (await collect(resumed)).map(({ id }) => Number(id))

        expectOnce([...before, ...after])
        expectAll([...before, ...after], ids, removed)
        const receipt = await resumed.receipt
        expect(receipt).toMatchObject({ complete: true, isResumed: true, records: before.length + after.length })
        expectContiguous(receipt)
      }),
      { numRuns: 200, endOnFailure: true },
    )
  })

  it('notices when a page is left out, so that the properties above can fail', async () => {
    const { ids } = await readAll({
      ids: range(1, 500),
      answer: (records) => records.filter(({ id }) => id !== 77),
    })

    expect(ids).toHaveLength(499)
  })
})

/** Changes of the set that happen as answers go out, and latencies that bring answers out of order. */
function refusal(): ValidationError {
  const details = { method: 'GET', path: 'invoices', status: 400, messages: ['no such operator'], warnings: [] }
  return new ValidationError({ ...details, modelKeys: [] })
}

function mutating(
  ids: readonly number[],
  changes: readonly { at: number; isAdded: boolean; id: number; index: number }[],
  latencies: readonly number[],
  removed: Set<number>,
): Pick<ModelSourceOptions, 'beforeAnswer' | 'latencyMs'> {
  let call = 0
  return {
    latencyMs: () => latencies[call++ % latencies.length] ?? 1,
    beforeAnswer: (model, count) => {
      for (const change of changes) {
        if (change.at !== count) continue
        if (change.isAdded) model.add(change.id)
        const gone = ids[change.index]
        if (change.isAdded || gone === undefined) continue
        removed.add(gone)
        model.remove(gone)
      }
    },
  }
}

function expectOnce(ids: readonly number[]): void {
  expect(new Set(ids).size).toBe(ids.length)
}

function expectAll(read: readonly number[], ids: readonly number[], removed: ReadonlySet<number>): void {
  const found = new Set(read)
  expect(ids.filter((id) => !removed.has(id) && !found.has(id))).toEqual([])
}

function expectContiguous({ ranges, floor, ceiling, records }: Receipt): void {
  let end = floor
  for (const range of ranges) {
    expect(range.after).toBe(end)
    end = range.upTo
  }
  expect(end).toBe(ceiling)
  expect(ranges.reduce((sum, range) => sum + range.records, 0)).toBe(records)
}

/** Turns numbers into ids with gaps of those sizes. */
function spread(gaps: readonly number[]): number[] {
  let id = 0
  return gaps.map((gap) => {
    id += 1 + gap
    return id
  })
}

function offsetPage(model: ModelSource, offset: number): CoupaRecord[] {
  return model.ids.slice(offset, offset + 50).map((id) => ({ id }))
}

async function readAll(
  world: ModelSourceOptions,
  options: ReadOptions = {},
): Promise<{ records: CoupaRecord[]; ids: number[]; receipt: Receipt; source: ModelSource }> {
  const source = createModelSource(world)
  const stream = readRecords(source, { clock: source.clock, ...options })
  const records = await collect(stream)
  return { records, ids: records.map(({ id }) => Number(id)), receipt: await stream.receipt, source }
}

async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const records: T[] = []
  for await (const record of stream) records.push(record)
  return records
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}
