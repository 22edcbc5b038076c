import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { RecordAttachments } from '@coupa-connector/connector'
import { openFileTarget } from '../../output/file-target.ts'
import type { AttachmentFile } from './attachment-file.ts'
import { sameFileKey, toFileName } from './file-name.ts'

/** What became of one attachment. */
export type FileOutcome =
  | {
      readonly status: 'saved' | 'present'
      readonly file: string
      /** How many bytes came, where Coupa's list names another size: one of the two is wrong. */
      readonly unexpectedBytes?: number
    }
  | { readonly status: 'failed'; readonly error: Error }

export interface FetchFilesOptions {
  readonly directory: string
  readonly signal: AbortSignal
}

/**
 * Fetches files into a folder, one after another, and gives the outcome of each as soon as it is known. No file is
 * overwritten, and one that fails does not keep the others away. Where the name is taken by another file, the attachment's
 * id follows it: `scan-304.pdf`. A file that is there in full already is not saved again.
 */
export async function* fetchFiles(
  files: readonly AttachmentFile[],
  attachments: Pick<RecordAttachments, 'download'>,
  { directory, signal }: FetchFilesOptions,
): AsyncGenerator<{ readonly attachment: AttachmentFile; readonly outcome: FileOutcome }> {
  const taken = new Set<string>()
  for (const attachment of files) {
    try {
      const outcome = await fetchFile(attachment, attachments, { directory, signal, taken })
      taken.add(sameFileKey(outcome.file))
      yield { attachment, outcome }
    } catch (error) {
      signal.throwIfAborted()
      yield {
        attachment,
        outcome: { status: 'failed', error: error instanceof Error ? error : new Error(String(error)) },
      }
    }
  }
}

interface Folder extends FetchFilesOptions {
  /** The files of the attachments before this one. They belong to those, whatever is in them. */
  readonly taken: ReadonlySet<string>
}

async function fetchFile(
  attachment: AttachmentFile,
  attachments: Pick<RecordAttachments, 'download'>,
  folder: Folder,
): Promise<Exclude<FileOutcome, { status: 'failed' }>> {
  const { id, name, changedAt, sizeBytes: wantedBytes } = attachment
  const known = name === undefined ? undefined : await findPlace(name, attachment, folder)
  if (known?.same !== undefined) return { status: 'present', file: known.same }

  const { content, fileName } = await attachments.download(id, { signal: folder.signal })
  const { free, others } = known ?? (await findPlace(fileName ?? `attachment-${id}`, attachment, folder))
  const target = await openFileTarget(free)
  const digest = createHash('sha256')
  let sizeBytes = 0
  let doubt: { readonly unexpectedBytes?: number } = {}
  try {
    for await (const chunk of content) {
      digest.update(chunk)
      sizeBytes += chunk.length
      await target.write(chunk)
    }
    const isUnexpected = wantedBytes !== undefined && sizeBytes !== wantedBytes
    doubt = isUnexpected ? { unexpectedBytes: sizeBytes } : {}
    const same = await findSame(others, sizeBytes, digest.digest('hex'))
    if (same !== undefined) {
      await target.abandon({ keep: false })
      return { status: 'present', file: same, ...doubt }
    }
    await target.complete()
  } catch (error) {
    await target.abandon({ keep: false })
    throw error
  }
  // The time marks a file as complete and unchanged, so that the next run need not fetch it to know that.
  if (changedAt !== undefined) await utimes(free, changedAt, changedAt)
  return { status: 'saved', file: free, ...doubt }
}

/** Where a file may go, and the files of its name that are there already. */
interface Place {
  /** A path where nothing is. */
  readonly free: string
  /** A file of this name that has the size and the time of the attachment. */
  readonly same?: string
  /** Files of this name that may have the same content. */
  readonly others: readonly string[]
}

async function findPlace(name: string, attachment: AttachmentFile, { directory, taken }: Folder): Promise<Place> {
  const others: string[] = []
  for (const suffix of suffixesOf(attachment.id)) {
    const path = join(directory, toFileName(name, { suffix }))
    if (taken.has(sameFileKey(path))) continue
    const there = await stat(path).catch(unlessMissing)
    if (there === undefined) return { free: path, others }
    if (!there.isFile()) continue
    if (there.size === attachment.sizeBytes && isSameSecond(there.mtime, attachment.changedAt)) {
      return { free: path, same: path, others }
    }
    others.push(path)
  }
  throw new Error('Unreachable: the suffixes never end.')
}

/** The name itself, then with the attachment's id, then numbered. */
function* suffixesOf(id: number): Generator<string, never> {
  yield ''
  yield `-${id}`
  for (let number = 2; ; number++) yield `-${id}-${number}`
}

/** Some file systems keep whole seconds, or even pairs of them. */
function isSameSecond(one: Date, other: Date | undefined): boolean {
  return other !== undefined && Math.abs(one.getTime() - other.getTime()) < 2000
}

async function findSame(paths: readonly string[], sizeBytes: number, sha256: string): Promise<string | undefined> {
  for (const path of paths) {
    if ((await stat(path)).size === sizeBytes && (await sha256Of(path)) === sha256) return path
  }
  return undefined
}

async function sha256Of(path: string): Promise<string> {
  const digest = createHash('sha256')
  for await (const chunk of createReadStream(path)) digest.update(chunk as Buffer)
  return digest.digest('hex')
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined
  throw error
}
