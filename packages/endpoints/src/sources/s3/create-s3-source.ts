import { randomUUID } from 'node:crypto'
import { posix } from 'node:path'
import type { S3Client } from '@aws-sdk/client-s3'
import type { CheckReport } from '../../contract/check.ts'
import { runCheck } from '../../contract/run-check.ts'
import type { LoadSource } from '../../contract/source.ts'
import type { OpenSourceOptions } from '../../contract/source-type.ts'
import { checkEndpoint, connectBucket } from '../../s3/connect-bucket.ts'
import { type Bucket, readBucket } from '../../s3/read-bucket.ts'
import { s3Error } from '../../s3/s3-error.ts'
import { createFileSource } from '../create-file-source.ts'
import type { FilePlace } from '../file-place.ts'
import { withFetchedFiles } from '../spool/with-fetched-files.ts'
import { createBucketPlace } from './bucket-place.ts'

/** An object is complete when it is there: nobody sees a part of one. */
const stillMs = 0

export function createS3Source(settings: Readonly<Record<string, string>>, options: OpenSourceOptions): LoadSource {
  const { file, ...others } = settings
  const folder = file === undefined ? settings.prefix : posix.dirname(file)
  const given = folder === undefined || folder === '.' ? others : { ...others, prefix: folder }
  const bucket = readBucket(given, options)
  let client: S3Client | undefined

  async function connected(): Promise<S3Client> {
    if (client !== undefined) return client
    await checkEndpoint(bucket, options)
    client = connectBucket(bucket, options)
    return client
  }

  const place = createBucketPlace(bucket, connected, options)
  const source = createFileSource(
    {
      ...place,
      [Symbol.asyncDispose]: async () => client?.destroy(),
    },
    {
      ...options,
      stillMs,
      ...(file === undefined ? {} : { file: posix.basename(file) }),
      check: () => checkPlace(bucket, file === undefined ? undefined : posix.basename(file), place, options),
    },
  )
  return withFetchedFiles(source, place, options)
}

/** Lists the folder or looks for the file, stores a small object where outcomes will be, moves it, and removes it. */
async function* checkPlace(
  bucket: Bucket,
  file: string | undefined,
  place: FilePlace & { remove(path: string): Promise<void> },
  { clock }: OpenSourceOptions,
): AsyncGenerator<CheckReport> {
  const probe = `.coupa-connector-probe-${randomUUID()}`
  const moved = `archive/${probe}`
  const isFolder = file === undefined
  let isStored = false
  async function* text(): AsyncGenerator<string> {
    yield 'probe'
  }
  try {
    yield* runCheck(
      [
        ['connect', `${bucket.title} answers, and the key is accepted.`, () => place.look(file ?? probe)],
        ['read', `${bucket.title} can be listed.`, () => place.list()],
        [
          'write',
          `Outcomes can be stored in ${bucket.title}.`,
          async () => {
            await place.replace(probe, text())
            isStored = true
          },
        ],
        ...(isFolder
          ? ([
              [
                'commit',
                `Loaded files can be moved to ${bucket.title}archive/.`,
                async () => {
                  const look = await place.look(probe)
                  if (look !== undefined) await place.move(probe, moved, look)
                },
              ],
            ] as const)
          : []),
        ['clean-up', 'Objects can be removed.', () => place.remove(isFolder ? moved : probe)],
      ],
      clock,
      (error) => s3Error(error, 'Reading', bucket),
    )
  } finally {
    if (isStored) for (const path of [probe, moved]) await place.remove(path).catch(() => {})
  }
}
