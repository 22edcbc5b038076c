import type { S3Client } from '@aws-sdk/client-s3'
import type { Batch, CommittedObject } from '../contract/batch.ts'
import type { Destination, PrepareOptions, ShapeChange } from '../contract/destination.ts'
import type { OpenOptions } from '../contract/destination-type.ts'
import { batchSuperseded } from '../contract/endpoint-error.ts'
import { explainFailures } from '../contract/explain-failures.ts'
import type { OutgoingFile } from '../contract/outgoing-file.ts'
import type { Shape } from '../contract/shape.ts'
import { type EncodedObject, encodeBatch } from '../objects/encode-batch.ts'
import {
  committedObjects,
  encodeManifest,
  findInManifest,
  type UncommittedLine,
  uncommittedLines,
} from '../objects/manifest-line.ts'
import { linesOfRecords } from '../objects/record-file.ts'
import { batchFolders, checkTables } from './batch-folders.ts'
import { readCommitted, readManifest, storeGivenUp, storeManifest } from './batch-manifest.ts'
import {
  keyOf,
  storeObject,
  type TransferredFile,
  transferFile,
  transferObject,
  type WaitingObject,
} from './batch-objects.ts'
import { checkBucket } from './check-bucket.ts'
import { checkEndpoint, connectBucket } from './connect-bucket.ts'
import { giveUpUploads, removeBatch, removeObjects, sweepUploads } from './leftovers.ts'
import { createObjectStore, type ObjectStore } from './object-store.ts'
import { readBucket } from './read-bucket.ts'
import { s3Error } from './s3-error.ts'

const generationName = 'generation.json'
const dayMs = 86_400_000

interface WrittenBatch {
  readonly objects: readonly WaitingObject[]
  readonly lines: readonly UncommittedLine[]
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
  /** Files of records whose batch is not yet written. */
  const recordFiles = new Map<string, readonly TransferredFile[]>()
  let client: S3Client | undefined
  let store: ObjectStore | undefined
  let shape: Shape | undefined
  const explained = explainFailures((error, action) => s3Error(error, action, bucket))

  return {
    /** Where the server replaces objects although it is asked not to, two runs at one time could commit one batch each. */
    get guarantee() {
      return store?.keepsExisting === false ? 'at-least-once-with-key' : 'exactly-once'
    },
    canLookUp: true,
    check: () => checkBucket(bucket, connected, options),
    prepare: explained('Preparing', prepare),
    writeFile: explained('Writing to', writeFile),
    write: explained('Writing to', write),
    commit: explained('Committing to', commit),
    lookUp: explained('Reading from', lookUp),
    discard: explained('Cleaning up', discard),
    switchGeneration: explained('Writing to', switchGeneration),
    [Symbol.asyncDispose]: async () => {
      client?.destroy()
    },
  }

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
    if (!isDryRun) await sweepUploads(await connected(), batchFolders(wanted, delivery), clock.now() - dayMs)
    return []
  }

  async function writeFile(batchId: string, file: OutgoingFile): Promise<void> {
    if (shape === undefined) throw new TypeError('prepare comes before writeFile')
    const objects = await connected()
    const transferred = await transferFile(objects, file, { batch: batchId, shape })
    const isReplaced = ({ object }: WaitingObject): boolean => object.key === transferred.object.key
    const others = recordFiles.get(batchId) ?? []
    await giveUpUploads(objects, others.filter(isReplaced))
    recordFiles.set(batchId, [...others.filter((other) => !isReplaced(other)), transferred])
  }

  async function write(batch: Batch): Promise<void> {
    if (shape === undefined) throw new TypeError('prepare comes before write')
    const store = await connected()
    const encoded = await encodeBatch(batch, shape, delivery)
    const objects = await transferAll(store, encoded, batch.id)
    const named = encoded.map((one) => ({ ...one, name: keyOf(one) }))
    const lines = uncommittedLines(named, batch)
    const files = recordFiles.get(batch.id) ?? []
    const fileLines = linesOfRecords(
      files.map(({ line }) => line),
      batch.records,
    )
    const isWanted = ({ line }: TransferredFile): boolean => fileLines.includes(line)
    await giveUpUploads(
      store,
      files.filter((file) => !isWanted(file)),
    )
    written.set(batch.id, {
      objects: [...objects, ...files.filter(isWanted)],
      lines: [...lines, ...fileLines],
      manifest: undefined,
    })
    recordFiles.delete(batch.id)
  }

  async function transferAll(
    store: ObjectStore,
    encoded: readonly EncodedObject[],
    batch: string,
  ): Promise<readonly WaitingObject[]> {
    const objects: WaitingObject[] = []
    try {
      for (const one of encoded) objects.push(await transferObject(store, one, { batch, format }))
      return objects
    } catch (error) {
      await giveUpUploads(store, objects)
      throw error
    }
  }

  async function commit(batchId: string): Promise<readonly CommittedObject[]> {
    const store = await connected()
    const batch = written.get(batchId)
    const manifest = await readManifest(store, batchId)
    // Committed by a request whose answer was lost, or given up by another run.
    if (batch === undefined || manifest !== undefined) return committedBefore(batchId, manifest)
    const committedAt = new Date(clock.now()).toISOString()
    batch.manifest ??= encodeManifest(batch.lines.map((line) => ({ ...line, committedAt })))
    const ends = await Promise.allSettled(batch.objects.map((object) => storeObject(store, object, bucket.title)))
    for (const end of ends) if (end.status === 'rejected') throw end.reason
    if (!(await storeManifest(store, batchId, batch.manifest))) {
      const found = await readManifest(store, batchId)
      const keys = batch.objects.map(({ object }) => object.key)
      if (found !== batch.manifest) await removeObjects(store, keys)
      return committedBefore(batchId, found)
    }
    written.delete(batchId)
    return committedObjects(findInManifest(batch.manifest, batchId))
  }

  function committedBefore(batchId: string, manifest: string | undefined): readonly CommittedObject[] {
    const lines = findInManifest(manifest ?? '', batchId)
    written.delete(batchId)
    if (lines.length > 0) return committedObjects(lines)
    throw batchSuperseded(batchId)
  }

  async function lookUp(batchId: string): Promise<readonly CommittedObject[] | undefined> {
    const lines = await readCommitted(await connected(), batchId)
    return lines.length === 0 ? undefined : committedObjects(lines)
  }

  async function discard(batchId: string): Promise<void> {
    const uploaded = [...(written.get(batchId)?.objects ?? []), ...(recordFiles.get(batchId) ?? [])]
    written.delete(batchId)
    recordFiles.delete(batchId)
    const store = await connected()
    const isGivenUp = await storeGivenUp(store, batchId)
    // Committed after all.
    if (!isGivenUp && (await readManifest(store, batchId)) !== '') return
    await giveUpUploads(store, uploaded)
    await removeBatch(store, shape === undefined ? [] : batchFolders(shape, delivery), batchId)
  }

  async function switchGeneration(generation: string): Promise<void> {
    const text = `${JSON.stringify({ generation, switchedAt: new Date(clock.now()).toISOString() })}\n`
    const store = await connected()
    await store.replace({ key: generationName, bytes: Buffer.from(text), contentType: 'application/json' })
  }
}
