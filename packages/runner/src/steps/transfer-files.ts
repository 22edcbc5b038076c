import { isCoupaError } from '@coupa-connector/connector'
import { EndpointError } from '@coupa-connector/endpoints'
import { openFiles, type RecordFile } from '../coupa/record-files.ts'
import { forEachAtOnce } from '../run/for-each-at-once.ts'
import type { RunContext } from '../run/run-context.ts'
import type { RecordFailure } from '../state/run-record.ts'
import type { ShapedRecord } from './batch-in-hand.ts'

/** Records whose files are on their way at the same time. */
const recordsAtOnce = 4
/** How often a file is tried whose transfer breaks off. */
const mostTries = 3

export interface ShapedBatch {
  readonly shaped: readonly ShapedRecord[]
  readonly failures: readonly RecordFailure[]
}

/**
 * Between steps 3 and 4 of a process with files: transfers the files of each record to the destination, where they become
 * visible with the batch. A record is set aside if one of its files cannot be had, so that no record is ever marked without
 * its files. A kill in between leaves only files that the destination removes later.
 */
export async function withFiles(batch: string, given: ShapedBatch, context: RunContext): Promise<ShapedBatch> {
  if (context.definition.source.files.length === 0 || given.shaped.length === 0) return given
  const failed = new Map<string, RecordFailure>()
  await forEachAtOnce(given.shaped, recordsAtOnce, async (record) => {
    const { id } = record
    const failure = await transferFiles(batch, id, context)
    if (failure !== undefined) failed.set(String(id), { ...failure, payload: context.payloadOf(undefined, record) })
  })
  await context.onStep?.('files-transferred')
  return {
    shaped: given.shaped.filter(({ id }) => !failed.has(String(id))),
    failures: [...given.failures, ...failed.values()],
  }
}

/** Answers with the failure of the record. Throws what concerns all records, and what the destination says. */
async function transferFiles(
  batch: string,
  id: number | string,
  context: RunContext,
): Promise<RecordFailure | undefined> {
  try {
    for await (const file of openFiles(id, context)) await transferFile(batch, id, file, context)
    return undefined
  } catch (error) {
    return failureOf(String(id), error)
  }
}

async function transferFile(
  batch: string,
  id: number | string,
  { source, name, open }: RecordFile,
  { destination }: RunContext,
): Promise<void> {
  if (destination.writeFile === undefined) {
    throw new EndpointError('REFUSED', 'The destination takes no files, and source.files asks for some.')
  }
  for (let tries = 1; ; tries++) {
    const download = await open()
    if (download === undefined) return
    const { content, failure } = watched(download.content)
    const { contentType, sizeBytes, fileName } = download
    const file = { record: id, source, name: name ?? fileName, contentType, sizeBytes, content }
    try {
      await destination.writeFile(batch, file)
      return
    } catch (error) {
      // What Coupa says counts, in whatever words the destination puts it.
      const cause = failure() ?? error
      if (tries === mostTries || !isTransient(cause)) throw cause
    }
  }
}

/** A content that remembers what broke it off. */
function watched(content: AsyncIterable<Uint8Array>): {
  readonly content: AsyncIterable<Uint8Array>
  failure(): unknown
} {
  let failed: unknown
  async function* pieces(): AsyncGenerator<Uint8Array> {
    try {
      yield* content
    } catch (error) {
      failed = error
      throw error
    }
  }
  return { content: pieces(), failure: () => failed }
}

function isTransient(error: unknown): boolean {
  if (error instanceof EndpointError) return error.isRetryable
  return isCoupaError(error) && passing.has(error.code)
}

const passing: ReadonlySet<string> = new Set([
  'COUPA_NETWORK',
  'COUPA_TIMEOUT',
  'COUPA_SERVER_ERROR',
  'COUPA_BAD_RESPONSE',
])

/** A file that Coupa does not hand out concerns its record only. */
function failureOf(id: string, error: unknown): RecordFailure {
  if (!isCoupaError(error)) throw error
  const failure = { id, stage: 'deliver', code: error.code, message: `Its files: ${error.message}` } as const
  if (passing.has(error.code)) return { ...failure, class: 'transient' }
  switch (error.code) {
    case 'COUPA_NOT_FOUND':
      return { ...failure, class: 'gone' }
    case 'COUPA_VALIDATION':
      return { ...failure, class: 'refused' }
    default:
      throw error
  }
}
