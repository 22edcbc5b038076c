import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PagingError } from '../../errors/read-errors.ts'
import type { CoupaRecord } from '../../format/coupa-record.ts'
import { createModelSource, type ModelSource, type ModelSourceOptions } from '../../testing/model-source.ts'
import { readRecords } from '../read-records.ts'

const byOffset = { mode: 'offset' } as const

describe('reading by offset', () => {
  it('delivers every record once and in order', async () => {
    const { ids, source } = await readIds({ ids: range(1, 175) })

    expect(ids).toEqual(range(1, 175))
    expect(source.requests.every(({ order }) => order === 'query')).toBe(true)
  })

  it.each<CoupaRecord>([{ id: 7 }, { code: 'a' }])(
    'ends when the offset is ignored and the one record comes again (%j)',
    async (one) => {
      const source = createModelSource({ ids: [7], answer: () => [one] })
      const reading = readRecords(source, byOffset).toArray({ limit: 500 })

      await expect(reading).rejects.toThrow('the server ignores the offset')
      expect(source.requests.length).toBeLessThan(30)
    },
  )

  it('starts at the offset that the query names', async () => {
    const source = createModelSource({ ids: range(1, 120) })

    const records = await readRecords(source, { ...byOffset, offset: 70 }).toArray({ limit: 500 })

    expect(records.map(({ id }) => id)).toEqual(range(71, 120))
  })

  it('goes back for records that moved into what was already read', async () => {
    const { ids } = await readIds({
      ids: range(1, 300),
      beforeAnswer: (model, count) => {
        if (count === 3) for (const id of range(1, 30)) model.remove(id)
      },
    })

    expect(ids).toEqual(range(1, 300))
  })

  it('goes back when deletions leave nothing at the offset', async () => {
    const { ids } = await readIds({
      ids: range(1, 120),
      beforeAnswer: (model, count) => {
        if (count === 3) for (const id of range(1, 60)) model.remove(id)
      },
    })

    expect(ids).toEqual(range(1, 120))
  })

  it('drops what comes again because records were added in front', async () => {
    const { ids, receipt } = await readIds({
      ids: range(100, 400),
      beforeAnswer: (model, count) => {
        if (count === 3) for (const id of range(1, 20)) model.add(id)
      },
    })

    expect(ids).toEqual(range(100, 400))
    expect(receipt.repeats).toBe(20)
  })

  it('tells records without ids apart by what they hold, and keeps equal neighbours', async () => {
    const recordOf = (id: number) => ({ code: `c${Math.floor(id / 3)}` })
    const source = createModelSource({ ids: range(0, 199), recordOf })

    const records = await readRecords(source, byOffset).toArray({ limit: 1000 })

    expect(records).toEqual(range(0, 199).map(recordOf))
  })

  it('gives up when nothing known is found far back', async () => {
    const source = createModelSource({
      ids: range(1, 5000),
      answer: (records) =>
        source.requests.length > 40 ? records.map(({ id }) => ({ id: Number(id) + 9000 })) : records,
    })

    const error = await readRecords(source, byOffset)
      .toArray({ limit: 100_000 })
      .catch((thrown: unknown) => thrown)

    expect(error).toBeInstanceOf(PagingError)
    expect(source.requests.length).toBeLessThan(70)
  })

  it('goes on from a checkpoint in the middle of a page without repeating or missing a record', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 260 }), fc.integer({ min: 1, max: 50 }), async (stopAt, pageCap) => {
        const source = createModelSource({ ids: range(1, 250), pageCap })
        const stream = readRecords(source, byOffset)
        const before: unknown[] = []
        for await (const { id } of stream) {
          before.push(id)
          if (before.length === stopAt) break
        }
        const checkpoint = JSON.parse(JSON.stringify(stream.checkpoint({ includingCurrent: true })))

        const after = await readRecords(source, { ...byOffset, checkpoint }).toArray({ limit: 1000 })

        expect([...before, ...after.map(({ id }) => id)]).toEqual(range(1, 250))
      }),
      { numRuns: 60 },
    )
  })

  it('misses no record that was there throughout while others are deleted', async () => {
    const deletions = fc.array(fc.tuple(fc.nat(12), fc.integer({ min: 1, max: 400 })), { maxLength: 60, size: 'max' })
    await fc.assert(
      fc.asyncProperty(deletions, async (planned) => {
        const removed = new Set<number>()
        const { ids } = await readIds({
          ids: range(1, 400),
          beforeAnswer: (model, count) => {
            for (const [at, id] of planned) {
              if (at !== count) continue
              removed.add(id)
              model.remove(id)
            }
          },
        })

        expect(new Set(ids).size).toBe(ids.length)
        const found = new Set(ids)
        expect(range(1, 400).filter((id) => !removed.has(id) && !found.has(id))).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})

describe('reading a set that the loop empties', () => {
  it('reads the start again until nothing is there', async () => {
    const source = createModelSource({ ids: range(1, 230) })
    const stream = readRecords(source, { mode: 'shrinking' })
    const ids: unknown[] = []

    for await (const page of stream.pages()) {
      for (const { id } of page.records) {
        ids.push(id)
        source.remove(Number(id))
      }
    }

    expect(ids).toEqual(range(1, 230))
    expect(source.requests.every(({ offset, after }) => offset === undefined && after === undefined)).toBe(true)
    expect(await stream.receipt).toMatchObject({ complete: true, mode: 'shrinking', records: 230, repeats: 0 })
  })

  it('delivers what the loop could not take out only once', async () => {
    const source = createModelSource({ ids: range(1, 120) })
    const ids: unknown[] = []

    for await (const page of readRecords(source, { mode: 'shrinking' }).pages()) {
      for (const { id } of page.records) ids.push(id)
      for (const { id } of page.records.slice(0, 40)) source.remove(Number(id))
      if (ids.length === 120) for (const id of source.ids) source.remove(id)
    }

    expect(ids).toEqual(range(1, 120))
  })

  it('ends with an error when the loop takes nothing out', async () => {
    const source = createModelSource({ ids: range(1, 120) })

    const reading = readRecords(source, { mode: 'shrinking' }).toArray({ limit: 1000 })

    await expect(reading).rejects.toThrow('all 50 records of the page were delivered before')
    expect(source.requests).toHaveLength(2)
  })
})

async function readIds(world: ModelSourceOptions): Promise<{
  ids: number[]
  source: ModelSource
  receipt: Awaited<ReturnType<typeof readRecords>['receipt']>
}> {
  const source = createModelSource(world)
  const stream = readRecords(source, { ...byOffset, clock: source.clock })
  const ids: number[] = []
  for await (const { id } of stream) ids.push(Number(id))
  return { ids, source, receipt: await stream.receipt }
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}
