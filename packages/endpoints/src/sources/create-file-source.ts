import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import type { CheckReport } from '../contract/check.ts'
import { EndpointError } from '../contract/endpoint-error.ts'
import type { InputReading, InputRecord, LoadSource, SourceInput } from '../contract/source.ts'
import type { OpenSourceOptions } from '../contract/source-type.ts'
import type { FileLook, FilePlace } from './file-place.ts'
import { endingsOf, formatOf, readInput } from './formats/read-input.ts'
import { keepResultIn, writeResult } from './keep-result-in.ts'
import { matchesPattern } from './name-pattern.ts'
import { isResultName, resultName } from './result-name.ts'

export interface FileSourceOptions extends OpenSourceOptions {
  /** The only file to load, which then stays where it is. Default: all files of the place, which are moved. */
  readonly file?: string | undefined
  /** A file is complete when two looks that are so far apart see the same size and time. 0: it is complete when it is there. */
  readonly stillMs: number
  /** By how much the clock of the place may differ from ours. */
  readonly clockDoubtMs?: number | undefined
  readonly check: () => AsyncIterable<CheckReport>
  /** Throws where outcomes cannot be kept. Nothing is loaded then, in place of being loaded without a word about it. */
  readonly checkWriting?: (() => Promise<unknown>) | undefined
}

/** Takes inputs from the files of a place. */
export function createFileSource(place: FilePlace, options: FileSourceOptions): LoadSource {
  return {
    check: options.check,
    // The copy that went away with an input stays what it was.
    rewriteResult: (wholePath, content) =>
      options.intake.finished === 'remove' ? writeResult(wholePath, content) : place.rewrite(wholePath, content),
    inputs: () => (options.file === undefined ? everyInput(place, options) : onlyInput(options.file, place, options)),
    [Symbol.asyncDispose]: async () => await place[Symbol.asyncDispose](),
  }
}

async function* onlyInput(name: string, place: FilePlace, options: FileSourceOptions): AsyncGenerator<SourceInput> {
  const before = await place.look(name)
  if (before === undefined) {
    throw new EndpointError('NOT_FOUND', `There is no file ${place.title(name)}.`, {
      field: 'file',
      remedy:
        'Correct the setting file, or put the file there. The files of a folder are loaded with the setting folder.',
    })
  }
  await options.checkWriting?.()
  await settle([before], options)
  const input = await takeInput(name, before, place, options)
  if (input === undefined) {
    throw new EndpointError('INTERRUPTED', `${place.title(name)} is still being written.`, {
      field: 'file',
      remedy: 'Start the load again when the file is complete.',
    })
  }
  yield input
}

async function* everyInput(place: FilePlace, options: FileSourceOptions): AsyncGenerator<SourceInput> {
  const before = new Map([...(await place.list())].filter(([name]) => isWanted(name, options)))
  if (before.size === 0) return
  await options.checkWriting?.()
  await settle([...before.values()], options)
  for (const name of [...before.keys()].sort()) {
    // What somebody is still writing, or has taken away in the meantime, is left for the next run.
    const input = await takeInput(name, before.get(name), place, options)
    if (input !== undefined) yield input
  }
}

function isWanted(name: string, { intake: { pattern, format } }: FileSourceOptions): boolean {
  if (name.startsWith('.') || isResultName(name)) return false
  if (pattern !== undefined) return matchesPattern(name, pattern)
  const endings = format === undefined ? Object.values(endingsOf).flat() : endingsOf[format]
  return endings.includes(extname(name).toLowerCase())
}

/** Waits until a second look says something. Nobody waits for files that have been there for long. */
async function settle(looks: readonly FileLook[], options: FileSourceOptions): Promise<void> {
  const { stillMs, clockDoubtMs = 0, clock, signal } = options
  const newest = Math.max(...looks.map(({ changedAtMs }) => changedAtMs))
  if (stillMs > 0 && clock.now() - newest < stillMs + clockDoubtMs) await clock.sleep(stillMs, signal)
}

/** An input of a file that still is what it was, or undefined. */
async function takeInput(
  name: string,
  before: FileLook | undefined,
  place: FilePlace,
  options: FileSourceOptions,
): Promise<SourceInput | undefined> {
  const isSame = async (): Promise<boolean> => (await place.look(name))?.version === before?.version
  if (before === undefined || !(await isSame())) return undefined
  const doesNullClear = formatOf(name, options.intake) === 'ndjson'
  const { sha256, sizeBytes } = await digestOf(place.stream(name))
  if (!(await isSame())) return undefined
  let result: string | undefined
  return {
    name,
    sha256,
    sizeBytes,
    doesNullClear,
    read: async () => {
      const content = {
        sizeBytes,
        stream: () => place.stream(name),
        slice: (start: number, end: number) => place.slice(name, start, end),
      }
      return unchanged(await readInput(name, content, options.intake), isSame, place.title(name))
    },
    keepResult: async (ending, content) => {
      result = resultName(name, ending)
      if (options.intake.finished === 'remove') return await keepResultIn(options.workFolder, result, content)
      return await place.replace(result, content)
    },
    finish: async (where) => {
      // Another file may have got its name by now: that one is an input of its own.
      if (options.intake.finished === 'remove') {
        // What was refused stays, so that nobody loses it.
        if (where === 'archive' && options.file === undefined) await place.removeIfSame(name, before)
        return
      }
      if (options.file === undefined && (await isSame()))
        await moveAway(place, { name, look: before, result }, where, options.clock)
    },
    ...(options.file === undefined ? {} : { hasChanged: async () => !(await isSame()) }),
  }
}

/** Reading ends with an error if the file was replaced while it was read. */
function unchanged(reading: InputReading, isSame: () => Promise<boolean>, title: string): InputReading {
  async function* records(): AsyncGenerator<InputRecord> {
    yield* reading.records
    if (await isSame()) return
    throw new EndpointError('INTERRUPTED', `${title} was changed while it was read.`, {
      remedy: 'Start the load again when the file is complete.',
    })
  }
  return { ...reading, records: records() }
}

interface FinishedFile {
  readonly name: string
  readonly look: FileLook
  /** Name of the file with its outcomes, where it has one. */
  readonly result: string | undefined
}

/** Moves an input, and leaves a copy of its outcomes with it: the next input of its name brings outcomes of its own. */
async function moveAway(
  place: FilePlace,
  { name, look, result }: FinishedFile,
  where: 'archive' | 'failed',
  clock: FileSourceOptions['clock'],
): Promise<void> {
  const isFree = (await place.look(`${where}/${name}`)) === undefined
  const stamp = new Date(clock.now()).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const ending = extname(name)
  const free = isFree ? name : `${name.slice(0, name.length - ending.length)}.${stamp}${ending}`
  if (result !== undefined) await place.copy(result, `${where}/${result.replace(name, () => free)}`)
  await place.move(name, `${where}/${free}`, look)
}

async function digestOf(
  content: AsyncIterable<Uint8Array>,
): Promise<{ readonly sha256: string; readonly sizeBytes: number }> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  for await (const chunk of content) {
    hash.update(chunk)
    sizeBytes += chunk.length
  }
  return { sha256: hash.digest('hex'), sizeBytes }
}
