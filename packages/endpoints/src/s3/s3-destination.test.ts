import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { startHttp } from '../../../connector/src/testing/loopback.ts'
import type { Batch } from '../contract/batch.ts'
import type { Destination } from '../contract/destination.ts'
import type { OpenOptions } from '../contract/destination-type.ts'
import type { OutgoingFile } from '../contract/outgoing-file.ts'
import type { Shape } from '../contract/shape.ts'
import { testClock } from '../testing/test-database.ts'
import { type Fate, type S3Request, startS3Server, type TestS3Server } from '../testing/test-s3-server.ts'
import { s3Destination } from './s3-destination.ts'

/** Waits leap, and a repeated request goes out at once. */
const options: OpenOptions = { delivery: { name: '{batch}' }, clock: { ...testClock, sleep: async () => {} } }
const shape: Shape = { kind: 'nested', name: 'invoice' }

function batchOf(id: string, text = 'x', generation?: string): Batch {
  return { id, openedAtMs: 0, generation, records: [{ id: 1, version: 'v', sequence: 1, document: { id: 1, text } }] }
}

function fileOf(record: number, name: string, pieces: readonly string[]): OutgoingFile {
  async function* content(): AsyncGenerator<Uint8Array> {
    for (const piece of pieces) yield Buffer.from(piece)
  }
  const sizeBytes = undefined
  return { record, source: 'image-scan', name, contentType: 'application/pdf', sizeBytes, content: content() }
}

async function openDestination(
  { settings }: Pick<TestS3Server, 'settings'>,
  given: Partial<OpenOptions> & { readonly shape?: Shape } = {},
): Promise<Destination> {
  const destination = await s3Destination.open(settings, { ...options, ...given })
  await destination.prepare(given.shape ?? shape)
  return destination
}

/** Does something to the first request that is meant, and nothing to the others. */
function once(isMeant: (request: S3Request) => boolean, fate: Fate): (request: S3Request) => Fate {
  let isDone = false
  return (request) => {
    if (isDone || !isMeant(request)) return 'answer'
    isDone = true
    return fate
  }
}

const isManifest = ({ method, key }: S3Request): boolean => method === 'PUT' && key.startsWith('manifest/')
const isObject = ({ method, key }: S3Request): boolean => method === 'PUT' && key.startsWith('invoice/')
const isPart = ({ method, query }: S3Request): boolean => method === 'PUT' && query.has('partNumber')
const isCompletion = ({ method, query }: S3Request): boolean => method === 'POST' && query.has('uploadId')

const objectKey = 'invoice/r-1_invoice.ndjson'
const manifestKey = 'manifest/r-1.ndjson'
/** Two parts, of which the second is short. */
const largeText = randomBytes(5_300_000).toString('hex')

describe('the S3 destination', () => {
  it('shows a batch when it is committed, and lists it in a manifest of its own', async () => {
    await using server = await startS3Server()
    await using destination = await openDestination(server)

    await destination.write(batchOf('r-1'))
    const before = await server.keys()
    const objects = await destination.commit('r-1')

    expect(before).toEqual([])
    expect(objects).toMatchObject([{ object: objectKey, records: 1 }])
    expect(await server.keys()).toEqual([objectKey, manifestKey])
    expect(JSON.parse((await server.read(manifestKey)) ?? '')).toMatchObject({
      batch: 'r-1',
      file: objectKey,
      table: 'invoice',
      records: 1,
      sha256: objects[0]?.sha256,
    })
    expect(await server.read(objectKey)).toBe('{"id":1,"text":"x"}\n')
  })

  it('gives each table a folder below the prefix', async () => {
    await using server = await startS3Server()
    const column = { name: 'id', type: { kind: 'integer' } } as const
    const tables = ['invoice', 'invoice_line'].map((name) => ({ name, columns: [column], key: ['id'] }))
    const settings = { ...server.settings, prefix: '/coupa//invoices/' }
    const given = { shape: { kind: 'rows', tables }, delivery: { format: 'csv' } } as const
    await using destination = await openDestination({ settings }, given)
    const rows = { invoice: [[1]], invoice_line: [[1], [2]] }

    await destination.write({ id: 'r-1', openedAtMs: 0, records: [{ id: 1, version: 'v', sequence: 1, rows }] })
    await destination.commit('r-1')

    expect(await server.keys()).toEqual([
      'coupa/invoices/invoice/invoice_19700101T000000Z_r-1.csv',
      'coupa/invoices/invoice_line/invoice_line_19700101T000000Z_r-1.csv',
      'coupa/invoices/manifest/r-1.ndjson',
    ])
    const manifest = await server.read('coupa/invoices/manifest/r-1.ndjson')
    expect(
      manifest
        ?.trim()
        .split('\n')
        .map((line) => JSON.parse(line).file),
    ).toEqual(['invoice/invoice_19700101T000000Z_r-1.csv', 'invoice_line/invoice_line_19700101T000000Z_r-1.csv'])
  })

  it('answers a repeated commit and a look-up by another run with the same objects', async () => {
    await using server = await startS3Server()
    await using destination = await openDestination(server)
    await destination.write(batchOf('r-1'))
    const objects = await destination.commit('r-1')

    await using other = await openDestination(server)

    expect(await destination.commit('r-1')).toEqual(objects)
    expect(await other.lookUp('r-1')).toEqual(objects)
    expect(await other.lookUp('r-2')).toBeUndefined()
  })

  it.each([true, false])(
    'never replaces an object that exists, on a server that heeds the condition: %s',
    async (keepsExisting) => {
      await using server = await startS3Server({ keepsExisting })
      await using destination = await openDestination(server)
      await server.store(objectKey, 'of somebody else')
      await destination.write(batchOf('r-1'))

      await expect(destination.commit('r-1')).rejects.toMatchObject({ code: 'REFUSED', isRetryable: false })

      expect(await server.read(objectKey)).toBe('of somebody else')
      expect(await destination.lookUp('r-1')).toBeUndefined()
    },
  )

  it.each([true, false])(
    'refuses the late commit of a batch that another run gave up, on a server that heeds the condition: %s',
    async (keepsExisting) => {
      await using server = await startS3Server({ keepsExisting })
      await using late = await openDestination(server)
      await late.write(batchOf('r-1'))
      await using destination = await openDestination(server)

      await destination.discard('r-1')

      expect(await destination.lookUp('r-1')).toBeUndefined()
      await expect(late.commit('r-1')).rejects.toMatchObject({ code: 'BATCH_SUPERSEDED' })
      // The empty manifest says that there is no such batch.
      expect(await server.keys()).toEqual([manifestKey])
      expect(await server.read(manifestKey)).toBe('')
    },
  )

  it('refuses a commit that another run overtakes, and removes what it stored', async () => {
    await using server = await startS3Server()
    await using late = await openDestination(server)
    await late.write(batchOf('r-1'))
    await using destination = await openDestination(server)
    const waits = Promise.withResolvers<void>()
    const isStored = Promise.withResolvers<void>()
    server.hold = async (request) => {
      if (!isManifest(request) || request.headers['content-length'] === '0') return
      isStored.resolve()
      await waits.promise
    }

    const commit = late.commit('r-1')
    await isStored.promise
    await destination.discard('r-1')
    waits.resolve()

    await expect(commit).rejects.toMatchObject({ code: 'BATCH_SUPERSEDED' })
    expect(await server.keys()).toEqual([manifestKey])
    expect(await server.read(manifestKey)).toBe('')
  })

  it('gives up nothing that was committed', async () => {
    await using server = await startS3Server()
    await using destination = await openDestination(server)
    await destination.write(batchOf('r-1'))
    const objects = await destination.commit('r-1')

    await destination.discard('r-1')

    expect(await destination.lookUp('r-1')).toEqual(objects)
    expect(await server.keys()).toEqual([objectKey, manifestKey])
  })

  it('removes the objects of a batch that was killed before its manifest, and no others', async () => {
    await using server = await startS3Server()
    await using killed = await openDestination(server)
    await killed.write(batchOf('r-1'))
    server.fate = (request) => (isManifest(request) ? 'cut-before' : 'answer')
    await expect(killed.commit('r-1')).rejects.toMatchObject({ code: 'INTERRUPTED' })
    server.fate = () => 'answer'
    await using destination = await openDestination(server)
    await destination.write(batchOf('r-1-2'))
    await destination.commit('r-1-2')
    await server.store('invoice/of-somebody-else-r-1.ndjson', '')

    await destination.discard('r-1')

    expect(await server.keys()).toEqual([
      'invoice/of-somebody-else-r-1.ndjson',
      'invoice/r-1-2_invoice.ndjson',
      'manifest/r-1-2.ndjson',
      manifestKey,
    ])
  })

  it.each<readonly [string, (request: S3Request) => boolean, Fate]>([
    ['the object is stored and the answer is lost', isObject, 'cut-after'],
    ['the object never arrives', isObject, 'cut-before'],
    ['the manifest is stored and the answer is lost', isManifest, 'cut-after'],
    ['the manifest never arrives', isManifest, 'cut-before'],
    ['the server answers 500', isObject, { status: 500, code: 'InternalError' }],
    ['the server answers 503 SlowDown', isManifest, { status: 503, code: 'SlowDown' }],
    ['a proxy answers 502 without a body', isObject, { status: 502 }],
    ['two requests hinder each other', isManifest, { status: 409, code: 'ConditionalRequestConflict' }],
  ])('commits once when %s', async (_what, isMeant, fate) => {
    await using server = await startS3Server()
    await using destination = await openDestination(server)
    await destination.write(batchOf('r-1'))

    server.fate = once(isMeant, fate)
    const objects = await destination.commit('r-1')

    expect(objects).toMatchObject([{ object: objectKey }])
    expect(await server.keys()).toEqual([objectKey, manifestKey])
    expect((await server.read(manifestKey))?.trim().split('\n')).toHaveLength(1)
  })

  it.each<readonly [Fate, string, boolean]>([
    [{ status: 503, code: 'SlowDown' }, 'INTERRUPTED', true],
    [{ status: 500, code: 'InternalError' }, 'INTERRUPTED', true],
    ['cut-before', 'INTERRUPTED', true],
    [{ status: 403, code: 'AccessDenied' }, 'NOT_PERMITTED', false],
    [{ status: 403 }, 'NOT_PERMITTED', false],
    [{ status: 404, code: 'NoSuchBucket' }, 'NOT_FOUND', false],
    [{ status: 400, code: 'ExpiredToken' }, 'SIGN_IN_REFUSED', false],
    [{ status: 507, code: 'XMinioStorageFull' }, 'NO_SPACE', true],
    [{ status: 400, code: 'KMS.DisabledException' }, 'NOT_PERMITTED', false],
    [{ status: 400, code: 'InvalidRequest' }, 'REFUSED', false],
  ])('fails a write to a server that only answers %o with %s', async (fate, code, isRetryable) => {
    await using server = await startS3Server()
    await using destination = await openDestination(server)
    await destination.write(batchOf('r-1'))

    server.fate = () => fate
    const failure: unknown = await destination.commit('r-1').catch((error: unknown) => error)

    expect(failure).toMatchObject({ code, isRetryable })
    expect(String(failure)).not.toContain(server.settings.secretAccessKey)
    server.fate = () => 'answer'
    expect(await destination.commit('r-1')).toHaveLength(1)
  })

  it('transfers a large object in parts before it is committed', async () => {
    await using server = await startS3Server()
    await using destination = await openDestination(server)

    await destination.write(batchOf('r-1', largeText))
    const before = await server.keys()
    await destination.commit('r-1')

    expect(before).toEqual([])
    expect(server.requests.filter(isPart)).toHaveLength(2)
    expect(JSON.parse((await server.read(objectKey)) ?? '')).toMatchObject({ text: largeText })
    expect(server.pendingUploads.size).toBe(0)
  })

  it.each<readonly [string, (request: S3Request) => boolean, Fate]>([
    ['a part is cut', isPart, 'cut-before'],
    ['the answer to a part is lost', isPart, 'cut-after'],
    ['the parts are joined and the answer is lost', isCompletion, 'cut-after'],
  ])('commits a large object once when %s', async (_what, isMeant, fate) => {
    await using server = await startS3Server()
    await using destination = await openDestination(server)

    server.fate = once(isMeant, fate)
    await destination.write(batchOf('r-1', largeText))
    const objects = await destination.commit('r-1')

    expect(objects).toHaveLength(1)
    expect(JSON.parse((await server.read(objectKey)) ?? '')).toMatchObject({ text: largeText })
  })

  it('gives up the parts of a batch that cannot be transferred', async () => {
    await using server = await startS3Server()
    await using destination = await openDestination(server)
    server.fate = (request) => (isPart(request) && request.query.get('partNumber') === '2' ? 'cut-before' : 'answer')

    await expect(destination.write(batchOf('r-1', largeText))).rejects.toMatchObject({ code: 'INTERRUPTED' })

    expect(server.pendingUploads.size).toBe(0)
    expect(await server.keys()).toEqual([])
  })

  it('shows files of records with their batch, and lists whose they are', async () => {
    await using server = await startS3Server()
    await using destination = await openDestination(server)
    await destination.writeFile?.('r-1', fileOf(1, 'scan.pdf', ['a first time that broke off later']))
    await destination.writeFile?.('r-1', fileOf(1, 'scan.pdf', ['%PDF', '-1.4']))
    await destination.writeFile?.('r-1', fileOf(1, 'empty.txt', []))
    await destination.writeFile?.('r-1', fileOf(2, 'of a record that is not in the batch.pdf', ['x']))
    await destination.write(batchOf('r-1'))
    const before = await server.keys()

    const objects = await destination.commit('r-1')

    const file = 'invoice_file/invoice_1_image-scan_r-1_scan.pdf'
    const empty = 'invoice_file/invoice_1_image-scan_r-1_empty.txt'
    expect(before).toEqual([])
    expect(await server.keys()).toEqual([objectKey, empty, file, manifestKey])
    expect([await server.read(file), await server.read(empty)]).toEqual(['%PDF-1.4', ''])
    expect(objects.map(({ object }) => object)).toEqual([objectKey, file, empty])
    const lines = (await server.read(manifestKey))?.trim().split('\n') ?? []
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({
      file,
      table: 'invoice_file',
      record: 1,
      name: 'scan.pdf',
      bytes: 8,
    })
    expect(server.pendingUploads.size).toBe(0)
  })

  it('transfers a large file of a record in parts of one size', async () => {
    await using server = await startS3Server()
    await using destination = await openDestination(server)
    const pieces = Array.from({ length: 21 }, (_, place) => String.fromCharCode(65 + place).repeat(1_000_000))

    await destination.writeFile?.('r-1', fileOf(1, 'scan.pdf', pieces))
    await destination.write(batchOf('r-1'))
    await destination.commit('r-1')

    const lengths = server.requests.filter(isPart).map(({ headers }) => Number(headers['content-length']))
    expect(lengths).toEqual([8_388_608, 8_388_608, 21_000_000 - 2 * 8_388_608])
    expect(await server.read('invoice_file/invoice_1_image-scan_r-1_scan.pdf')).toBe(pieces.join(''))
  })

  it('removes the files of a batch that was killed before its manifest', async () => {
    await using server = await startS3Server()
    await using killed = await openDestination(server)
    await killed.writeFile?.('r-1', fileOf(1, 'scan.pdf', ['x']))
    await killed.write(batchOf('r-1'))
    await killed.writeFile?.('r-2', fileOf(1, 'scan.pdf', ['x']))
    server.fate = (request) => (isManifest(request) ? 'cut-before' : 'answer')
    await expect(killed.commit('r-1')).rejects.toMatchObject({ code: 'INTERRUPTED' })
    server.fate = () => 'answer'
    await using destination = await openDestination(server)

    await destination.discard('r-1')
    await destination.discard('r-2')

    expect(await server.keys()).toEqual([manifestKey, 'manifest/r-2.ndjson'])
    expect(server.pendingUploads.size).toBe(0)
  })

  it('gives up the parts of a batch that is discarded', async () => {
    await using server = await startS3Server()
    await using killed = await openDestination(server)
    await killed.write(batchOf('r-1', largeText))
    await using destination = await openDestination(server)

    await destination.discard('r-1')

    expect(server.pendingUploads.size).toBe(0)
    await expect(killed.commit('r-1')).rejects.toMatchObject({ code: 'BATCH_SUPERSEDED' })
  })

  it('sweeps uploads of its own that began more than a day ago, and no others', async () => {
    await using server = await startS3Server()
    await using killed = await openDestination(server)
    await killed.write(batchOf('r-1', largeText))
    await killed.write(batchOf('r-2', largeText))
    const hourMs = 3_600_000
    const [first, second] = [...server.pendingUploads.values()]
    if (first === undefined || second === undefined) throw new TypeError('nothing was uploaded')
    first.startedAtMs -= 25 * hourMs
    second.startedAtMs -= 23 * hourMs
    const foreign = { key: 'invoice/video.mp4', startedAtMs: 0 }
    server.pendingUploads.set('foreign', foreign)

    await using destination = await openDestination(server)
    await destination.prepare(shape)

    expect([...server.pendingUploads.values()]).toEqual([second, foreign])
  })

  it('delivers with a key that may neither list uploads nor remove anything', async () => {
    await using server = await startS3Server()
    server.fate = ({ method, query }) =>
      method === 'DELETE' || query.has('uploads') ? { status: 403, code: 'AccessDenied' } : 'answer'
    await using destination = await openDestination(server)
    await destination.write(batchOf('r-1'))
    await destination.commit('r-1')
    await destination.write(batchOf('r-2'))

    await destination.discard('r-2')

    expect(await destination.lookUp('r-1')).toHaveLength(1)
    expect(await destination.lookUp('r-2')).toBeUndefined()
  })

  it('replaces the name of the current generation, and names the generation in the manifest', async () => {
    await using server = await startS3Server()
    await using destination = await openDestination(server)
    await destination.write(batchOf('r-1', 'x', 'g-2'))
    await destination.commit('r-1')

    await destination.switchGeneration('g-1')
    await destination.switchGeneration('g-2')

    expect(JSON.parse((await server.read('generation.json')) ?? '')).toMatchObject({ generation: 'g-2' })
    expect(JSON.parse((await server.read(manifestKey)) ?? '')).toMatchObject({ generation: 'g-2' })
  })

  it.each([
    [true, 'exactly-once'],
    [false, 'at-least-once-with-key'],
  ])('on a server that heeds the condition (%s) declares %s', async (keepsExisting, guarantee) => {
    await using server = await startS3Server({ keepsExisting })
    await using destination = await openDestination(server)
    await destination.write(batchOf('r-1'))

    await destination.commit('r-1')

    expect(destination.guarantee).toBe(guarantee)
    expect(await destination.lookUp('r-1')).toHaveLength(1)
  })

  it('takes the page of a web server for no success', async () => {
    await using server = await startHttp((_request, response) => response.end('<html><body>Sign in</body></html>'))
    const settings = { bucket: 'landing', accessKeyId: 'AKIA', secretAccessKey: 'x', endpoint: server.url }
    await using destination = await openDestination({ settings })
    await destination.write(batchOf('r-1'))

    await expect(destination.commit('r-1')).rejects.toMatchObject({ code: 'REFUSED', field: 'endpoint' })
    await expect(destination.lookUp('r-1')).rejects.toMatchObject({ code: 'REFUSED', field: 'endpoint' })
  })

  it('asks for the encryption that the bucket wants', async () => {
    await using server = await startS3Server()
    const settings = { ...server.settings, encryption: 'aws:kms', kmsKeyId: 'alias/landing' }
    await using destination = await openDestination({ settings })
    await destination.write(batchOf('r-1'))

    await destination.commit('r-1')

    for (const { headers } of server.requests.filter(({ method }) => method === 'PUT')) {
      expect(headers['x-amz-server-side-encryption']).toBe('aws:kms')
      expect(headers['x-amz-server-side-encryption-aws-kms-key-id']).toBe('alias/landing')
    }
  })

  it.each(['127.0.0.1', 'localhost'])('connects to no address that is forbidden: %s', async (host) => {
    await using server = await startS3Server()
    const checkAddress = (): void => {
      throw new Error('forbidden')
    }
    const settings = { ...server.settings, endpoint: `http://${host}:${server.port}` }

    const opened = openDestination({ settings }, { checkAddress })

    await expect(opened).rejects.toMatchObject({ code: 'ADDRESS_FORBIDDEN' })
    expect(server.requests).toEqual([])
  })

  it.each([
    ['bucket', { bucket: 's3://landing/coupa' }, 'Set bucket to landing, and prefix to coupa.'],
    ['bucket', { bucket: 'landing/coupa' }, 'Set bucket to landing, and prefix to coupa.'],
    ['bucket', { bucket: 'two words' }, 'Write the name alone.'],
    ['prefix', { prefix: '../up' }, 'coupa/invoices'],
    ['prefix', { prefix: 's3://landing/coupa' }, 'coupa/invoices'],
    ['region', { region: 'https://eu-central-1' }, 'eu-central-1'],
    ['endpoint', { endpoint: 'minio.example.com' }, 'https://minio.example.com'],
    ['endpoint', { endpoint: 'http://minio.example.com' }, 'allowInsecure'],
    ['endpoint', { endpoint: 'https://me:canary-secret@minio.example.com' }, 'secretAccessKey'],
    [
      'endpoint',
      { endpoint: 'https://landing.s3.eu-central-1.amazonaws.com' },
      'Set endpoint to https://s3.eu-central-1.amazonaws.com',
    ],
    ['endpoint', { endpoint: 'https://minio.example.com/landing' }, 'Set endpoint to https://minio.example.com.'],
    ['secretAccessKey', { accessKeyId: 'AKIA', secretAccessKey: undefined }, 'Set both'],
    ['accessKeyId', { accessKeyId: undefined }, 'Set both'],
    ['accessKeyId', { accessKeyId: undefined, secretAccessKey: undefined }, 'Set both.'],
    ['kmsKeyId', { kmsKeyId: 'alias/landing' }, 'encryption'],
    ['encryption', { encryption: 'yes' }, 'AES256'],
    ['addressing', { addressing: 'dns' }, 'path'],
  ])('refuses a wrong %s: %o', async (field, settings, remedy) => {
    const usual = { bucket: 'landing', accessKeyId: 'AKIA', secretAccessKey: 'canary-secret' }
    const given = Object.entries({ ...usual, ...settings }).filter(([, value]) => value !== undefined)

    const opened = s3Destination.open(Object.fromEntries(given) as Record<string, string>, options)

    const error: unknown = await opened.catch((failure: unknown) => failure)
    expect(error).toMatchObject({ code: 'SETTING_INVALID', field, remedy: expect.stringContaining(remedy) })
    expect(JSON.stringify(error) + String(error)).not.toContain('canary-secret')
  })

  it('refuses a table with the name of the folder of the manifests', async () => {
    await using server = await startS3Server()

    const opened = openDestination(server, { shape: { kind: 'nested', name: 'manifest' } })

    await expect(opened).rejects.toMatchObject({ code: 'VALUE_REFUSED', field: 'manifest' })
  })
})
