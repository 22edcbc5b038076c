import { extname } from 'node:path'
import type { CommandInput } from '../../../command/command-input.ts'
import type { Context } from '../../../command/context.ts'
import { UsageError } from '../../../command/usage-error.ts'
import { writeFileInOneStep } from '../../../files/private-file.ts'
import { createCsvFormat } from '../../../output/csv-format.ts'
import { createNdjsonFormat } from '../../../output/json-formats.ts'
import type { OutputRecord, RecordFormat } from '../../../output/record-format.ts'
import { print } from '../../../terminal/print.ts'

/** A record that was set aside, with everything that is known of it. */
export interface WrittenFailure {
  readonly id: string
  readonly state: string
  readonly stage: string
  readonly class: string
  readonly code: string
  readonly message: string
  readonly field?: string | null | undefined
  readonly attempts: number
  readonly firstSeenAt: string
  readonly lastSeenAt: string
  readonly run: string
  readonly fixedIn?: string | null | undefined
  readonly reason?: string | null | undefined
}

/** Columns of the file, in their order. */
const columns = [
  ...['id', 'state', 'stage', 'class', 'code', 'message', 'field'],
  ...['attempts', 'firstSeenAt', 'lastSeenAt', 'run', 'fixedIn', 'reason'],
] as const

/** Writes failures to the file of `--output`, as its name ends. False without that option. Throws a `UsageError` for another end. */
export async function writeFailures(
  failures: readonly WrittenFailure[],
  input: CommandInput,
  context: Context,
): Promise<boolean> {
  const file = input.text('output')
  if (file === undefined) return false
  const format = formatOf(file)
  const records = failures.map((failure): OutputRecord => {
    const given: OutputRecord = { ...failure }
    return Object.fromEntries(columns.map((name) => [name, given[name] ?? null]))
  })
  const pieces = [format.begin(), ...records.map((record) => format.add(record)), format.end()]
  await writeFileInOneStep(file, pieces.join(''))
  await print(context.stderr, `${failures.length === 1 ? '1 failure' : `${failures.length} failures`} in ${file}\n`)
  return true
}

/** Throws a `UsageError` for a file of `--output` whose name tells no format. */
export function checkOutput(input: CommandInput): void {
  const file = input.text('output')
  if (file !== undefined) formatOf(file)
}

function formatOf(file: string): RecordFormat {
  switch (extname(file).toLowerCase()) {
    case '.csv':
      // Messages quote what is in Coupa, and people open the file with a spreadsheet.
      return createCsvFormat(
        columns.map((name) => ({ name, path: [name], kind: 'text' })),
        { isSafe: true },
      )
    case '.ndjson':
    case '.jsonl':
      return createNdjsonFormat()
    default:
      throw new UsageError(`--output names ${file}, whose extension names no format.`, {
        suggestion: 'Use a name that ends in .csv or .ndjson.',
      })
  }
}
