import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { type InputRecord, readRecordInput } from '../../input/record-input.ts'

/** Records that can be read more than once. */
export interface RecordLines extends AsyncDisposable {
  /** From the beginning. Throws a `UsageError` for a line that is not a record. */
  read(): AsyncIterable<{ readonly line: number; readonly record: InputRecord }>
}

/** Opens a file of records. Standard input, which can be read once, is kept in a file until all is written. */
export async function openRecords(file: string, context: Context): Promise<RecordLines> {
  if (file !== '-') return { read: () => linesOf(file, context), [Symbol.asyncDispose]: async () => {} }
  const folder = await mkdtemp(join(tmpdir(), 'coupa-connector-'))
  const remove = async (): Promise<void> => await rm(folder, { recursive: true, force: true })
  const kept = join(folder, 'records.ndjson')
  try {
    await writeFile(kept, context.stdin, { mode: 0o600, signal: context.signal })
  } catch (error) {
    await remove()
    throw error
  }
  return { read: () => linesOf(kept, context), [Symbol.asyncDispose]: remove }
}

async function* linesOf(
  file: string,
  context: Context,
): AsyncGenerator<{ readonly line: number; readonly record: InputRecord }> {
  const input = await readRecordInput(file, context, { isBatch: true })
  if (input.kind === 'one') {
    yield { line: 1, record: input.record }
    return
  }
  for await (const item of input.items) {
    if ('error' in item) throw new UsageError(item.error.message, { cause: item.error })
    yield item
  }
}
