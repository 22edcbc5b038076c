import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CoupaRecord } from '../format/coupa-record.ts'
import { createModelSource } from '../testing/model-source.ts'
import type { Checkpoint } from './pages/checkpoint.ts'
import type { PageSource } from './pages/page-source.ts'
import { readRecords } from './read-records.ts'
import { UpdateTracker } from './update-tracker.ts'

const noon = Date.UTC(2026, 2, 1, 12)

describe('UpdateTracker', () => {
  it('reads up to and with the second that runs at the server', () => {
    const { window } = UpdateTracker.open({ fromMs: noon - 1, serverNowMs: noon + 400, settleMs: 0, overlapMs: 0 })

    expect(window).toEqual({ from: '2026-03-01T11:59:59Z', before: '2026-03-01T12:00:01Z' })
  })

  it('ends earlier when time to settle is asked for', () => {
    const { window } = UpdateTracker.open({ fromMs: noon - 60_000, serverNowMs: noon, settleMs: 2000, overlapMs: 0 })

    expect(window.before).toBe('2026-03-01T11:59:59Z')
  })

  it('remembers from the overlap what cannot change any more within its second', () => {
    const tracker = UpdateTracker.open({ fromMs: 0, serverNowMs: noon, settleMs: 0, overlapMs: 60_000 })

    tracker.note([at(1, noon - 120_000), at(2, noon - 30_000), at(3, noon - 1000), at(4, noon)])

    expect(tracker.toCheckpoint([]).seen.map(([id]) => id)).toEqual([2, 3])
  })

  it('understands times with any offset', () => {
    const previous = [[7, noon / 1000]] as const
    const tracker = UpdateTracker.open({ fromMs: 0, serverNowMs: noon, settleMs: 0, overlapMs: 0, previous })

    expect(tracker.isRepeat({ id: 7, 'updated-at': '2026-03-01T04:00:00-08:00' })).toBe(true)
    expect(tracker.isRepeat({ id: 7, 'updated-at': '2026-03-01T04:00:01-08:00' })).toBe(false)
    expect(tracker.isRepeat({ id: 7 })).toBe(false)
  })

  it('keeps the newest when there are too many', () => {
    const tracker = UpdateTracker.open({ fromMs: 0, serverNowMs: noon, settleMs: 0, overlapMs: 86_400_000 })

    for (let id = 1; id <= 30_000; id++) tracker.note([at(id, noon - 1000 * (40_000 - id))])

    const { seen } = tracker.toCheckpoint([])
    expect(seen).toHaveLength(10_000)
    expect(Math.min(...seen.map(([id]) => id))).toBe(20_001)
  })
})

describe('reading window after window', () => {
  const changes = fc.array(fc.record({ id: fc.integer({ min: 1, max: 150 }), afterMs: fc.nat(20_000) }), {
    maxLength: 60,
  })

  it('delivers every state of a record that lasts, and none twice that is older than the second of the read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(changes, { minLength: 2, maxLength: 5 }), async (rounds) => {
        const world = createChangingWorld()
        const delivered = new Map<number, string>()
        /** Delivered in the very second of their change. */
        const unsettled = new Set<number>()
        const receive = ({ id, 'updated-at': updatedAt }: CoupaRecord) => {
          if (delivered.get(Number(id)) === updatedAt) expect(unsettled).toContain(Number(id))
          if (Date.parse(String(updatedAt)) + 1000 > world.readAtMs) unsettled.add(Number(id))
          else unsettled.delete(Number(id))
          delivered.set(Number(id), String(updatedAt))
        }
        let checkpoint: Checkpoint | undefined

        for (const round of rounds) {
          for (const { id, afterMs } of round) world.change(id, afterMs)
          const updatedAfter = checkpoint ?? '2026-03-01T00:00:00Z'
          const stream = readRecords(world.source, { updatedAfter, overlapMs: 60_000 })
          for await (const record of stream) receive(record)
          checkpoint = JSON.parse(JSON.stringify(stream.checkpoint()))
          world.pass(2000)
        }

        expect(Object.fromEntries(delivered)).toEqual(world.states())
      }),
      { numRuns: 60 },
    )
  })

  it('finishes the window of a checkpoint that was left in the middle', async () => {
    const world = createChangingWorld()
    for (let id = 1; id <= 140; id++) world.change(id, 10)
    const first = readRecords(world.source, { updatedAfter: new Date(noon - 1000) })
    const before: unknown[] = []
    for await (const { id } of first) {
      before.push(id)
      if (before.length === 70) break
    }
    world.pass(5000)

    const resumed = readRecords(world.source, { updatedAfter: first.checkpoint({ includingCurrent: true }) })
    const after = await resumed.toArray({ limit: 1000 })

    expect([...before, ...after.map(({ id }) => id)]).toEqual(Array.from({ length: 140 }, (_, i) => i + 1))
    expect((await resumed.receipt).window).toEqual(first.checkpoint().window && pick(first.checkpoint()))
  })

  it('asks once when nothing changed and takes the end of the window from the server', async () => {
    const source = createModelSource({ ids: [], serverDateMs: noon })
    const stream = readRecords(source, { updatedAfter: new Date(noon - 60_000) })

    await stream.toArray({ limit: 1 })

    expect(source.requests).toHaveLength(1)
    expect(await stream.receipt).toMatchObject({
      complete: true,
      window: { before: '2026-03-01T12:00:01Z' },
      ranges: [{ after: null, upTo: null, records: 0 }],
    })
  })

  it.each([
    [undefined, 1],
    [noon, 0],
  ])(
    'says when the window had to end by the clock of this machine (Date of the server: %s)',
    async (serverDateMs, notices) => {
      const source = createModelSource({ ids: [1], serverDateMs })
      const stream = readRecords(source, { clock: source.clock, updatedAfter: '2025-12-31T00:00:00Z' })

      await stream.toArray({ limit: 10 })

      expect((await stream.receipt).notices.filter((notice) => notice.includes('no Date'))).toHaveLength(notices)
    },
  )

  it('says that budget lines do not keep their time of change reliably', async () => {
    const source: PageSource = { ...createModelSource({ ids: [], serverDateMs: noon }), resource: 'budget_lines' }
    const stream = readRecords(source, { updatedAfter: new Date(noon) })

    await stream.toArray({ limit: 1 })

    expect((await stream.receipt).notices).toEqual([expect.stringContaining('budget_lines')])
  })
})

function pick(checkpoint: Checkpoint): { from: string; before: string } | undefined {
  return checkpoint.window && { from: checkpoint.window.from, before: checkpoint.window.before }
}

function at(id: number, ms: number): CoupaRecord {
  return { id, 'updated-at': isoSeconds(ms) }
}

/** Records that change at their own times, read through a window of whole seconds. */
function createChangingWorld() {
  const updatedAt = new Map<number, number>()
  let nowMs = noon
  let readAtMs = noon
  const source: PageSource = {
    resource: 'invoices',
    fingerprint: 'all',
    fetchPage: async ({ after = -Infinity, upTo = Infinity, limit, order, updated }) => {
      readAtMs = nowMs
      const ids = [...updatedAt.keys()].sort((a, b) => (order === 'id-descending' ? b - a : a - b))
      const records = ids
        .filter((id) => id > after && id <= upTo)
        .map((id) => at(id, updatedAt.get(id) ?? 0))
        .filter(({ 'updated-at': time }) => {
          const ms = Date.parse(String(time))
          return ms >= Date.parse(updated?.from ?? '') && !(ms >= Date.parse(updated?.before ?? ''))
        })
      return { records: records.slice(0, limit), serverDateMs: nowMs }
    },
  }
  return {
    source,
    get readAtMs() {
      return readAtMs
    },
    change: (id: number, afterMs: number) => {
      nowMs += afterMs
      updatedAt.set(id, nowMs)
    },
    pass: (ms: number) => {
      nowMs += ms
    },
    states: () => Object.fromEntries([...updatedAt].map(([id, ms]) => [id, isoSeconds(ms)])),
  }
}

function isoSeconds(ms: number): string {
  return `${new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19)}+00:00`
}
