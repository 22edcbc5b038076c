import { describe, expect, it } from 'vitest'
import { CheckpointError } from '../../errors/read-errors.ts'
import { createModelSource } from '../../testing/model-source.ts'
import { readRecords } from '../read-records.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'

const owner = { resource: 'invoices', fingerprint: 'all' }

describe('parseCheckpoint', () => {
  it('takes what a read wrote, through JSON', async () => {
    const checkpoint = await interruptedAt(70)

    expect(parseCheckpoint(JSON.parse(JSON.stringify(checkpoint)), owner)).toEqual(checkpoint)
  })

  it.each<[string, unknown, RegExp]>([
    ['text', 'abc', /not an object/],
    ['a newer version', { version: 2 }, /version 1 is understood and it has version 2/],
    ['another resource', { version: 1, resource: 'users' }, /resource "users", and invoices is read/],
    ['another query', { version: 1, ...owner, fingerprint: 'x' }, /another query of invoices/],
    ['nothing else', { version: 1, ...owner }, /"mode" is damaged/],
  ])('refuses %s and says why', (_name, value, message) => {
    expect(() => parseCheckpoint(value, owner)).toThrow(CheckpointError)
    expect(() => parseCheckpoint(value, owner)).toThrow(message)
  })

  it.each<[string, unknown]>([
    ['ids', undefined],
    ['ids', { after: 9, upTo: 3, delivered: [] }],
    ['ids', { after: null, upTo: 3, delivered: [{ after: '1', upTo: 2, records: 1, pages: 1 }] }],
    ['totals', { records: -1 }],
    ['window', { from: 'soon', before: '2026-01-01T00:00:00Z', seen: [], previous: [] }],
    ['window', { from: '2026-01-01T00:00:00Z', before: '2026-01-01T00:00:00Z', seen: [[1]], previous: [] }],
    ['offset', { offset: 3, keys: [7] }],
  ])('refuses damage in %s', async (name, value) => {
    const checkpoint = await interruptedAt(70)

    expect(() => parseCheckpoint({ ...checkpoint, [name]: value }, owner)).toThrow(`its "${name}" is`)
  })
})

describe('a checkpoint', () => {
  it('speaks of what the consumer is done with: what came before the record in hand', async () => {
    const source = createModelSource({ ids: range(1, 200) })
    const stream = readRecords(source, { clock: source.clock })
    for await (const { id } of stream) if (id === 130) break

    expect(stream.checkpoint().totals.records).toBe(129)
    expect(stream.checkpoint({ includingCurrent: true }).totals.records).toBe(130)
    expect(stream.checkpoint().ids?.delivered).toEqual([{ after: null, upTo: 129, records: 129, pages: 2 }])
  })

  it('is handed out whenever the consumer is done with a page, before the next one is fetched', async () => {
    const source = createModelSource({ ids: range(1, 230) })
    const records: number[] = []
    const stream = readRecords(source, {
      clock: source.clock,
      onCheckpoint: (checkpoint) => void records.push(checkpoint.totals.records),
    })

    const seenAtPage: number[] = []
    for await (const _ of stream.pages()) seenAtPage.push(records.length)

    expect(records.at(-1)).toBe(230)
    expect(seenAtPage).toEqual(range(0, records.length - 1))
  })

  it('ends the read with the error of its handler', async () => {
    const full = new Error('disk full')
    const source = createModelSource({ ids: range(1, 230) })
    const stream = readRecords(source, { clock: source.clock, onCheckpoint: () => Promise.reject(full) })

    await expect(stream.toArray({ limit: 230 })).rejects.toBe(full)
    expect(source.pending).toBe(0)
  })

  it('of a finished read delivers nothing more', async () => {
    const source = createModelSource({ ids: range(1, 230) })
    const first = readRecords(source, { clock: source.clock })
    for await (const _ of first);

    const second = readRecords(source, { clock: source.clock, checkpoint: first.checkpoint() })

    expect(await second.toArray({ limit: 1 })).toEqual([])
    expect(await second.receipt).toMatchObject({ complete: true, records: 230, isResumed: true })
  })

  it('of a full read is not a start of an incremental one', async () => {
    const checkpoint = await interruptedAt(70)
    const source = createModelSource({ ids: [] })

    expect(() => readRecords(source, { updatedAfter: checkpoint })).toThrow(CheckpointError)
  })
})

async function interruptedAt(count: number): Promise<Checkpoint> {
  const source = createModelSource({ ids: range(1, 200) })
  const stream = readRecords(source, { clock: source.clock, order: 'any' })
  let seen = 0
  for await (const _ of stream) if (++seen === count) break
  return stream.checkpoint()
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}
