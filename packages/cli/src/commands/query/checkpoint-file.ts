import { rm } from 'node:fs/promises'
import type { Checkpoint } from '@coupa-connector/connector'
import { UsageError } from '../../command/usage-error.ts'
import { readIfThere, writeFileInOneStep } from '../../files/private-file.ts'
import { finishFile } from '../../output/file-target.ts'
import type { FormatName } from '../../output/record-format.ts'

/** The position of a read: the connector's checkpoint, and how many bytes of the output belong to it. */
export interface SavedPosition {
  readonly version: 1
  readonly format: FormatName
  /** Names of the columns of a table; a file cannot go on with others. */
  readonly columns?: readonly string[] | undefined
  /** All records are in the file, which may still have to get its name. */
  readonly isWhole?: boolean | undefined
  /** Undefined when the records went to standard output. */
  readonly output?: { readonly file: string; readonly validBytes: number } | undefined
  /** Names of fields that found no column so far. */
  readonly leftOut?: readonly string[] | undefined
  readonly checkpoint: Checkpoint
}

/** Reads a checkpoint file. Undefined when there is none. Throws a `UsageError` when the file is something else. */
async function readPosition(file: string): Promise<SavedPosition | undefined> {
  const content = await readIfThere(file)
  if (content === undefined) return undefined
  try {
    const value = JSON.parse(content) as Partial<SavedPosition>
    if (value.version === 1 && value.format && value.checkpoint) return value as SavedPosition
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new UsageError(`--checkpoint ${file} is not a checkpoint of this program.`, {
    suggestion: 'Name another file, or remove this one to read from the beginning.',
  })
}

/**
 * What a run begins with. A run that was killed after its last record is brought to its end first: its file gets its name, and
 * the position becomes what a run that ended well leaves.
 */
export async function takePosition(file: string): Promise<SavedPosition | undefined> {
  const saved = await readPosition(file)
  if (!saved?.isWhole || saved.output === undefined) return saved
  await finishFile(saved.output.file, saved.output.validBytes)
  return await concludePosition(file, saved)
}

/** An incremental read leaves the position where the next one starts. Other reads leave nothing. */
export async function concludePosition(
  file: string,
  { format, checkpoint }: Pick<SavedPosition, 'format' | 'checkpoint'>,
): Promise<SavedPosition | undefined> {
  if (!checkpoint.window) {
    await rm(file, { force: true })
    return undefined
  }
  const position: SavedPosition = { version: 1, format, checkpoint }
  await writePosition(file, position)
  return position
}

/** Saves a position in one step. */
export async function writePosition(file: string, position: SavedPosition): Promise<void> {
  await writeFileInOneStep(file, `${JSON.stringify(position)}\n`)
}

/** Refuses to go on with something else than what was begun. */
export function checkSameRun(
  file: string,
  saved: SavedPosition,
  now: {
    readonly format: FormatName
    readonly columns: readonly string[] | undefined
    readonly output: string | undefined
  },
): void {
  const differences = [
    saved.format === now.format ? undefined : `--format was ${saved.format} and is ${now.format}`,
    saved.output?.file === now.output
      ? undefined
      : `--output was ${saved.output?.file ?? 'not given'} and is ${now.output ?? 'not given'}`,
    saved.columns?.join() === now.columns?.join() ? undefined : 'the columns are others',
  ].filter((difference) => difference !== undefined)
  if (differences.length === 0) return
  throw new UsageError(
    `The read of --checkpoint ${file} is not finished, and this is another one: ${differences.join(', ')}.`,
    {
      suggestion: 'Repeat the command line as it was, or remove the checkpoint file to read from the beginning.',
    },
  )
}
