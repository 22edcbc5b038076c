import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createModelSource } from '../../testing/model-source.ts'
import type { Checkpoint } from '../pages/checkpoint.ts'
import { readRecords } from '../read-records.ts'
import { createSplitSource, type SourcePart } from './split-source.ts'

const owner = { resource: 'invoices', fingerprint: 'all' }

/** Parts that may share records, as values of a field that a record can have several of. */
function overlapping(sets: readonly (readonly number[])[], pageCap = 50): SourcePart[] {
  return sets.map((ids) => ({ source: createModelSource({ ids, pageCap }), ids: undefined }))
}

/** Parts of a list of ids, of which some exist. */
function stretches(asked: readonly number[], existing: ReadonlySet<number>, size: number, pageCap = 50): SourcePart[] {
  const rising = [...new Set(asked)].sort((one, other) => one - other)
  return Array.from({ length: Math.ceil(rising.length / size) }, (_, part) => {
    const ids = rising.slice(part * size, (part + 1) * size)
    return { source: createModelSource({ ids: ids.filter((id) => existing.has(id)), pageCap }), ids }
  })
}

const idsOf = async (parts: readonly SourcePart[], options: object = {}) => {
  const stream = readRecords(createSplitSource(parts, owner), options)
  const ids: number[] = []
  for await (const { id } of stream) ids.push(Number(id))
  return { ids, receipt: await stream.receipt, checkpoint: stream.checkpoint() }
}

const rising = (ids: Iterable<number>) => [...new Set(ids)].sort((one, other) => one - other)
const someIds = fc.uniqueArray(fc.integer({ min: 1, max: 2000 }), { maxLength: 300 })
const pageCap = fc.integer({ min: 2, max: 50 })

describe('createSplitSource', () => {
  it('gives the union of its parts once, by rising id, and says so in the receipt', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(someIds, { minLength: 1, maxLength: 12 }), pageCap, async (sets, cap) => {
        const { ids, receipt } = await idsOf(overlapping(sets, cap))

        expect(ids).toEqual(rising(sets.flat()))
        expect(receipt).toMatchObject({ complete: true, records: ids.length })
      }),
      { numRuns: 40 },
    )
  })

  it('gives what exists of a list of ids', async () => {
    await fc.assert(
      fc.asyncProperty(someIds, someIds, fc.integer({ min: 1, max: 90 }), pageCap, async (asked, there, size, cap) => {
        const existing = new Set(there)
        const { ids, receipt } = await idsOf(stretches(asked, existing, size, cap))

        expect(ids).toEqual(rising(asked.filter((id) => existing.has(id))))
        expect(receipt).toMatchObject({ complete: true, records: ids.length })
      }),
      { numRuns: 40 },
    )
  })

  it('goes on from any checkpoint without repeating or missing a record', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(someIds, { minLength: 1, maxLength: 6 }),
        fc.nat(400),
        fc.boolean(),
        async (sets, stop, isList) => {
          const all = rising(sets.flat())
          const parts = () => (isList ? stretches(all, new Set(all), 40) : overlapping(sets))
          const first: number[] = []
          const stream = readRecords(createSplitSource(parts(), owner))
          for await (const { id } of stream) {
            if (first.length >= stop) break
            first.push(Number(id))
          }
          const checkpoint: Checkpoint = JSON.parse(JSON.stringify(stream.checkpoint()))
          const second = await idsOf(parts(), { checkpoint })

          expect([...first, ...second.ids]).toEqual(all)
          expect(second.receipt).toMatchObject({ complete: true, records: all.length })
        },
      ),
      { numRuns: 40 },
    )
  })

  it('stops at the limit', async () => {
    const { ids, receipt } = await idsOf(overlapping([[1, 4, 9], [2, 4, 8], [3]]), { limit: 4 })

    expect(ids).toEqual([1, 2, 3, 4])
    expect(receipt).toMatchObject({ complete: false, reason: 'limit', records: 4 })
  })

  it('asks for each record of a part once, and counts every request', async () => {
    const sets = Array.from({ length: 5 }, (_, part) => Array.from({ length: 200 }, (_, i) => i * 5 + part + 1))
    const sources = sets.map((ids) => createModelSource({ ids }))
    const { ids, receipt } = await idsOf(sources.map((source) => ({ source, ids: undefined })))
    const sent = sources.reduce((sum, { requests }) => sum + requests.length, 0)

    expect(ids).toHaveLength(1000)
    expect(receipt.requests).toBe(sent)
    // Four pages a part; one look at the highest id each; the ends.
    expect(sent).toBeLessThan(5 * 4 + 5 + 12)
  })

  it('reads the highest id of any part as the end, and the earliest time as that of the window', async () => {
    const parts = [3000, 1000, 2000].map((serverDateMs, part) => ({
      source: createModelSource({ ids: [part * 10 + 1, part * 10 + 2], serverDateMs }),
      ids: undefined,
    }))
    const source = createSplitSource(parts, owner)

    const page = await source.fetchPage({ limit: 1, order: 'id-descending', signal: new AbortController().signal })

    expect(page).toMatchObject({ records: [{ id: 22 }], serverDateMs: 1000, requests: 3 })
  })

  it('refuses to be read by offset', () => {
    const source = createSplitSource(overlapping([[1]]), owner)

    expect(() => source.fetchPage({ limit: 50, order: 'query', signal: new AbortController().signal })).toThrow(
      'too long for one request',
    )
  })
})
