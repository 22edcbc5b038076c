import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { StepName } from './run/run-options.ts'
import { openStateFolder } from './state/folder/open-state-folder.ts'
import type { DefinitionChange } from './testing/invoice-run.ts'
import { createWorld, type World } from './testing/world.ts'

const template = 'E03'
const small: DefinitionChange = { limits: { batch: { records: 8 } } }

interface FileLine {
  readonly batch: string
  readonly file: string
  readonly table: string
  readonly sha256: string
  readonly record: number
  readonly source: string
  readonly name?: string
}

interface Delivered {
  /** Ids of documents, in the order of the manifest. */
  readonly documents: readonly number[]
  readonly files: readonly FileLine[]
}

/** What a consumer finds that reads the manifest. */
async function deliveredTo({ out }: World): Promise<Delivered> {
  const manifest = await readFile(join(out, 'manifest.ndjson'), 'utf8').catch(() => '')
  const lines = manifest
    .split('\n')
    .filter((line) => line !== '')
    .map((line): FileLine => JSON.parse(line))
  const documents: number[] = []
  for (const { file, table } of lines) {
    if (table !== 'invoice') continue
    const text = await readFile(join(out, file), 'utf8')
    for (const line of text.trim().split('\n')) documents.push(JSON.parse(line).id)
  }
  return { documents, files: lines.filter(({ table }) => table === 'invoice_file') }
}

const idsOf = (records: readonly Readonly<Record<string, unknown>>[]): readonly number[] =>
  records.map(({ id }) => Number(id)).toSorted((one, other) => one - other)

const isScanOf =
  (id: number) =>
  ({ record, source }: FileLine): boolean =>
    record === id && source === 'image-scan'

/** An organization with 60 invoices; the first that is due gets a file, a text and a link. */
async function createFilesWorld(): Promise<World & { readonly due: readonly number[] }> {
  const world = await createWorld({ records: { invoices: 60 } })
  const due = idsOf(await world.approved({ exported: false }))
  const attachments = world.connection.resource('invoices').attachments(due[0] ?? 0)
  await attachments.upload({ file: Buffer.from('a,b\n1,2\n'), fileName: 'détails & more.csv', contentType: 'text/csv' })
  await attachments.upload({ text: 'Call the supplier' })
  await attachments.upload({ url: 'https://example.com/contract' })
  return Object.assign(world, { due })
}

/** Ids of the invoices that have a scan. */
async function scanned({ connection }: World, ids: readonly number[]): Promise<readonly number[]> {
  const where = { id: { in: ids } }
  const invoices = await connection
    .resource('invoices')
    .query({ where, fields: ['id', 'image-scan-file-name'], limit: ids.length })
    .toArray()
  return idsOf(invoices.flatMap(({ id, 'image-scan-file-name': name }) => (name ? [{ id }] : [])))
}

describe('invoices with their files (E03)', () => {
  it('are delivered with scans and attachments, byte by byte, and marked', async () => {
    await using world = await createFilesWorld()
    const { due, connection } = world

    const receipt = await world.run({ template })

    const { documents, files } = await deliveredTo(world)
    const scans = files.filter(({ source }) => source === 'image-scan')
    expect(receipt).toMatchObject({ outcome: 'succeeded', delivered: due.length, acknowledged: due.length })
    expect(documents).toEqual(due)
    expect(scans.length).toBeGreaterThan(0)
    expect(idsOf(scans.map(({ record }) => ({ id: record })))).toEqual(await scanned(world, due))
    const names = files.filter(({ record, source }) => record === due[0] && source !== 'image-scan')
    expect(names.map(({ name }) => name)).toContain('détails & more.csv')
    expect(names.every(({ name }) => name !== undefined)).toBe(true)
    for (const { file, sha256, source, record } of files) {
      const content = await readFile(join(world.out, file))
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256)
      if (source !== 'image-scan') continue
      const answer = await connection.resource('invoices').action(record, 'retrieve_image_scan')
      const pieces = []
      if (answer.kind === 'file') for await (const piece of answer.file.content) pieces.push(piece)
      expect(content.equals(Buffer.concat(pieces))).toBe(true)
    }
    expect(receipt.batches.map(({ object }) => object)).toEqual(expect.arrayContaining(files.map(({ file }) => file)))
  })

  it('are set aside when a scan breaks off again and again: not delivered, not marked, and taken by the next run', async () => {
    await using world = await createFilesWorld()
    const [id = 0] = (await scanned(world, world.due)).slice(1)
    const rule = { path: `/invoices/${id}/retrieve_image_scan`, kind: 'cut-body' } as const
    const stop = world.sandbox.control.fault({ ...rule, times: 1000 })

    const first = await world.run({ template })
    const partly = await deliveredTo(world)
    const waiting = idsOf(await world.approved({ exported: false }))
    stop()
    const second = await world.run({ template })

    const rest = world.due.length - 1
    expect(first).toMatchObject({ outcome: 'partial', delivered: rest, acknowledged: rest, quarantined: 1, refused: 0 })
    expect(partly.documents).not.toContain(id)
    expect(partly.files.map(({ record }) => record)).not.toContain(id)
    expect(waiting).toEqual([id])
    expect(second).toMatchObject({ outcome: 'succeeded', delivered: 1, acknowledged: 1 })
    expect((await deliveredTo(world)).files.filter(isScanOf(id))).toHaveLength(1)
    await using state = openStateFolder(world.places.state, { now: Date.now, isExclusive: false })
    expect(await state.failures()).toMatchObject([
      { id: String(id), stage: 'deliver', class: 'transient', state: 'fixed' },
    ])
  })

  it.each(['cut-body', 'reset', 'html-500', 'wrong-length'] as const)('survive a %s of a scan', async (kind) => {
    await using world = await createFilesWorld()
    world.sandbox.control.fault({ kind, path: 'retrieve_image_scan', times: 2 })

    const receipt = await world.run({ template })

    expect(receipt).toMatchObject({ outcome: 'succeeded', delivered: world.due.length, quarantined: 0 })
    for (const { file, sha256 } of (await deliveredTo(world)).files) {
      const content = await readFile(join(world.out, file))
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256)
    }
  })

  it('are delivered again when an attachment is added between the read and the mark', async () => {
    await using world = await createFilesWorld()
    const [id = 0] = world.due
    let isDone = false
    const onStep = async () => {
      if (isDone) return
      isDone = true
      const late = { file: Buffer.from('late'), fileName: 'late.txt', contentType: 'text/plain' }
      await world.connection.resource('invoices').attachments(id).upload(late)
    }

    const first = await world.run({ template, onStep, change: { source: { watchChanges: false } } })
    const second = await world.run({ template, change: { source: { watchChanges: false } } })

    const names = (await deliveredTo(world)).files.filter(({ record }) => record === id).map(({ name }) => name)
    expect(first.changedMeanwhile).toBe(1)
    expect(second).toMatchObject({ delivered: 1, acknowledged: 1 })
    expect(names).toContain('late.txt')
  })

  const kills: readonly (readonly [StepName, number])[] = [
    ['files-transferred', 1],
    ['files-transferred', 2],
    ['batch-opened', 2],
    ['batch-written', 1],
    ['batch-committed', 2],
    ['batch-kept', 1],
  ]
  it.each(kills)(
    'are delivered once, with their files, when a run is killed after %s for the %ith time',
    async (step, times) => {
      await using world = await createFilesWorld()

      const signal = await world.runKilled(step, times, small, template)
      const receipt = await world.run({ template, change: small })

      const { documents, files } = await deliveredTo(world)
      const keys = files.map(({ record, source }) => `${record} ${source}`)
      expect(signal).toBe('SIGKILL')
      expect(documents).toEqual(world.due)
      expect(new Set(keys).size).toBe(keys.length)
      expect(
        idsOf(files.filter(({ source }) => source === 'image-scan').map(({ record }) => ({ id: record }))),
      ).toEqual(await scanned(world, world.due))
      expect(receipt).toMatchObject({ outcome: 'succeeded', isResumed: true, delivered: world.due.length })
      expect(await world.approved({ exported: false })).toEqual([])
    },
  )

  it('pass through with little of them in memory at once', async () => {
    await using world = await createWorld({ records: { invoices: 60 } })
    const due = idsOf(await world.approved({ exported: false })).slice(0, 14)
    const bytes = 12_000_000
    const scan = Buffer.alloc(bytes, 'scan')
    for (const id of due) {
      const attachments = world.connection.resource('invoices').attachments(id)
      await attachments.upload({ file: scan, fileName: 'scan.pdf', contentType: 'application/pdf' })
    }

    const peakBytes = await world.runMeasured(template)

    const { files } = await deliveredTo(world)
    expect(files.filter(({ name }) => name === 'scan.pdf')).toHaveLength(due.length)
    // All are 168 MB. What was used is collected late, so that the peak is well above what is on its way, and it is the same
    // for any number of files.
    expect(peakBytes).toBeLessThan(100_000_000)
  })
})
