import type { S3Client } from '@aws-sdk/client-s3'
import type { Batch, CommittedObject } from '../contract/batch.ts'
import type { Destination, PrepareOptions, ShapeChange } from '../contract/destination.ts'
import type { FormatName, OpenOptions } from '../contract/destination-type.ts'
import { EndpointError } from '../contract/endpoint-error.ts'
import type { OutgoingFile } from '../contract/outgoing-file.ts'
import type { Shape } from '../contract/shape.ts'
import { type EncodedObject, encodeBatch } from '../objects/encode-batch.ts'
import {
  committedObjects,
  encodeManifest,
  findInManifest,
  type ManifestLine,
  manifestLines,
} from '../objects/manifest-line.ts'
import { batchOfName } from '../objects/object-name.ts'
import {
  batchOfRecordFile,
  createReceiver,
  linesOfRecords,
  type RecordFileLine,
  recordFileLine,
} from '../objects/record-file.ts'
import { checkBucket } from './check-bucket.ts'
import { checkEndpoint, connectBucket } from './connect-bucket.ts'
import { createObjectStore, type NewObject, type ObjectStore, partBytes, type Upload } from './object-store.ts'
import { readBucket } from './read-bucket.ts'
import { hasAnswer, s3Error } from './s3-error.ts'

const manifestFolder = 'manifest'
const generationName = 'generation.json'
const dayMs = 86_400_000

const contentTypes: Readonly<Record<FormatName, string>> = {
  ndjson: 'application/x-ndjson',
  csv: 'text/csv; charset=utf-8',
  'flat-file': 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
}

/** An object of a batch that was written: its content, or where its parts are. */
interface WrittenObject {
  /** Without bytes where they were uploaded. */
  readonly object: Omit<NewObject, 'bytes'> & { readonly bytes?: Uint8Array }
  readonly upload: Upload | undefined
}

/** A file of a record that was transferred, before its batch is written. */
interface TransferredFile extends WrittenObject {
  readonly upload: Upload
  readonly line: RecordFileLine
}

interface WrittenBatch {
  readonly objects: readonly WrittenObject[]
  readonly lines: readonly Omit<ManifestLine, 'committedAt'>[]
  /** The manifest of the batch, from its first commit on: repeating it writes the same. */
  manifest: string | undefined
}

/**
 * Each table has a folder, and each batch has a manifest of its own: `manifest/BATCH.ndjson`, which exists or does not, and is
 * never replaced. Storing it is the commit. The objects of a batch are stored right before it, large ones from parts that were
 * transferred earlier. Giving up a batch stores an empty manifest, so that a process that was believed dead cannot commit any
 * more.
 */
export function createS3Destination(settings: Readonly<Record<string, string>>, options: OpenOptions): Destination {
  const { delivery, clock } = options
  const bucket = readBucket(settings, options)
  const { format = 'ndjson' } = delivery
  const written = new Map<string, WrittenBatch>()
  const recordFiles = new Map<string, readonly TransferredFile[]>()
  let client: S3Client | undefined
  let store: ObjectStore | undefined
  let shape: Shape | undefined

  async function connected(): Promise<ObjectStore> {
    if (store !== undefined) return store
    await checkEndpoint(bucket, options)
    client = connectBucket(bucket, options)
    store = createObjectStore(client, bucket, clock)
    return store
  }

  async function prepare(wanted: Shape, { isDryRun = false }: PrepareOptions = {}): Promise<readonly ShapeChange[]> {
    checkTables(wanted)
    shape = wanted
    if (!isDryRun) await sweep(await connected())
    return []
  }

  /** Gives up the uploads of killed runs that began more than a day ago. */
  async function sweep(objects: ObjectStore): Promise<void> {
    for await (const { key, id, startedAtMs } of pendingOfTables(objects)) {
      if (clock.now() - startedAtMs > dayMs) await objects.giveUp({ key, id }).catch(allowRefusal)
    }
  }

  /** The pending uploads of this process. Servers and keys that do not list them have none. */
  async function* pendingOfTables(objects: ObjectStore): AsyncGenerator<{
    readonly key: string
    readonly id: string
    readonly startedAtMs: number
    readonly batch: string
  }> {
    for (const folder of folders()) {
      try {
        for await (const pending of objects.pendingUploads(folder.path)) {
          const batch = folder.batchOf(pending.key.slice(folder.path.length))
          if (batch !== undefined) yield { ...pending, batch }
        }
      } catch (error) {
        allowRefusal(error)
      }
    }
  }

  /** The folders that batches have objects in, and whose an object is by its name. */
  function folders(): readonly { readonly path: string; batchOf(name: string): string | undefined }[] {
    if (shape === undefined) return []
    const known = shape
    const ofTables = tableNames(known).map((table) => ({
      path: `${table}/`,
      batchOf: (name: string) => batchOfName(name, delivery.name, { table, ending: format }),
    }))
    const [table = 'record'] = tableNames(known)
    return [...ofTables, { path: `${table}_file/`, batchOf: (name) => batchOfRecordFile(known, name) }]
  }

  async function writeFile(batchId: string, file: OutgoingFile): Promise<void> {
    if (shape === undefined) throw new TypeError('prepare comes before writeFile')
    const { pieces, received } = createReceiver(file)
    // The name is known before the content is.
    const { table, file: name } = recordFileLine(shape, batchId, file, { bytes: 0, sha256: '' })
    const contentType = /^[\x20-\x7e]+$/.test(file.contentType) ? file.contentType : 'application/octet-stream'
    const object = { key: keyOf({ table, name }), contentType, metadata: { batch: batchId } }
    const upload = await (await connected()).upload(object, pieces)
    const line = { ...recordFileLine(shape, batchId, file, received()), file: object.key }
    const others = recordFiles.get(batchId) ?? []
    await giveUpUploads(others.filter((other) => other.object.key === object.key))
    const kept = others.filter((other) => other.object.key !== object.key)
    recordFiles.set(batchId, [...kept, { object, upload, line }])
  }

  async function write(batch: Batch): Promise<void> {
    if (shape === undefined) throw new TypeError('prepare comes before write')
    const encoded = await encodeBatch(batch, shape, delivery)
    const objects: WrittenObject[] = []
    try {
      for (const one of encoded) objects.push(await transfer(one, batch.id))
    } catch (error) {
      await giveUpUploads(objects)
      throw error
    }
    const named = encoded.map((one) => ({ ...one, name: keyOf(one) }))
    const lines = manifestLines(named, batch, 0).map(({ committedAt: _, ...line }) => line)
    const transferred = recordFiles.get(batch.id) ?? []
    const fileLines = linesOfRecords(
      transferred.map(({ line }) => line),
      batch.records,
    )
    const files = transferred.filter(({ line }) => fileLines.includes(line))
    await giveUpUploads(transferred.filter(({ line }) => !fileLines.includes(line)))
    written.set(batch.id, { objects: [...objects, ...files], lines: [...lines, ...fileLines], manifest: undefined })
    recordFiles.delete(batch.id)
  }

  /** Small objects are seen as soon as they are stored, so that they wait for the commit. */
  async function transfer(encoded: EncodedObject, batch: string): Promise<WrittenObject> {
    const { bytes, sha256 } = encoded
    const object = { key: keyOf(encoded), contentType: contentTypes[format], metadata: { batch, sha256 } }
    if (bytes.length <= partBytes) return { object: { ...object, bytes }, upload: undefined }
    return { object, upload: await (await connected()).upload(object, onePiece(bytes)) }
  }

  async function giveUpUploads(objects: readonly WrittenObject[]): Promise<void> {
    for (const { upload } of objects) {
      // What cannot be given up now is swept later.
      if (upload !== undefined) await (await connected()).giveUp(upload).catch(() => {})
    }
  }

  async function commit(batchId: string): Promise<readonly CommittedObject[]> {
    const batch = written.get(batchId)
    const manifest = await readManifest(batchId)
    // Committed by a request whose answer was lost, or given up by another run.
    if (batch === undefined || manifest !== undefined) return committedBefore(batchId, manifest)
    const committedAt = new Date(clock.now()).toISOString()
    batch.manifest ??= encodeManifest(batch.lines.map((line) => ({ ...line, committedAt })))
    const ends = await Promise.allSettled(batch.objects.map((one) => storeObject(one)))
    for (const end of ends) if (end.status === 'rejected') throw end.reason
    if (!(await storeManifest(batchId, batch.manifest))) {
      const found = await readManifest(batchId)
      if (found !== batch.manifest) await removeObjects(batch.objects.map(({ object }) => object.key))
      return committedBefore(batchId, found)
    }
    written.delete(batchId)
    return committedObjects(findInManifest(batch.manifest, batchId))
  }

  async function storeObject({ object, upload }: WrittenObject): Promise<void> {
    const objects = await connected()
    const isNew = await (upload === undefined
      ? objects.putNew({ bytes: nothing, ...object })
      : objects.complete(upload))
    if (isNew) return
    const found = await objects.metadataOf(object.key)
    // Stored before, by a request whose answer was lost.
    if (found?.sha256 === object.metadata?.sha256 && found?.batch === object.metadata?.batch) return
    if (found === undefined) {
      throw new EndpointError('INTERRUPTED', `The parts of ${object.key} are not at the server any more.`, {
        remedy: 'The next run delivers them again. A rule of the bucket may remove incomplete uploads too early.',
      })
    }
    throw new EndpointError('REFUSED', `${bucket.title}${object.key} exists already and is another object.`, {
      field: 'prefix',
      remedy: 'Move that object away, or change the name pattern of the destination.',
    })
  }

  async function storeManifest(batchId: string, text: string): Promise<boolean> {
    const objects = await connected()
    const manifest = manifestObject(batchId, text)
    const isNew = await objects.putNew(manifest)
    if (isNew) await objects.learn(manifest)
    return isNew
  }

  function committedBefore(batchId: string, manifest: string | undefined): readonly CommittedObject[] {
    const lines = findInManifest(manifest ?? '', batchId)
    written.delete(batchId)
    if (lines.length > 0) return committedObjects(lines)
    throw new EndpointError('BATCH_SUPERSEDED', `The batch ${batchId} was given up and cannot be committed any more.`, {
      remedy: 'Another run has taken over. Nothing has to be done.',
    })
  }

  async function readManifest(batchId: string): Promise<string | undefined> {
    return await (await connected()).read(manifestKey(batchId))
  }

  async function lookUp(batchId: string): Promise<readonly CommittedObject[] | undefined> {
    const lines = findInManifest((await readManifest(batchId)) ?? '', batchId)
    return lines.length === 0 ? undefined : committedObjects(lines)
  }

  async function discard(batchId: string): Promise<void> {
    const uploaded = [...(written.get(batchId)?.objects ?? []), ...(recordFiles.get(batchId) ?? [])]
    written.delete(batchId)
    recordFiles.delete(batchId)
    const objects = await connected()
    const isGivenUp = await objects.putNew(manifestObject(batchId, ''))
    // Committed after all.
    if (!isGivenUp && (await readManifest(batchId)) !== '') return
    await giveUpUploads(uploaded)
    for await (const pending of pendingOfTables(objects)) {
      if (pending.batch === batchId) await objects.giveUp(pending).catch(allowRefusal)
    }
    for (const { path, batchOf } of folders()) {
      const own: string[] = []
      for await (const key of objects.keysBelow(path)) if (batchOf(key.slice(path.length)) === batchId) own.push(key)
      await removeObjects(own)
    }
  }

  async function removeObjects(keys: readonly string[]): Promise<void> {
    const objects = await connected()
    for (const key of keys) await objects.remove(key).catch(allowRefusal)
  }

  async function switchGeneration(generation: string): Promise<void> {
    const text = `${JSON.stringify({ generation, switchedAt: new Date(clock.now()).toISOString() })}\n`
    const bytes = Buffer.from(text)
    await (await connected()).replace({ key: generationName, bytes, contentType: 'application/json' })
  }

  const told = <Arguments extends readonly unknown[], Result>(
    action: string,
    work: (...args: Arguments) => Promise<Result>,
  ): ((...args: Arguments) => Promise<Result>) => {
    return async (...args) => {
      try {
        return await work(...args)
      } catch (error) {
        if (error instanceof TypeError) throw error
        throw s3Error(error, action, bucket)
      }
    }
  }

  return {
    /** Where the server replaces objects although it is asked not to, two runs at one time could commit one batch each. */
    get guarantee() {
      return store?.keepsExisting === false ? 'at-least-once-with-key' : 'exactly-once'
    },
    canLookUp: true,
    check: () => checkBucket(bucket, connected, options),
    prepare: told('Preparing', prepare),
    writeFile: told('Writing to', writeFile),
    write: told('Writing to', write),
    commit: told('Committing to', commit),
    lookUp: told('Reading from', lookUp),
    discard: told('Cleaning up', discard),
    switchGeneration: told('Writing to', switchGeneration),
    [Symbol.asyncDispose]: async () => {
      client?.destroy()
    },
  }
}

const nothing = new Uint8Array()

async function* onePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

function keyOf({ table, name }: Pick<EncodedObject, 'table' | 'name'>): string {
  return `${table}/${name}`
}

function manifestKey(batchId: string): string {
  return `${manifestFolder}/${batchId}.ndjson`
}

function manifestObject(batchId: string, text: string): NewObject {
  return { key: manifestKey(batchId), bytes: Buffer.from(text), contentType: contentTypes.ndjson }
}

function tableNames(shape: Shape | undefined): readonly string[] {
  if (shape === undefined) return []
  return shape.kind === 'nested' ? [shape.name] : shape.tables.map(({ name }) => name)
}

/** Each table is a folder beside that of the manifests. */
function checkTables(shape: Shape): void {
  for (const table of tableNames(shape)) {
    if (table !== manifestFolder && !/[/\\]/.test(table)) continue
    const reason = table === manifestFolder ? 'is the name of the folder of the manifests' : 'is no name of a folder'
    throw new EndpointError('VALUE_REFUSED', `The table ${table} ${reason}.`, {
      field: table,
      remedy: 'Give the table another name in the mapping.',
    })
  }
}

/** Cleaning up is not worth a failed run: some keys may write and not delete, and some servers list no uploads. */
function allowRefusal(error: unknown): void {
  if (!hasAnswer(error, 403, 405, 501)) throw error
}
