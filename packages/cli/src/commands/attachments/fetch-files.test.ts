import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AttachmentFile } from './attachment-file.ts'
import { fetchFiles } from './fetch-files.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'fetch-files-'))
})
afterEach(() => rm(directory, { recursive: true }))

interface Served {
  readonly id: number
  readonly name?: string
  readonly content: string | Error
  readonly changedAt?: Date
  /** Sizes are told unless this is set. */
  readonly isSizeUnknown?: boolean
}

/** Fetches what a record has attached and gives `id: status file`, with the ids that were really downloaded. */
async function fetchAll(served: readonly Served[], signal = new AbortController().signal) {
  const downloads: number[] = []
  const attachments = {
    download: async (id: number | string) => {
      downloads.push(Number(id))
      const { content } = served.find((one) => one.id === id) as Served
      async function* pieces() {
        if (content instanceof Error) {
          yield Buffer.from('half')
          throw content
        }
        yield Buffer.from(content)
      }
      return { content: pieces(), contentType: 'application/pdf', sizeBytes: undefined, fileName: undefined }
    },
  }
  const files = served.map(
    ({ id, name, content, changedAt, isSizeUnknown }): AttachmentFile => ({
      id,
      name,
      sizeBytes: isSizeUnknown || content instanceof Error ? undefined : Buffer.byteLength(content),
      changedAt,
    }),
  )
  const told: string[] = []
  for await (const { attachment, outcome } of fetchFiles(files, attachments, { directory, signal })) {
    const result = outcome.status === 'failed' ? outcome.error.message : outcome.file.slice(directory.length + 1)
    told.push(`${attachment.id}: ${outcome.status} ${result}`)
  }
  return { told, downloads }
}

const contents = async () => {
  const names = (await readdir(directory)).sort()
  return await Promise.all(names.map(async (name) => `${name} ${await readFile(join(directory, name), 'utf8')}`))
}

const march = new Date('2026-03-01T08:00:00Z')

describe('fetchFiles', () => {
  test('tells of a file that has another size than the list says', async () => {
    const one = async (sizeBytes: number) => {
      async function* content() {
        yield Buffer.from('four')
      }
      const download = async () => ({
        content: content(),
        contentType: 'application/pdf',
        sizeBytes: undefined,
        fileName: undefined,
      })
      const files = [{ id: sizeBytes, name: `${sizeBytes}.pdf`, sizeBytes, changedAt: undefined }]
      const outcomes = []
      for await (const { outcome } of fetchFiles(files, { download }, { directory, signal: AbortSignal.timeout(5000) }))
        outcomes.push(outcome)
      return outcomes
    }

    expect(await one(4)).toEqual([{ status: 'saved', file: join(directory, '4.pdf') }])
    expect(await one(9)).toEqual([{ status: 'saved', file: join(directory, '9.pdf'), unexpectedBytes: 4 }])
  })

  test('saves every file when names are equal, also where only capitals differ', async () => {
    await fetchAll([
      { id: 1, name: 'scan.pdf', content: 'one' },
      { id: 2, name: 'scan.pdf', content: 'two' },
      { id: 3, name: 'Scan.PDF', content: 'three' },
    ])

    expect(await contents()).toEqual(['Scan-3.PDF three', 'scan-2.pdf two', 'scan.pdf one'])
  })

  test('saves two attachments of one name and one content as two files', async () => {
    const twins = [
      { id: 1, name: 'scan.pdf', content: 'same', changedAt: march },
      { id: 2, name: 'scan.pdf', content: 'same', changedAt: march },
    ]
    await fetchAll(twins)
    const { told } = await fetchAll(twins)

    expect(await contents()).toEqual(['scan-2.pdf same', 'scan.pdf same'])
    expect(told).toEqual(['1: present scan.pdf', '2: present scan-2.pdf'])
  })

  test('saves a file whose name is too long for the file system', async () => {
    const { told } = await fetchAll([{ id: 1, name: `${'請求書'.repeat(40)}.pdf`, content: 'one' }])

    expect(told).toEqual([expect.stringMatching(/^1: saved (請求書)+請?求?\.pdf$/)])
  })

  test('goes on after a file that fails, and leaves nothing of it', async () => {
    const { told } = await fetchAll([
      { id: 1, name: 'a.pdf', content: 'a' },
      { id: 2, name: 'cut.pdf', content: new Error('cut off') },
      { id: 3, name: 'last.pdf', content: 'last' },
    ])

    expect(told).toEqual(['1: saved a.pdf', '2: failed cut off', '3: saved last.pdf'])
    expect(await contents()).toEqual(['a.pdf a', 'last.pdf last'])
  })

  test('asks again only for what is not complete, where size and time are known', async () => {
    const flaky = { id: 2, name: 'b.pdf', changedAt: march }
    const others = [
      { id: 1, name: 'a.pdf', content: 'a', changedAt: march },
      { id: 3, name: 'a.pdf', content: 'other', changedAt: march },
    ]
    await fetchAll([...others, { ...flaky, content: new Error('500') }])
    const { told, downloads } = await fetchAll([...others, { ...flaky, content: 'b' }])

    expect(told).toEqual(['1: present a.pdf', '3: present a-3.pdf', '2: saved b.pdf'])
    expect(downloads).toEqual([2])
  })

  test('compares the content where Coupa tells neither size nor time', async () => {
    const files = [
      { id: 1, name: 'a.pdf', content: 'a', isSizeUnknown: true },
      { id: 2, content: 'nameless', isSizeUnknown: true },
    ]
    await fetchAll(files)
    const { told } = await fetchAll(files)

    expect(told).toEqual(['1: present a.pdf', '2: present attachment-2'])
    expect(await contents()).toEqual(['a.pdf a', 'attachment-2 nameless'])
  })

  test("saves beside another record's file of the same name, size and not the same time", async () => {
    await fetchAll([{ id: 1, name: 'scan.pdf', content: 'one', changedAt: march }])
    const other = [{ id: 9, name: 'scan.pdf', content: 'two', changedAt: new Date('2026-04-01T08:00:00Z') }]
    const first = await fetchAll(other)
    const second = await fetchAll(other)

    expect([...first.told, ...second.told]).toEqual(['9: saved scan-9.pdf', '9: present scan-9.pdf'])
    expect(await contents()).toEqual(['scan-9.pdf two', 'scan.pdf one'])
  })

  test('never replaces a file of somebody else', async () => {
    await writeFile(join(directory, 'scan.pdf'), 'mine')
    await writeFile(join(directory, 'scan-1.pdf'), 'mine too')
    await fetchAll([{ id: 1, name: 'scan.pdf', content: 'theirs' }])

    expect(await contents()).toEqual(['scan-1-2.pdf theirs', 'scan-1.pdf mine too', 'scan.pdf mine'])
  })

  test('ends at once when it is interrupted', async () => {
    const controller = new AbortController()
    controller.abort(new Error('interrupted'))

    const fetching = fetchAll([{ id: 1, name: 'a.pdf', content: new Error('aborted') }], controller.signal)

    await expect(fetching).rejects.toThrow('interrupted')
  })
})
