import { extname, resolve } from 'node:path'
import type { ResourceDescription } from '@coupa-connector/catalog'
import type { Checkpoint } from '@coupa-connector/connector'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { openFileTarget } from '../../output/file-target.ts'
import { createStreamTarget, type OutputTarget } from '../../output/output-target.ts'
import type { FormatName, OutputRecord } from '../../output/record-format.ts'
import { checkSameRun, concludePosition, type SavedPosition, takePosition, writePosition } from './checkpoint-file.ts'
import { createFormat, tableColumnsFor } from './create-format.ts'
import { writeFromSpool } from './spooled-parquet.ts'

/** Where the records of one query go, together with the position from which a later run continues. */
export interface QueryOutput {
  /** An unfinished read to go on with. */
  readonly continueFrom: Checkpoint | undefined
  /** A finished incremental read, behind whose window this one starts. */
  readonly startAfter: Checkpoint | undefined
  write(record: OutputRecord): Promise<void>
  /** Called by the connector when a page has been dealt with. Undefined when no checkpoint was asked for. */
  readonly savePosition: ((checkpoint: Checkpoint) => Promise<void>) | undefined
  /** All records are written: the output gets its name, and the checkpoint file records that. */
  complete(checkpoint: Checkpoint): Promise<void>
  /** The read failed. Resolves with what the user should know about what was kept. */
  abandon(): Promise<string | undefined>
  /** The file that the records are in at the end; undefined for standard output. */
  readonly file: string | undefined
  /** Names of fields that found no column. */
  readonly leftOut: ReadonlySet<string>
}

/** Time between two positions that are synced to the disk. It is the most that a crash of the machine can cost. */
const saveEveryMs = 2_000

/** Opens the output that the options describe. Throws `UsageError` before anything is sent. */
export async function openOutput(
  input: CommandInput,
  resource: ResourceDescription,
  context: Context,
): Promise<QueryOutput> {
  const format = readFormat(input, context)
  const given = input.text('output')
  const file = given === '-' ? undefined : given
  const columns = await tableColumnsFor(format, input, resource)
  const run: RunFacts = { format, columns: columns?.map(({ name }) => name), output: file && resolve(file) }
  const checkpointFile = input.text('checkpoint')
  const saved = checkpointFile === undefined ? undefined : await takePosition(checkpointFile)
  const unfinished = saved?.checkpoint.isComplete ? undefined : saved
  if (checkpointFile !== undefined && unfinished) checkSameRun(checkpointFile, unfinished, run)

  // A Parquet file cannot be continued. With a checkpoint its records are collected in another file first.
  const isSpooled = format === 'parquet' && file !== undefined && checkpointFile !== undefined
  const validBytes = unfinished?.output?.validBytes
  const target = file === undefined ? createStreamTarget(context.stdout) : await openTarget(file, isSpooled, validBytes)
  const columnList = columns ?? []
  const records = await createFormat(isSpooled ? 'ndjson' : format, columnList, input, {
    isContinued: (validBytes ?? 0) > 1,
    context,
  })
  const spooled = isSpooled ? await createFormat(format, columnList, input, { isContinued: false, context }) : undefined
  if (!unfinished || validBytes === 0) await target.write(records.begin())

  const { leftOut } = spooled ?? records
  const leftOutBefore = unfinished?.leftOut ?? []
  const allLeftOut = () => new Set([...leftOutBefore, ...leftOut])
  const positions =
    checkpointFile === undefined ? undefined : createPositions(checkpointFile, target, run, allLeftOut, context)
  return {
    continueFrom: unfinished?.checkpoint,
    startAfter: unfinished ? undefined : saved?.checkpoint,
    write: (record) => target.write(records.add(record)),
    savePosition: positions?.note,
    complete: async (checkpoint) => {
      await target.write(records.end())
      if (spooled && file !== undefined) {
        await writeFromSpool(target, file, spooled)
        await positions?.conclude(checkpoint)
        await target.abandon({ keep: false })
        return
      }
      await positions?.announceEnd(checkpoint)
      await target.complete()
      await positions?.conclude(checkpoint)
    },
    abandon: async () => {
      const isKept = (await positions?.saveLast()) === true || unfinished !== undefined
      await target.abandon({ keep: isKept })
      return isKept ? `The position is in ${checkpointFile}: the same command line continues from there.` : undefined
    },
    file,
    get leftOut() {
      return allLeftOut()
    },
  }
}

/** What has to stay the same for a read to go on. */
interface RunFacts {
  readonly format: FormatName
  readonly columns: readonly string[] | undefined
  readonly output: string | undefined
}

/** Keeps the newest position, saves it from time to time, and syncs it at the end. */
function createPositions(
  checkpointFile: string,
  target: OutputTarget,
  run: RunFacts,
  leftOut: () => ReadonlySet<string>,
  { clock }: Pick<Context, 'clock'>,
): {
  note(checkpoint: Checkpoint): Promise<void>
  saveLast(): Promise<boolean | undefined>
  /** Says that the file is whole, before it gets its name: a run that is killed in between is brought to its end by the next. */
  announceEnd(checkpoint: Checkpoint): Promise<void>
  conclude(checkpoint: Checkpoint): Promise<void>
} {
  let last: SavedPosition | undefined
  let savedAtMs = clock.monotonicMs()
  const positionOf = (checkpoint: Checkpoint): SavedPosition => ({
    version: 1,
    format: run.format,
    columns: run.columns,
    output: run.output === undefined ? undefined : { file: run.output, validBytes: target.position },
    leftOut: [...leftOut()],
    checkpoint,
  })
  return {
    note: async (checkpoint) => {
      await target.drain()
      last = positionOf(checkpoint)
      if (clock.monotonicMs() - savedAtMs < saveEveryMs) return
      await target.flush()
      await writePosition(checkpointFile, last)
      savedAtMs = clock.monotonicMs()
    },
    saveLast: async () => {
      if (!last) return undefined
      await target.sync()
      await writePosition(checkpointFile, last)
      return true
    },
    announceEnd: async (checkpoint) => {
      if (run.output === undefined) return
      await target.flush()
      await writePosition(checkpointFile, { ...positionOf(checkpoint), isWhole: true })
    },
    conclude: async (checkpoint) => {
      await concludePosition(checkpointFile, { format: run.format, checkpoint })
    },
  }
}

function openTarget(file: string, isSpooled: boolean, continueAt: number | undefined): Promise<OutputTarget> {
  return openFileTarget(isSpooled ? `${file}.spool` : file, { continueAt })
}

/** The ending of a file says what is in it. A person at a terminal gets a table, and everything else gets NDJSON. */
function readFormat(input: CommandInput, { isTerminal }: Context): FormatName {
  const given = input.text('format') as FormatName | undefined
  const output = input.text('output')
  if (input.flag('json') && given !== undefined && given !== 'ndjson') {
    throw new UsageError(`--json is --format ndjson, and --format is ${given}.`, {
      suggestion: 'Leave one of them out.',
    })
  }
  if (given === 'parquet' && (output ?? '-') === '-' && isTerminal.stdout) {
    throw new UsageError('--format parquet is not text, and standard output is a terminal.', {
      suggestion: 'Write it to a file: --output records.parquet',
    })
  }
  if (given !== undefined) return given
  if (input.flag('json')) return 'ndjson'
  if (output !== undefined) return formatsOfEndings[extname(output).toLowerCase()] ?? 'ndjson'
  return isTerminal.stdout && input.text('checkpoint') === undefined ? 'table' : 'ndjson'
}

const formatsOfEndings: Readonly<Record<string, FormatName>> = { '.csv': 'csv', '.parquet': 'parquet', '.json': 'json' }
