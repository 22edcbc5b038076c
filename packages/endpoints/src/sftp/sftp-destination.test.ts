import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Batch } from '../contract/batch.ts'
import type { CheckReport } from '../contract/check.ts'
import type { Destination } from '../contract/destination.ts'
import type { OpenOptions } from '../contract/destination-type.ts'
import type { OutgoingFile } from '../contract/outgoing-file.ts'
import type { Shape } from '../contract/shape.ts'
import { startCuttingProxy } from '../testing/cutting-proxy.ts'
import { hasSshServer, startSshServer } from '../testing/test-ssh-server.ts'
import { sftpDestination } from './sftp-destination.ts'

const run = promisify(execFile)

const options: OpenOptions = {
  delivery: { name: '{batch}' },
  clock: {
    now: () => Date.now(),
    monotonicMs: () => performance.now(),
    sleep: async (durationMs, signal) => await wait(durationMs, undefined, { signal, ref: false }),
  },
}
const shape: Shape = { kind: 'nested', name: 'invoice' }

function batchOf(id: string, text = 'x'): Batch {
  return { id, openedAtMs: 0, records: [{ id: 1, version: 'v', sequence: 1, document: { id: 1, text } }] }
}

/** A file of so many bytes, in pieces as they come from a network. */
function fileOf(record: number, name: string, bytes: number, source = 'image-scan'): OutgoingFile {
  async function* content(): AsyncGenerator<Uint8Array> {
    for (let left = bytes; left > 0; left -= 65_536) yield randomBytes(Math.min(65_536, left))
  }
  return { record, source, name, contentType: 'application/pdf', sizeBytes: bytes, content: content() }
}

async function openDestination(settings: Readonly<Record<string, string>>, given = options): Promise<Destination> {
  const destination = await sftpDestination.open(settings, given)
  await destination.prepare(shape)
  return destination
}

async function reportsOf(settings: Readonly<Record<string, string>>): Promise<readonly CheckReport[]> {
  await using destination = await sftpDestination.open(settings, options)
  const reports: CheckReport[] = []
  for await (const report of destination.check()) reports.push(report)
  return reports
}

async function manifestOf(folder: string): Promise<readonly { batch: string; file: string }[]> {
  const text = await readFile(join(folder, 'manifest.ndjson'), 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}

const visible = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder)).filter((name) => !name.startsWith('.')).sort()

/** Files that do not fit into what the network holds on its way. */
const largeText = randomBytes(1_500_000).toString('hex')

describe.skipIf(!hasSshServer)('the SFTP destination', () => {
  it('shows a batch when it is committed, and lists it in the manifest', async () => {
    await using server = await startSshServer()
    await using destination = await openDestination(server.settings)

    await destination.write(batchOf('r-1'))
    const before = await visible(server.folder)
    const objects = await destination.commit('r-1')

    expect(before).toEqual([])
    expect(objects).toMatchObject([{ object: 'r-1_invoice.ndjson', records: 1 }])
    expect(await readdir(server.folder)).toEqual(['manifest.ndjson', 'r-1_invoice.ndjson'])
    expect(await manifestOf(server.folder)).toMatchObject([{ batch: 'r-1', file: 'r-1_invoice.ndjson' }])
    expect(JSON.parse(await readFile(join(server.folder, 'r-1_invoice.ndjson'), 'utf8'))).toMatchObject({ text: 'x' })
  })

  it('uploads files of records in pieces, several at once, and shows them with their batch', async () => {
    await using server = await startSshServer()
    await using destination = await openDestination(server.settings)
    const large = 6_000_000

    await Promise.all([
      destination.writeFile?.('r-1', fileOf(1, 'scan.pdf', large)),
      destination.writeFile?.('r-1', fileOf(1, 'other.pdf', 10, 'attachment-7')),
      destination.writeFile?.('r-1', fileOf(2, 'not-in-the-batch.pdf', 10)),
    ])
    await destination.write(batchOf('r-1'))
    const before = await visible(server.folder)
    const objects = await destination.commit('r-1')

    const names = ['invoice_1_image-scan_r-1_scan.pdf', 'invoice_1_attachment-7_r-1_other.pdf']
    expect(before).toEqual([])
    expect(objects.map(({ object }) => object).toSorted()).toEqual([...names, 'r-1_invoice.ndjson'].toSorted())
    expect(await visible(server.folder)).toEqual([...names, 'manifest.ndjson', 'r-1_invoice.ndjson'].toSorted())
    expect((await readFile(join(server.folder, String(names[0])))).length).toBe(large)
    expect((await readdir(server.folder)).filter((name) => name.endsWith('.partial'))).toEqual([])
  })

  it('says so when the connection is cut in the middle of a file, and takes it again from its beginning', async () => {
    await using server = await startSshServer()
    await using proxy = await startCuttingProxy(server.port)
    await using destination = await openDestination({ ...server.settings, port: String(proxy.port) })
    const large = 6_000_000

    proxy.cutAfter(1_000_000)
    await expect(destination.writeFile?.('r-1', fileOf(1, 'scan.pdf', large))).rejects.toMatchObject({
      code: 'INTERRUPTED',
    })
    await destination.writeFile?.('r-1', fileOf(1, 'scan.pdf', large))
    await destination.write(batchOf('r-1'))
    await destination.commit('r-1')

    expect((await readFile(join(server.folder, 'invoice_1_image-scan_r-1_scan.pdf'))).length).toBe(large)
  })

  it('answers a repeated commit and a look-up by another run with the same objects', async () => {
    await using server = await startSshServer()
    await using destination = await openDestination(server.settings)
    await destination.write(batchOf('r-1'))
    const objects = await destination.commit('r-1')

    await using other = await openDestination(server.settings)

    expect(await destination.commit('r-1')).toEqual(objects)
    expect(await other.lookUp('r-1')).toEqual(objects)
    expect(await other.lookUp('r-2')).toBeUndefined()
    expect(await manifestOf(server.folder)).toHaveLength(1)
  })

  it('never replaces a file that exists', async () => {
    await using server = await startSshServer()
    await using destination = await openDestination(server.settings)
    const path = join(server.folder, 'r-1_invoice.ndjson')
    await writeFile(path, 'of somebody else')
    await destination.write(batchOf('r-1'))

    await expect(destination.commit('r-1')).rejects.toMatchObject({ code: 'REFUSED', isRetryable: false })

    expect(await readFile(path, 'utf8')).toBe('of somebody else')
  })

  it('refuses the late commit of a batch that another run gave up', async () => {
    await using server = await startSshServer()
    await using late = await openDestination(server.settings)
    await late.write(batchOf('r-1'))
    await using destination = await openDestination(server.settings)

    await destination.discard('r-1')
    const found = await destination.lookUp('r-1')

    expect(found).toBeUndefined()
    await expect(late.commit('r-1')).rejects.toMatchObject({ code: 'BATCH_SUPERSEDED' })
    expect(await visible(server.folder)).toEqual([])
  })

  it('refuses the commit of a batch whose upload ended after it was given up', async () => {
    await using server = await startSshServer()
    await using late = await openDestination(server.settings)
    await using destination = await openDestination(server.settings)

    await destination.discard('r-1')
    await late.write(batchOf('r-1'))

    await expect(late.commit('r-1')).rejects.toMatchObject({ code: 'BATCH_SUPERSEDED' })
    expect(await visible(server.folder)).toEqual([])
  })

  it('removes what is left of one batch and nothing of a batch whose id begins alike', async () => {
    await using server = await startSshServer()
    await using destination = await openDestination(server.settings)
    await destination.write(batchOf('r-1'))
    await destination.write(batchOf('r-1-2'))

    await destination.discard('r-1')

    expect(await destination.commit('r-1-2')).toHaveLength(1)
  })

  it('uploads again on a new connection when the first one is cut in the middle of a file', async () => {
    await using server = await startSshServer()
    await using proxy = await startCuttingProxy(server.port)
    await using destination = await openDestination({ ...server.settings, port: String(proxy.port) })

    proxy.cutAfter(500_000)
    await destination.write(batchOf('r-1', largeText))
    await destination.commit('r-1')

    expect(proxy.connections).toBe(2)
    const content = await readFile(join(server.folder, 'r-1_invoice.ndjson'), 'utf8')
    expect(JSON.parse(content)).toMatchObject({ text: largeText })
  })

  it('leaves no final file when every connection is cut, and says that the call may be repeated', async () => {
    await using server = await startSshServer()
    await using proxy = await startCuttingProxy(server.port)
    await using destination = await openDestination({ ...server.settings, port: String(proxy.port) })

    proxy.cutAfter(500_000, 2)
    const write = destination.write(batchOf('r-1', largeText))

    await expect(write).rejects.toMatchObject({ code: 'INTERRUPTED', isRetryable: true })
    expect(await visible(server.folder)).toEqual([])
  })

  it.each(Array.from({ length: 10 }, (_, place) => 20 + place * 160))(
    'commits once when the connection is cut %i bytes into the commit',
    async (bytes) => {
      await using server = await startSshServer()
      await using proxy = await startCuttingProxy(server.port)
      await using destination = await openDestination({ ...server.settings, port: String(proxy.port) })
      await destination.write(batchOf('r-1'))

      proxy.cutAfter(bytes)
      await destination.commit('r-1')

      expect(await readdir(server.folder)).toEqual(['manifest.ndjson', 'r-1_invoice.ndjson'])
      expect(await manifestOf(server.folder)).toHaveLength(1)
    },
  )

  it.skipIf(process.getuid?.() !== 0)(
    'says that the disk of the server is full, and delivers when it is not',
    async () => {
      await using server = await startSshServer()
      await mkdir(server.folder)
      await run('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', server.folder])
      try {
        await using destination = await openDestination(server.settings)

        const write = destination.write(batchOf('r-1', largeText))

        await expect(write).rejects.toMatchObject({ code: 'NO_SPACE', isRetryable: true })
        expect(await visible(server.folder)).toEqual([])
        await destination.discard('r-1')
        await destination.write(batchOf('r-2'))
        expect(await destination.commit('r-2')).toHaveLength(1)
      } finally {
        await run('umount', ['--lazy', server.folder])
      }
    },
  )

  it('reconnects when the server closed the connection between two batches', async () => {
    await using server = await startSshServer()
    await using proxy = await startCuttingProxy(server.port)
    await using destination = await openDestination({ ...server.settings, port: String(proxy.port) })
    await destination.write(batchOf('r-1'))

    proxy.cut()

    expect(await destination.commit('r-1')).toHaveLength(1)
  })

  it('finishes the commit that a killed run began', async () => {
    await using server = await startSshServer()
    await using killed = await openDestination(server.settings)
    await killed.write(batchOf('r-1'))
    const lines = await readFile(join(server.folder, '.coupa-connector.r-1.prepared.json'))
    await writeFile(join(server.folder, '.coupa-connector.r-1.commit.json'), lines)

    await using destination = await openDestination(server.settings)
    const objects = await destination.lookUp('r-1')

    expect(objects).toMatchObject([{ object: 'r-1_invoice.ndjson' }])
    expect(await visible(server.folder)).toEqual(['manifest.ndjson', 'r-1_invoice.ndjson'])
  })

  it('cuts off the torn last line of a manifest', async () => {
    await using server = await startSshServer()
    await using destination = await openDestination(server.settings)
    await destination.write(batchOf('r-1'))
    await destination.commit('r-1')
    await appendFile(join(server.folder, 'manifest.ndjson'), '{"batch":"r-2","fi')

    await destination.write(batchOf('r-2'))
    await destination.commit('r-2')

    expect((await manifestOf(server.folder)).map(({ batch }) => batch)).toEqual(['r-1', 'r-2'])
  })

  it('keeps incomplete files in the temporary folder', async () => {
    await using server = await startSshServer()
    const temporaryFolder = `${server.folder}-temporary/below`
    await using destination = await openDestination({ ...server.settings, temporaryFolder })

    await destination.write(batchOf('r-1'))
    const before = await readdir(server.folder)
    await destination.commit('r-1')

    expect(before).toEqual([])
    expect(await readdir(temporaryFolder)).toEqual([])
  })

  it('replaces the name of the current generation', async () => {
    await using server = await startSshServer()
    await using destination = await openDestination(server.settings)

    await destination.switchGeneration('g-1')
    await destination.switchGeneration('g-2')

    const content = await readFile(join(server.folder, 'generation.json'), 'utf8')
    expect(JSON.parse(content)).toMatchObject({ generation: 'g-2' })
  })

  it('passes its check stage by stage and leaves nothing', async () => {
    await using server = await startSshServer()

    const reports = await reportsOf(server.settings)

    expect(reports.map(({ stage, status }) => `${stage} ${status}`)).toEqual(
      ['connect', 'identify', 'sign-in', 'write', 'commit', 'clean-up'].map((stage) => `${stage} passed`),
    )
    expect(await readdir(server.folder)).toEqual([])
  })

  it('names the host key that the server presents when none is set, and when it is another one', async () => {
    await using server = await startSshServer()
    const { hostKey: _, ...withoutKey } = server.settings

    const missing = (await reportsOf(withoutKey)).at(-1)
    const other = (await reportsOf({ ...withoutKey, hostKey: `SHA256:${'A'.repeat(43)}` })).at(-1)

    for (const report of [missing, other]) {
      expect(report).toMatchObject({ stage: 'identify', status: 'failed', code: 'IDENTITY_MISMATCH' })
      expect(report?.remedy).toContain(`set hostKey to ${server.fingerprint}`)
    }
  })

  it('says that the credentials are refused, and nothing of them', async () => {
    await using server = await startSshServer()
    const { privateKey: _, ...settings } = server.settings

    const reports = await reportsOf({ ...settings, password: 'canary-4711' })

    expect(reports.at(-1)).toMatchObject({ stage: 'sign-in', status: 'failed', code: 'SIGN_IN_REFUSED' })
    expect(JSON.stringify(reports)).not.toContain('canary-4711')
  })

  it('says which folder is not a folder', async () => {
    await using server = await startSshServer()
    await mkdir(server.folder)
    await writeFile(join(server.folder, 'file'), '')

    const reports = await reportsOf({ ...server.settings, folder: `${server.folder}/file/below` })

    expect(reports.at(-1)).toMatchObject({ stage: 'write', status: 'failed' })
    expect(reports.at(-1)?.message).toContain(`${server.folder}/file/below`)
  })

  it('connects to no address that is forbidden', async () => {
    await using server = await startSshServer()
    await using proxy = await startCuttingProxy(server.port)
    const checkAddress = (): void => {
      throw new Error('forbidden')
    }

    const opened = openDestination({ ...server.settings, port: String(proxy.port) }, { ...options, checkAddress })

    await expect(opened).rejects.toMatchObject({ code: 'ADDRESS_FORBIDDEN' })
    expect(proxy.connections).toBe(0)
  })
})
