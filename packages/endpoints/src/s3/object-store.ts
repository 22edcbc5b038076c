import { createHash } from 'node:crypto'
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import type { EndpointClock } from '../contract/destination-type.ts'
import type { Bucket } from './read-bucket.ts'
import { hasAnswer, OtherApi } from './s3-error.ts'

/** Larger objects are transferred in parts; S3 wants at least 5 MiB a part. */
export const partBytes: number = 8 * 1024 * 1024
const conflictTries = 5
const conflictPauseMs = 200

/** An object that is to be stored. */
export interface NewObject {
  /** Below the prefix. */
  readonly key: string
  readonly bytes: Uint8Array
  readonly contentType: string
  /** Kept beside the object, so that it can be recognized. */
  readonly metadata?: Readonly<Record<string, string>> | undefined
}

/** Parts that were transferred and are not an object yet. */
export interface Upload {
  readonly key: string
  readonly id: string
  readonly parts: readonly CompletedPart[]
}

/** An upload that somebody began and nobody ended. */
export interface PendingUpload {
  readonly key: string
  readonly id: string
  readonly startedAtMs: number
}

/** The objects below a prefix of a bucket. Keys are relative to the prefix. */
export interface ObjectStore {
  /**
   * Whether the server keeps an object from being replaced when it is asked to; undefined until it was seen. Where it does
   * not, it is looked whether there is one.
   */
  readonly keepsExisting: boolean | undefined
  /** Stores an object under a name that is free; false if it is in use. */
  putNew(object: NewObject): Promise<boolean>
  /** Stores an object in the place of what has its name. */
  replace(object: NewObject): Promise<void>
  /** Undefined if there is none. */
  read(key: string): Promise<string | undefined>
  /** What is kept beside an object; undefined if there is none. */
  metadataOf(key: string): Promise<Readonly<Record<string, string>> | undefined>
  keysBelow(prefix: string): AsyncIterable<string>
  remove(key: string): Promise<void>
  /** Transfers what arrives in pieces as parts of an object. What was transferred is given up if a part fails. */
  upload(object: Omit<NewObject, 'bytes'>, pieces: AsyncIterable<Uint8Array>): Promise<Upload>
  /** Makes an object of its parts; false if the name is in use, or if the parts are gone. */
  complete(upload: Upload): Promise<boolean>
  /** Makes an object of its parts, in the place of what has its name. */
  completeOver(upload: Upload): Promise<void>
  giveUp(upload: Pick<Upload, 'key' | 'id'>): Promise<void>
  pendingUploads(prefix: string): AsyncIterable<PendingUpload>
  /** Finds out whether the server keeps objects from being replaced, with an object that exists already. */
  learn(existing: NewObject): Promise<void>
}

export function createObjectStore(client: S3Client, bucket: Bucket, clock: EndpointClock): ObjectStore {
  const { name: Bucket, prefix, encryption, kmsKeyId } = bucket
  const at = (key: string): { Bucket: string; Key: string } => ({ Bucket, Key: `${prefix}${key}` })
  const sealed = {
    ...(encryption === undefined ? {} : { ServerSideEncryption: encryption as 'aws:kms' }),
    ...(kmsKeyId === undefined ? {} : { SSEKMSKeyId: kmsKeyId }),
  }
  /** Objects in buckets that nobody may change need a checksum; AWS gets one from the library. */
  const checksum = (bytes: Uint8Array): { ContentMD5?: string } =>
    bucket.endpoint === undefined ? {} : { ContentMD5: createHash('md5').update(bytes).digest('base64') }
  let keepsExisting: boolean | undefined

  async function put({ key, bytes, contentType, metadata }: NewObject, isNew: boolean): Promise<void> {
    const command = new PutObjectCommand({
      ...at(key),
      ...sealed,
      ...checksum(bytes),
      ...(isNew ? { IfNoneMatch: '*' } : {}),
      ...(metadata === undefined ? {} : { Metadata: metadata }),
      Body: bytes,
      ContentType: contentType,
    })
    known(await client.send(command))
  }

  /** Two requests for one name at the same time may hinder each other, so that neither is carried out. */
  async function withoutConflict<Result>(work: () => Promise<Result>): Promise<Result> {
    for (let tries = 1; ; tries++) {
      try {
        return await work()
      } catch (error) {
        if (!hasAnswer(error, 'ConditionalRequestConflict', 'OperationAborted') || tries === conflictTries) throw error
        await clock.sleep(conflictPauseMs * tries)
      }
    }
  }

  /** Carries out what must not replace anything; false if there is something. */
  async function onlyIfNew(key: string, work: (isConditional: boolean) => Promise<unknown>): Promise<boolean> {
    if (keepsExisting !== true && (await metadataOf(key)) !== undefined) return false
    try {
      await withoutConflict(() => work(keepsExisting !== false))
      return true
    } catch (error) {
      if (hasAnswer(error, 'PreconditionFailed', 412)) return false
      if (keepsExisting !== undefined || !hasAnswer(error, 'NotImplemented', 501)) throw error
    }
    keepsExisting = false
    await work(false)
    return true
  }

  async function learn(existing: NewObject): Promise<void> {
    if (keepsExisting !== undefined) return
    try {
      await put(existing, true)
      keepsExisting = false
    } catch (error) {
      if (!hasAnswer(error, 'PreconditionFailed', 412, 'ConditionalRequestConflict')) throw error
      keepsExisting = true
    }
  }

  async function metadataOf(key: string): Promise<Readonly<Record<string, string>> | undefined> {
    try {
      return known(await client.send(new HeadObjectCommand(at(key)))).Metadata ?? {}
    } catch (error) {
      if (hasAnswer(error, 'NotFound', 'NoSuchKey', 404)) return undefined
      throw error
    }
  }

  async function uploadPart(
    key: string,
    UploadId: string,
    part: Uint8Array,
    PartNumber: number,
  ): Promise<CompletedPart> {
    const command = new UploadPartCommand({ ...at(key), ...checksum(part), UploadId, PartNumber, Body: part })
    const { ETag, ChecksumCRC32 } = known(await client.send(command))
    return { ETag, PartNumber, ...(ChecksumCRC32 === undefined ? {} : { ChecksumCRC32 }) }
  }

  async function completeParts({ key, id, parts }: Upload, isConditional: boolean): Promise<unknown> {
    const command = new CompleteMultipartUploadCommand({
      ...at(key),
      UploadId: id,
      MultipartUpload: { Parts: [...parts] },
      ...(isConditional ? { IfNoneMatch: '*' } : {}),
    })
    return known(await client.send(command))
  }

  async function giveUp({ key, id }: Pick<Upload, 'key' | 'id'>): Promise<void> {
    try {
      await client.send(new AbortMultipartUploadCommand({ ...at(key), UploadId: id }))
    } catch (error) {
      if (!hasAnswer(error, 'NoSuchUpload', 404)) throw error
    }
  }

  return {
    get keepsExisting() {
      return keepsExisting
    },
    putNew: (object) => onlyIfNew(object.key, (isConditional) => put(object, isConditional)),
    replace: (object) => put(object, false),
    read: async (key) => {
      try {
        const { Body } = known(await client.send(new GetObjectCommand(at(key))))
        return (await Body?.transformToString()) ?? ''
      } catch (error) {
        if (hasAnswer(error, 'NoSuchKey')) return undefined
        throw error
      }
    },
    metadataOf,
    keysBelow: async function* (below) {
      for (let ContinuationToken: string | undefined; ; ) {
        const command = new ListObjectsV2Command({ Bucket, Prefix: `${prefix}${below}`, ContinuationToken })
        const { Name, Contents = [], NextContinuationToken } = await client.send(command)
        if (Name === undefined) throw new OtherApi()
        for (const { Key = '' } of Contents) yield Key.slice(prefix.length)
        if (NextContinuationToken === undefined) return
        ContinuationToken = NextContinuationToken
      }
    },
    remove: async (key) => {
      await client.send(new DeleteObjectCommand(at(key)))
    },
    upload: async ({ key, contentType, metadata }, pieces) => {
      const command = new CreateMultipartUploadCommand({
        ...at(key),
        ...sealed,
        ...(metadata === undefined ? {} : { Metadata: metadata }),
        ...(bucket.endpoint === undefined ? { ChecksumAlgorithm: 'CRC32' } : {}),
        ContentType: contentType,
      })
      const { UploadId: id = '' } = await client.send(command)
      try {
        const parts: CompletedPart[] = []
        for await (const part of inParts(pieces)) parts.push(await uploadPart(key, id, part, parts.length + 1))
        return { key, id, parts }
      } catch (error) {
        // What cannot be given up now is swept later.
        await giveUp({ key, id }).catch(() => {})
        throw error
      }
    },
    completeOver: async (upload) => void (await completeParts(upload, false)),
    complete: async (upload) => {
      try {
        return await onlyIfNew(upload.key, (isConditional) => completeParts(upload, isConditional))
      } catch (error) {
        if (hasAnswer(error, 'NoSuchUpload')) return false
        throw error
      }
    },
    giveUp,
    pendingUploads: async function* (below) {
      for (let next: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } = {}; ; ) {
        const command = new ListMultipartUploadsCommand({ Bucket, Prefix: `${prefix}${below}`, ...next })
        const { Uploads = [], IsTruncated, NextKeyMarker, NextUploadIdMarker } = await client.send(command)
        for (const { Key = '', UploadId: id = '', Initiated } of Uploads) {
          yield { key: Key.slice(prefix.length), id, startedAtMs: Initiated?.getTime() ?? Number.POSITIVE_INFINITY }
        }
        if (!IsTruncated) return
        next = { KeyMarker: NextKeyMarker, UploadIdMarker: NextUploadIdMarker }
      }
    },
    learn,
  }
}

/** Every answer about an object has its ETag. A web server that answers everything with a page stores nothing. */
function known<Answer extends { readonly ETag?: string | undefined }>(answer: Answer): Answer {
  if (answer.ETag === undefined) throw new OtherApi()
  return answer
}

/** Pieces put together to parts of equal size, of which the last is shorter. Nothing at all is one part, too. */
async function* inParts(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = []
  let length = 0
  let isFirst = true
  for await (const piece of pieces) {
    waiting.push(piece)
    length += piece.byteLength
    if (length < partBytes) continue
    const bytes = Buffer.concat(waiting)
    let start = 0
    for (; length - start >= partBytes; start += partBytes) yield bytes.subarray(start, start + partBytes)
    isFirst = false
    waiting = [bytes.subarray(start)]
    length -= start
  }
  if (length > 0 || isFirst) yield Buffer.concat(waiting)
}
