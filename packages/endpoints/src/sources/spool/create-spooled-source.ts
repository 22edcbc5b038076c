import { tmpdir } from 'node:os'
import type { CheckReport } from '../../contract/check.ts'
import type { LoadSource, SourceInput } from '../../contract/source.ts'
import type { OpenSourceOptions } from '../../contract/source-type.ts'
import { readNdjson } from '../formats/read-ndjson.ts'
import { keepResultIn, writeResult } from '../keep-result-in.ts'
import { resultName } from '../result-name.ts'
import { spoolRecords } from './spool-records.ts'

/** What the other end gives, read once. */
export interface GivenRecords {
  /** Names of all columns, where the other end states them. */
  readonly columns: readonly string[] | undefined
  readonly records: AsyncIterable<Readonly<Record<string, unknown>>>
}

export interface SpooledSourceOptions extends OpenSourceOptions {
  /** Name of the only input. */
  readonly name: string
  readonly doesNullClear: boolean
  readonly read: () => Promise<GivenRecords>
  readonly check: () => AsyncIterable<CheckReport>
  readonly close: () => Promise<void>
}

/**
 * A source that has one input, and nothing that could be moved away or written beside it: a query, an API. Its outcomes are
 * kept in the work folder.
 */
export function createSpooledSource(options: SpooledSourceOptions): LoadSource {
  return {
    check: options.check,
    inputs: () => onlyInput(options),
    rewriteResult: writeResult,
    [Symbol.asyncDispose]: options.close,
  }
}

async function* onlyInput(options: SpooledSourceOptions): AsyncGenerator<SourceInput> {
  const { name, doesNullClear, workFolder, clock } = options
  const { columns, records } = await options.read()
  await using spool = await spoolRecords(records, { folder: workFolder ?? tmpdir(), clock })
  yield {
    name,
    sha256: spool.sha256,
    sizeBytes: spool.sizeBytes,
    doesNullClear,
    read: async () => ({ ...(await readNdjson(spool.stream())), columns }),
    keepResult: async (ending, content) => {
      return await keepResultIn(workFolder, resultName(name, ending), content)
    },
    finish: async () => {},
  }
}
