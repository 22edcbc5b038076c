import {
  type _Object,
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3'
import { EndpointError } from '../../contract/endpoint-error.ts'
import type { OpenSourceOptions } from '../../contract/source-type.ts'
import { createObjectStore } from '../../s3/object-store.ts'
import type { Bucket } from '../../s3/read-bucket.ts'
import { hasAnswer, OtherApi, s3Error } from '../../s3/s3-error.ts'
import type { FileLook, FilePlace } from '../file-place.ts'
import { toBytes } from '../to-bytes.ts'

const resultType = 'application/x-ndjson'

/** A folder of a bucket. */
export interface BucketPlace extends FilePlace {
  remove(path: string): Promise<void>
}

/** The objects right below the prefix of a bucket. The caller closes the client. */
export function createBucketPlace(
  bucket: Bucket,
  connected: () => Promise<S3Client>,
  { clock }: OpenSourceOptions,
): BucketPlace {
  const { name: Bucket, prefix, title } = bucket
  const at = (path: string): { Bucket: string; Key: string } => ({ Bucket, Key: `${prefix}${path}` })
  const sourceOf = (path: string): string =>
    [Bucket, ...`${prefix}${path}`.split('/')].map(encodeURIComponent).join('/')

  const told = async <Result>(action: string, work: (client: S3Client) => Promise<Result>): Promise<Result> => {
    try {
      return await work(await connected())
    } catch (error) {
      throw s3Error(error, action, bucket)
    }
  }

  async function list(): Promise<ReadonlyMap<string, FileLook>> {
    const found = await told('Listing', (client) => objectsBelow(client, Bucket, prefix))
    const looks = found.map(({ Key = '', ...object }) => [Key.slice(prefix.length), lookOf(object)] as const)
    return new Map(looks.filter(([name]) => name !== '' && !name.endsWith('/')))
  }

  async function look(path: string): Promise<FileLook | undefined> {
    return await told('Reading', async (client) => {
      try {
        const { ContentLength: Size, LastModified, ETag } = await client.send(new HeadObjectCommand(at(path)))
        if (ETag === undefined) throw new OtherApi()
        return lookOf({ Size, LastModified, ETag })
      } catch (error) {
        if (hasAnswer(error, 'NotFound', 'NoSuchKey', 404)) return undefined
        throw error
      }
    })
  }

  async function* stream(path: string): AsyncGenerator<Uint8Array> {
    const { Body } = await told('Reading', (client) => client.send(new GetObjectCommand(at(path))))
    try {
      yield* Body as unknown as AsyncIterable<Uint8Array>
    } catch (error) {
      throw s3Error(error, 'Reading', bucket)
    }
  }

  /** Large outcomes go out in parts; nothing is there before all of them are. */
  async function write(path: string, content: AsyncIterable<string>): Promise<void> {
    await told('Writing to', async (client) => {
      const store = createObjectStore(client, bucket, clock)
      const upload = await store.upload({ key: path, contentType: resultType }, toBytes(content))
      await store.completeOver(upload)
    })
  }

  async function remove(path: string): Promise<void> {
    await told('Cleaning up', (client) => client.send(new DeleteObjectCommand(at(path))))
  }

  return {
    list,
    look,
    stream,
    remove,
    title: (path) => `${title}${path}`,
    slice: async (path, start, end) => {
      if (start === end) return new Uint8Array()
      return await told('Reading', async (client) => {
        const command = new GetObjectCommand({ ...at(path), Range: `bytes=${start}-${end - 1}` })
        return (await (await client.send(command)).Body?.transformToByteArray()) ?? new Uint8Array()
      })
    },
    replace: async (path, content) => {
      await write(path, content)
      return `${title}${path}`
    },
    rewrite: async (wholePath, content) => {
      if (!wholePath.startsWith(title)) {
        throw new EndpointError('NOT_FOUND', `${wholePath} is in another folder than ${title}.`, { field: 'prefix' })
      }
      await write(wholePath.slice(title.length), content)
    },
    copy: async (from, to) => {
      if ((await look(to)) !== undefined || (await look(from)) === undefined) return
      const command = new CopyObjectCommand({ ...at(to), ...sealing(bucket), CopySource: sourceOf(from) })
      await told('Writing to', (client) => client.send(command))
    },
    move: async (from, to, { version }) => {
      const condition = { CopySource: sourceOf(from), CopySourceIfMatch: version }
      const command = new CopyObjectCommand({ ...at(to), ...sealing(bucket), ...condition })
      try {
        await (await connected()).send(command)
      } catch (error) {
        // Moved by a run that was killed right after, or another object has got the name.
        if (hasAnswer(error, 'NoSuchKey', 'PreconditionFailed', 404, 412)) return
        throw s3Error(error, 'Moving in', bucket)
      }
      if ((await look(from))?.version === version) await remove(from)
    },
    removeIfSame: async (path, { version }) => {
      if ((await look(path))?.version === version) await remove(path)
    },
    [Symbol.asyncDispose]: async () => {},
  }
}

function sealing({ encryption, kmsKeyId }: Bucket): Readonly<Record<string, unknown>> {
  return {
    ...(encryption === undefined ? {} : { ServerSideEncryption: encryption }),
    ...(kmsKeyId === undefined ? {} : { SSEKMSKeyId: kmsKeyId }),
  }
}

/** The objects whose key has the prefix and no slash after it. */
async function objectsBelow(client: S3Client, Bucket: string, Prefix: string): Promise<readonly _Object[]> {
  const found: _Object[] = []
  for (let ContinuationToken: string | undefined; ; ) {
    const command = new ListObjectsV2Command({ Bucket, Prefix, Delimiter: '/', ContinuationToken })
    const { Name, Contents = [], NextContinuationToken } = await client.send(command)
    if (Name === undefined) throw new OtherApi()
    found.push(...Contents)
    if (NextContinuationToken === undefined) return found
    ContinuationToken = NextContinuationToken
  }
}

function lookOf({ Size = 0, LastModified, ETag = '' }: Pick<_Object, 'Size' | 'LastModified' | 'ETag'>): FileLook {
  return { sizeBytes: Size, changedAtMs: LastModified?.getTime() ?? 0, version: ETag }
}
