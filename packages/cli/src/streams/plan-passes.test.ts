import type { Checkpoint } from '@coupa-connector/connector'
import { describe, expect, test } from 'vitest'
import { planPasses, type SelectedStream } from './plan-passes.ts'
import { listStreams } from './stream.ts'
import type { Generation, ReadMode } from './stream-state.ts'

const streams = listStreams({ nestedRecords: 'streams' })
const overlapMs = 300_000

interface Position {
  readonly isComplete?: boolean
  readonly before?: string
  readonly records?: number
  readonly startedAtMs?: number
}

function checkpointAt({ isComplete = true, before, records = 10, startedAtMs = 0 }: Position): Checkpoint {
  const window = { from: '2026-01-01T00:00:00Z', before: before ?? '', seen: [[7, 1]] as const, previous: [] }
  return {
    version: 1,
    resource: 'invoices',
    fingerprint: 'a query',
    mode: 'id',
    isComplete,
    ...(before === undefined ? {} : { window }),
    totals: { records, pages: 1, requests: 1, repeats: 0, discarded: 0, emptyPages: 0, startedAtMs },
  }
}

function selected(
  name: string,
  position?: Position,
  { mode = 'incremental', now = {}, before = {} }: { mode?: ReadMode; now?: Generation; before?: Generation } = {},
): SelectedStream {
  const stream = streams.find((one) => one.name === name)
  if (stream === undefined) throw new Error(`no stream ${name}`)
  const state = position && {
    version: 1 as const,
    organization: 'acme.coupahost.com',
    mode,
    generation: before,
    checkpoint: checkpointAt(position),
  }
  return { stream, mode, columns: undefined, state, generation: now }
}

const plan = (...all: readonly SelectedStream[]) =>
  planPasses(all, { overlapMs }).map(({ streams: ofPass, start }) => ({
    streams: ofPass.map(({ stream }) => stream.name),
    start,
  }))

const noon = '2026-03-01T12:00:00Z'
const later = '2026-03-01T13:00:00Z'

describe('planPasses', () => {
  test('reads a resource and what is nested in it at once when both begin', () => {
    expect(plan(selected('invoices'), selected('suppliers'), selected('invoices__invoice_lines'))).toEqual([
      { streams: ['invoices', 'invoices__invoice_lines'], start: { kind: 'beginning' } },
      { streams: ['suppliers'], start: { kind: 'beginning' } },
    ])
  })

  test('goes on with changes for streams that ended at the same time', () => {
    const [pass] = plan(selected('invoices', { before: noon }), selected('invoices__invoice_lines', { before: noon }))

    expect(pass).toEqual({
      streams: ['invoices', 'invoices__invoice_lines'],
      start: { kind: 'changes', since: checkpointAt({ before: noon }) },
    })
  })

  test('begins with the one that is the farthest behind, and leaves out nothing that only the other one was given', () => {
    const [pass, ...others] = plan(
      selected('invoices', { before: later }),
      selected('invoices__invoice_lines', { before: noon }),
    )

    expect(others).toEqual([])
    expect(pass?.start).toEqual({ kind: 'changes', since: '2026-03-01T11:55:00.000Z' })
  })

  test('continues a read at the place of the stream whose state is older', () => {
    const [pass, ...others] = plan(
      selected('invoices', { before: noon, isComplete: false, records: 2000 }),
      selected('invoices__invoice_lines', { before: noon, isComplete: false, records: 1000 }),
    )

    expect(others).toEqual([])
    expect(pass?.start).toMatchObject({ kind: 'continue', checkpoint: { totals: { records: 1000 } } })
  })

  test('reads by itself a stream that is new, and one that is in the middle of another read', () => {
    const passes = plan(
      selected('invoices', { before: noon }),
      selected('invoices__invoice_lines'),
      selected('invoices__payments', { before: later, isComplete: false }),
    )

    expect(passes.map(({ streams: names, start }) => [names.join(), start.kind])).toEqual([
      ['invoices', 'changes'],
      ['invoices__invoice_lines', 'beginning'],
      ['invoices__payments', 'continue'],
    ])
  })

  test.each([
    ['another attempt at the same sync', { syncId: 3 }, { syncId: 3 }, 'finished'],
    ['the next sync', { syncId: 4 }, { syncId: 3 }, 'beginning'],
    ['a reader that counts no syncs', {}, {}, 'beginning'],
    ['rows that are thrown away', { syncId: 3, generationId: 2 }, { syncId: 3, generationId: 1 }, 'beginning'],
  ])('takes up a finished full read for %s', (_what, now, before, kind) => {
    expect(plan(selected('invoices', {}, { mode: 'full', now, before }))[0]?.start.kind).toBe(kind)
  })

  test('continues an unfinished full read, and begins anew where its rows are thrown away', () => {
    const position = { isComplete: false }
    const same = plan(
      selected('invoices', position, { mode: 'full', now: { generationId: 1 }, before: { generationId: 1 } }),
    )
    const next = plan(
      selected('invoices', position, { mode: 'full', now: { generationId: 2 }, before: { generationId: 1 } }),
    )

    expect(same[0]?.start.kind).toBe('continue')
    expect(next[0]?.start.kind).toBe('beginning')
  })

  test('forgets the state of the other mode', () => {
    const [pass] = plan({ ...selected('invoices', { before: noon }), mode: 'full' })

    expect(pass?.start.kind).toBe('beginning')
  })
})
