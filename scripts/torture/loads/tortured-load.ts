import { readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { csvOf } from '../../../packages/runner/src/testing/csv-of.ts'
import type { Cells } from './load-cases.ts'
import type { Kill, LoadAttempt, LoadPlace } from './load-place.ts'

/** A load of one template that the program runs over and over. */
export interface TorturedLoad {
  /** Where the input is, when it is not moved. */
  readonly input: string
  /** Whether the input is one of a folder, and moved when it is loaded. */
  readonly isFolder: boolean
  /** Where the outcomes are. */
  readonly resultFile: string
  writeInput(rows: readonly Cells[]): Promise<void>
  /** Loads what Coupa has before the input, undisturbed. Answers with what went wrong. */
  bringBefore(rows: readonly Cells[], options: { readonly isForgotten: boolean }): Promise<readonly string[]>
  run(kill?: Kill): Promise<LoadAttempt>
  /** Loads the input with a state that knows nothing. */
  runForgotten(): Promise<LoadAttempt>
}

/** Makes a definition of a template, whose failures end no run. */
export async function createTorturedLoad(
  place: LoadPlace,
  { template, header, isFolder }: { readonly template: string; readonly header: Cells; readonly isFolder: boolean },
): Promise<TorturedLoad> {
  const { folder } = place
  const definition = join(folder, 'load.json')
  const made = await place.run([
    'processes',
    'new',
    template,
    '--source',
    'files',
    '--format',
    'csv',
    '--output',
    definition,
  ])
  if (made.status !== 0) throw new Error(`the definition of ${template} could not be made: ${made.stderr}`)
  const written = JSON.parse(await readFile(definition, 'utf8'))
  await writeFile(definition, JSON.stringify({ ...written, limits: { errors: { max: 1000, share: 1 } } }))
  const input = join(folder, 'inbox', 'input.csv')
  const write = async (file: string, rows: readonly Cells[]): Promise<void> => {
    await writeFile(file, csvOf([header, ...rows]))
    // A file that has just been written would be waited for, whether somebody still writes it.
    await utimes(file, 1_700_000_000, 1_700_000_000)
  }
  const argumentsOf = (source: string, state = join(folder, 'state')): readonly string[] => [
    ...['processes', 'run', definition, '--set', source, '--state', state],
    ...['--requests-per-second', '1000', '--json'],
  ]
  const source = isFolder ? `source.folder=${join(folder, 'inbox')}` : `source.file=${input}`
  const resultFile = `${input}.result.ndjson`
  return {
    input,
    isFolder,
    resultFile,
    writeInput: (rows) => write(input, rows),
    bringBefore: async (rows, { isForgotten }) => {
      const file = join(folder, 'inbox', 'before.csv')
      await write(file, rows)
      const state = join(folder, isForgotten ? 'other-state' : 'state')
      const { status, stdout, stderr } = await place.run(argumentsOf(`source.file=${file}`, state))
      await rm(file)
      return status === 0 ? [] : [`what is there before could not be loaded: ${stdout}${stderr}`]
    },
    run: (kill) => place.run(argumentsOf(source), kill, resultFile),
    runForgotten: async () => {
      const copy = join(folder, 'inbox', `again-${basename(input)}`)
      await writeFile(copy, await readFile(isFolder ? join(folder, 'inbox', 'archive', basename(input)) : input))
      try {
        return await place.run(argumentsOf(`source.file=${copy}`, join(folder, 'state-of-nothing')))
      } finally {
        await rm(copy)
      }
    },
  }
}
