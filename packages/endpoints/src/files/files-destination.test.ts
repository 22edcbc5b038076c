import { createHash } from 'node:crypto'
import { appendFile, link, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Batch } from '../contract/batch.ts'
import type { Destination } from '../contract/destination.ts'
import type { OutgoingFile } from '../contract/outgoing-file.ts'
import { testClock } from '../testing/test-database.ts'
import { filesDestination } from './files-destination.ts'

const shape = { kind: 'nested', name: 'invoice' } as const

function batchOf(id: string, ids: readonly number[]): Batch {
  const records = ids.map((one) => ({ id: one, version: 'v', sequence: one, document: { id: one } }))
  return { id, openedAtMs: 0, records }
}

function fileOf(record: number, name: string, pieces: readonly string[]): OutgoingFile {
  async function* content(): AsyncGenerator<Uint8Array> {
    for (const piece of pieces) yield Buffer.from(piece)
  }
  return {
    record,
    source: 'image-scan',
    name,
    contentType: 'application/pdf',
    sizeBytes: undefined,
    content: content(),
  }
}

interface Folder extends AsyncDisposable {
  readonly path: string
  open(name?: string): Promise<Destination>
  manifest(): Promise<readonly { readonly batch: string; readonly file: string }[]>
}

async function createFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'files-'))
  return {
    path,
    open: async (name) => {
      const destination = await filesDestination.open({ folder: path }, { clock: testClock, delivery: { name } })
      await destination.prepare(shape)
      return destination
    },
    manifest: async () => {
      const text = await readFile(join(path, 'manifest.ndjson'), 'utf8')
      return text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  }
}

async function visible(folder: Folder): Promise<readonly string[]> {
  return (await readdir(folder.path)).filter((name) => !name.startsWith('.')).toSorted()
}

describe('the destination of files', () => {
  it('shows nothing before the commit, and then the file and its line in the manifest', async () => {
    await using folder = await createFolder()
    const destination = await folder.open()

    await destination.write(batchOf('r-1', [1, 2]))
    const before = await visible(folder)
    const [object] = await destination.commit('r-1')

    expect(before).toEqual([])
    expect(object).toMatchObject({ object: 'invoice_19700101T000000Z_r-1.ndjson', records: 2 })
    expect(await folder.manifest()).toMatchObject([{ batch: 'r-1', file: object?.object, sha256: object?.sha256 }])
    expect(await readFile(join(folder.path, object?.object ?? ''), 'utf8')).toBe('{"id":1}\n{"id":2}\n')
  })

  it('lists a batch once, however often it is committed', async () => {
    await using folder = await createFolder()
    const destination = await folder.open()
    await destination.write(batchOf('r-1', [1]))
    const first = await destination.commit('r-1')

    expect(await destination.commit('r-1')).toEqual(first)
    expect(await destination.lookUp('r-1')).toEqual(first)
    expect(await folder.manifest()).toHaveLength(1)
  })

  it.each([
    ['nothing but the intent is there', 0],
    ['the file has its name and no line', 1],
    ['the line is there and the intent was not removed', 2],
  ])('finishes a commit that was cut short when %s', async (_what, done) => {
    await using folder = await createFolder()
    const destination = await folder.open()
    await destination.write(batchOf('r-1', [1]))
    const file = 'invoice_19700101T000000Z_r-1.ndjson'
    const staged = join(folder.path, '.coupa-connector', 'r-1')
    const line = {
      batch: 'r-1',
      file,
      table: 'invoice',
      records: 1,
      sha256: 'x',
      committedAt: '2026-01-01T00:00:00.000Z',
    }
    await writeFile(join(staged, 'commit.json'), JSON.stringify([line]))
    if (done > 0) await link(join(staged, file), join(folder.path, file))
    if (done > 1) await appendFile(join(folder.path, 'manifest.ndjson'), `${JSON.stringify(line)}\n`)

    const found = await (await folder.open()).lookUp('r-1')

    expect(found).toEqual([{ object: file, records: 1, sha256: 'x' }])
    expect(await visible(folder)).toEqual([file, 'manifest.ndjson'])
    expect(await folder.manifest()).toEqual([line])
    expect(await readdir(join(folder.path, '.coupa-connector'))).toEqual([])
  })

  it('lists the batches of two programs that commit at the same time', async () => {
    await using folder = await createFolder()
    const programs = await Promise.all([folder.open(), folder.open(), folder.open()])
    const batches = programs.map((program, place) => ({
      program,
      ids: Array.from({ length: 10 }, (_, n) => `${place}-${n}`),
    }))

    await Promise.all(
      batches.map(async ({ program, ids }) => {
        for (const [n, id] of ids.entries()) {
          await program.write(batchOf(id, [n]))
          await program.commit(id)
        }
      }),
    )

    const listed = (await folder.manifest()).map(({ batch }) => batch)
    expect(listed.toSorted()).toEqual(batches.flatMap(({ ids }) => ids).toSorted())
  })

  it('cuts off what a power cut left of the last line', async () => {
    await using folder = await createFolder()
    const destination = await folder.open()
    await destination.write(batchOf('r-1', [1]))
    await destination.commit('r-1')
    await appendFile(join(folder.path, 'manifest.ndjson'), '{"batch":"r-2","fi')

    expect(await destination.lookUp('r-2')).toBeUndefined()
    await destination.write(batchOf('r-3', [3]))
    await destination.commit('r-3')

    expect((await folder.manifest()).map(({ batch }) => batch)).toEqual(['r-1', 'r-3'])
  })

  it('refuses a late commit of a batch that was given up', async () => {
    await using folder = await createFolder()
    const late = await folder.open()
    await late.write(batchOf('r-1', [1]))
    await (await folder.open()).discard('r-1')

    await expect(late.commit('r-1')).rejects.toMatchObject({ code: 'BATCH_SUPERSEDED' })
    expect(await visible(folder)).toEqual([])
  })

  it('never takes the place of a file that is there', async () => {
    await using folder = await createFolder()
    const destination = await folder.open()
    await writeFile(join(folder.path, 'invoice_19700101T000000Z_r-1.ndjson'), 'of somebody else')
    await destination.write(batchOf('r-1', [1]))

    await expect(destination.commit('r-1')).rejects.toMatchObject({ code: 'REFUSED' })
    expect(await readFile(join(folder.path, 'invoice_19700101T000000Z_r-1.ndjson'), 'utf8')).toBe('of somebody else')
  })

  it.each([
    ['{table}_{stamp}', 'invoice_19700101T000000Z_r-1.ndjson'],
    ['all.ndjson', 'all_invoice_r-1.ndjson'],
  ])('makes the name %s unique', async (pattern, expected) => {
    await using folder = await createFolder()
    const destination = await folder.open(pattern)
    await destination.write(batchOf('r-1', [1]))

    expect(await destination.commit('r-1')).toMatchObject([{ object: expected }])
  })

  it.each(['../{table}', 'a/b', '.hidden', '{date}'])('refuses the name %s', async (pattern) => {
    await using folder = await createFolder()
    const destination = await folder.open(pattern)

    await expect(destination.write(batchOf('r-1', [1]))).rejects.toMatchObject({
      code: 'SETTING_INVALID',
      field: 'name',
    })
  })

  it('shows files of records with their batch, and lists whose they are', async () => {
    await using folder = await createFolder()
    const destination = await folder.open()
    await destination.writeFile?.('r-1', fileOf(1, 'scan.pdf', ['%PDF', '-1.4']))
    await destination.writeFile?.('r-1', fileOf(2, 'of a record that is not in the batch.pdf', ['x']))
    await destination.write(batchOf('r-1', [1]))
    const before = await visible(folder)

    const objects = await destination.commit('r-1')

    const file = 'invoice_1_image-scan_r-1_scan.pdf'
    const sha256 = createHash('sha256').update('%PDF-1.4').digest('hex')
    expect(before).toEqual([])
    expect(await visible(folder)).toEqual(['invoice_19700101T000000Z_r-1.ndjson', file, 'manifest.ndjson'])
    expect(await readFile(join(folder.path, file), 'utf8')).toBe('%PDF-1.4')
    expect(objects.at(-1)).toEqual({ object: file, records: 1, sha256 })
    expect((await folder.manifest()).at(-1)).toMatchObject({
      ...{ batch: 'r-1', file, table: 'invoice_file', sha256, record: 1, source: 'image-scan', name: 'scan.pdf' },
      ...{ contentType: 'application/pdf', bytes: 8 },
    })
    expect(await destination.lookUp('r-1')).toEqual(objects)
    expect(await readdir(join(folder.path, '.coupa-connector'))).toEqual([])
  })

  it('takes a file once more when it broke off, and shows nothing of the first time', async () => {
    await using folder = await createFolder()
    const destination = await folder.open()
    const broken = { ...fileOf(1, 'scan.pdf', ['a long beginning']), sizeBytes: 100 }

    await expect(destination.writeFile?.('r-1', broken)).rejects.toMatchObject({ code: 'INTERRUPTED' })
    await destination.writeFile?.('r-1', fileOf(1, 'scan.pdf', ['short']))
    await destination.write(batchOf('r-1', [1]))
    await destination.commit('r-1')

    expect(await readFile(join(folder.path, 'invoice_1_image-scan_r-1_scan.pdf'), 'utf8')).toBe('short')
  })

  it.each([
    ['../../etc/passwd', 'invoice_1_image-scan_r-1_..-..-etc-passwd'],
    ['Ünïcode & spaces.pdf', 'invoice_1_image-scan_r-1_-n-code-spaces.pdf'],
    [`${'a'.repeat(300)}.pdf`, `invoice_1_image-scan_r-1_${'a'.repeat(76)}.pdf`],
  ])('gives a file with the name %s one that leads nowhere else', async (name, expected) => {
    await using folder = await createFolder()
    const destination = await folder.open()

    await destination.writeFile?.('r-1', fileOf(1, name, ['x']))
    await destination.write(batchOf('r-1', [1]))
    await destination.commit('r-1')

    expect(await visible(folder)).toContain(expected)
    expect((await folder.manifest()).at(-1)).toMatchObject({ name })
  })

  it('says which setting is missing or unknown', async () => {
    const options = { clock: testClock, delivery: {} }

    await expect(filesDestination.open({}, options)).rejects.toMatchObject({ code: 'SETTING_INVALID', field: 'folder' })
    const given = { folder: '/tmp', fodler: '/x' }
    await expect(filesDestination.open(given, options)).rejects.toMatchObject({
      code: 'SETTING_INVALID',
      field: 'fodler',
    })
  })

  it('says that a part of the path is a file', async () => {
    await using folder = await createFolder()
    await writeFile(join(folder.path, 'file'), '')
    const given = { folder: join(folder.path, 'file', 'out') }
    const destination = await filesDestination.open(given, { clock: testClock, delivery: {} })

    await expect(destination.prepare(shape)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('checks that it can write, and leaves nothing behind', async () => {
    await using folder = await createFolder()
    await mkdir(join(folder.path, 'x'))
    const destination = await filesDestination.open(
      { folder: join(folder.path, 'x') },
      { clock: testClock, delivery: {} },
    )

    const stages = []
    for await (const { stage, status } of destination.check()) stages.push(`${stage} ${status}`)

    expect(stages).toEqual(['connect passed', 'write passed', 'commit passed', 'clean-up passed'])
    expect(await readdir(join(folder.path, 'x'))).toEqual([])
  })
})
