import type { FormatName } from '../contract/destination-type.ts'
import { EndpointError } from '../contract/endpoint-error.ts'
import type { OutgoingFile } from '../contract/outgoing-file.ts'
import type { Shape } from '../contract/shape.ts'
import type { EncodedObject } from '../objects/encode-batch.ts'
import type { UncommittedLine } from '../objects/manifest-line.ts'
import { createReceiver, recordFileLine } from '../objects/record-file.ts'
import { type NewObject, type ObjectStore, partBytes, type Upload } from './object-store.ts'

/** An object that is stored when its batch is committed. */
export interface WaitingObject {
  /** Without bytes where they were transferred. */
  readonly object: Omit<NewObject, 'bytes'> & { readonly bytes?: Uint8Array }
  /** The parts that were transferred. */
  readonly upload: Upload | undefined
}

/** A file of a record that was transferred, before its batch is written. */
export interface TransferredFile extends WaitingObject {
  readonly upload: Upload
  readonly line: UncommittedLine
}

const contentTypes: Readonly<Record<FormatName, string>> = {
  ndjson: 'application/x-ndjson',
  csv: 'text/csv; charset=utf-8',
  'flat-file': 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
}

/** Transfers large objects in parts. Small ones are visible as soon as they are stored, so they wait for the commit. */
export async function transferObject(
  store: ObjectStore,
  encoded: EncodedObject,
  { batch, format }: { readonly batch: string; readonly format: FormatName },
): Promise<WaitingObject> {
  const { bytes, sha256 } = encoded
  const object = { key: keyOf(encoded), contentType: contentTypes[format], metadata: { batch, sha256 } }
  if (bytes.length <= partBytes) return { object: { ...object, bytes }, upload: undefined }
  return { object, upload: await store.upload(object, onePiece(bytes)) }
}

/** Transfers a file of a record in parts. Its name is known before its content is. */
export async function transferFile(
  store: ObjectStore,
  file: OutgoingFile,
  { batch, shape }: { readonly batch: string; readonly shape: Shape },
): Promise<TransferredFile> {
  const { pieces, received } = createReceiver(file)
  const { table, file: name } = recordFileLine(shape, batch, file, { bytes: 0, sha256: '' })
  const contentType = /^[\x20-\x7e]+$/.test(file.contentType) ? file.contentType : 'application/octet-stream'
  const object = { key: keyOf({ table, name }), contentType, metadata: { batch } }
  const upload = await store.upload(object, pieces)
  return { object, upload, line: { ...recordFileLine(shape, batch, file, received()), file: object.key } }
}

/** Stores an object of a batch, or finds that an earlier request did. `bucket` is its name for people. */
export async function storeObject(
  store: ObjectStore,
  { object, upload }: WaitingObject,
  bucket: string,
): Promise<void> {
  const isNew = await (upload === undefined ? store.putNew({ bytes: nothing, ...object }) : store.complete(upload))
  if (isNew) return
  const found = await store.metadataOf(object.key)
  // Stored before, by a request whose answer was lost.
  if (found?.sha256 === object.metadata?.sha256 && found?.batch === object.metadata?.batch) return
  if (found === undefined) {
    throw new EndpointError('INTERRUPTED', `The parts of ${object.key} are not at the server any more.`, {
      remedy: 'The next run delivers them again. A rule of the bucket may remove incomplete uploads too early.',
    })
  }
  throw new EndpointError('REFUSED', `${bucket}${object.key} exists already and is another object.`, {
    field: 'prefix',
    remedy: 'Move that object away, or change the name pattern of the destination.',
  })
}

/** Where an object of a table is. */
export function keyOf({ table, name }: Pick<EncodedObject, 'table' | 'name'>): string {
  return `${table}/${name}`
}

const nothing = new Uint8Array()

async function* onePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
