import { extname } from 'node:path'
import type { LoadResult } from '@coupa-connector/protocol'
import type { CommandInput } from '../../../command/command-input.ts'
import type { Context } from '../../../command/context.ts'
import { UsageError } from '../../../command/usage-error.ts'
import { writeFileInOneStep } from '../../../files/private-file.ts'
import { print, printJson } from '../../../terminal/print.ts'
import { formatTable } from '../../../terminal/table.ts'
import { type OpenHub, openHub } from '../../hub-session/open-hub.ts'
import { findProcess } from '../find-process.ts'
import { idPattern } from './hub-runs.ts'

/** Results in one request: as many as the hub gives. */
const pageSize = 200

/** Shows what became of the records of the inputs that a run of a load has loaded, or writes it to a file. */
export async function showResults(input: CommandInput, context: Context): Promise<number> {
  const file = input.text('output')
  const ending = file === undefined ? undefined : endingOf(file)
  await using hub = await openHub(context)
  const run = await findEndedRun(hub, input.required('run'))
  const results = resultsOf(hub, run, context)
  if (file !== undefined && ending !== undefined) {
    const { resultAsCsv, resultAsNdjson } = await import('@coupa-connector/runner')
    let count = 0
    async function* counted(): AsyncGenerator<LoadResult> {
      for await (const result of results) {
        count++
        yield result
      }
    }
    const write = ending === '.csv' ? resultAsCsv : resultAsNdjson
    const pieces: string[] = []
    for await (const piece of write(counted())) pieces.push(piece)
    await writeFileInOneStep(file, pieces.join(''))
    await print(context.stderr, `${count === 1 ? '1 record' : `${count} records`} in ${file}\n`)
    return 0
  }
  const all: LoadResult[] = []
  for await (const result of results) all.push(result)
  if (input.flag('json')) await printJson(context.stdout, { run, results: all })
  else if (all.length === 0) await print(context.stderr, `The run ${run} has no outcomes of records.\n`)
  else await print(context.stdout, await formatTable(['Row', 'Key', 'Outcome', 'Id', ''], all.map(rowOf), context))
  return 0
}

function rowOf({ row, key, outcome, id, code, message }: LoadResult): readonly string[] {
  const why = [code, message].filter((text) => text !== undefined).join(': ')
  return [row === null ? '' : String(row), key, outcome, id === undefined ? '' : String(id), why]
}

async function* resultsOf(hub: OpenHub, run: string, { signal }: Context): AsyncGenerator<LoadResult> {
  const params = { account: hub.account.id, run }
  for (let cursor: string | undefined; ; ) {
    const query = { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) }
    const { body } = await hub.client.call('run.results', { params, query, signal })
    yield* body.items
    if (body.nextCursor === null) return
    cursor = body.nextCursor
  }
}

/** A run by its id, or the last one of a process that has ended. Throws a `UsageError`. */
async function findEndedRun(hub: OpenHub, given: string): Promise<string> {
  if (idPattern.test(given)) return given
  const { id: process, name } = await findProcess(hub, given)
  const query = { process, state: 'ended', limit: 20 } as const
  const { items } = (await hub.client.call('runs.list', { params: { account: hub.account.id }, query })).body
  const last = items.find(({ kind }) => kind === 'run')
  if (last !== undefined) return last.id
  throw new UsageError(`No run of ${name} has ended yet.`, {
    suggestion: `Start one with "coupa-connector processes run ${name} --wait".`,
  })
}

function endingOf(file: string): '.csv' | '.ndjson' {
  const ending = extname(file).toLowerCase()
  if (ending === '.csv' || ending === '.ndjson') return ending
  throw new UsageError(`--output names ${file}, whose extension names no format.`, {
    suggestion: 'Use a name that ends in .csv or .ndjson.',
  })
}
