import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { link, readdir, rename, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import type { SettingDeclaration } from '../../contract/destination-type.ts'
import { EndpointError } from '../../contract/endpoint-error.ts'
import { type CheckStep, runCheck } from '../../contract/run-check.ts'
import type { LoadSource, SourceInput } from '../../contract/source.ts'
import type { OpenSourceOptions, SourceType } from '../../contract/source-type.ts'
import { replaceDurably, syncFolder } from '../../files/durable.ts'
import { fileError, hasCode } from '../../files/file-error.ts'
import { makeFolder } from '../../files/make-folder.ts'
import { readSettings } from '../../objects/read-settings.ts'
import { endingsOf, formatOf, readInput } from '../formats/read-input.ts'
import { matchesPattern } from '../name-pattern.ts'
import { isResultName, resultName } from '../result-name.ts'
import { openBeside } from './open-beside.ts'

const settings: readonly SettingDeclaration[] = [
  {
    name: 'file',
    title: 'File',
    description: 'one file to load; it stays where it is',
    isRequired: false,
    isSecret: false,
  },
  {
    name: 'folder',
    title: 'Folder',
    description:
      'a folder whose files are loaded in the order of their names, and then moved to archive/ or failed/ in it',
    isRequired: false,
    isSecret: false,
  },
]

/** Files of the machine that runs the process. */
export const filesSource: SourceType = {
  kind: 'files',
  title: 'Files in a folder',
  settings,
  isLocal: true,
  open: async (given, options) => {
    const { file, folder } = readSettings(given, settings, 'files')
    if ((file === undefined) === (folder === undefined)) {
      throw new EndpointError('SETTING_INVALID', 'A source of the kind files needs a file or a folder.', {
        field: 'file',
        remedy: 'Set one of both: source.file=suppliers.csv, or source.folder=./inbox.',
      })
    }
    return file === undefined ? folderSource(resolve(folder ?? ''), options) : fileSource(resolve(file), options)
  },
}

/** A file in a folder is complete when its size and time are the same after this long. */
const stillMs = 2000

function fileSource(path: string, options: OpenSourceOptions): LoadSource {
  return {
    check: () => runCheck(readable(path), options.clock, (error) => fileError(error, `Reading ${path}`)),
    inputs: async function* () {
      yield await inputOf(path, options, undefined)
    },
    rewriteResult,
    openFile: (name) => openBeside(dirname(path), name),
    [Symbol.asyncDispose]: async () => {},
  }
}

/** The copy that went away with the input stays what it was. */
async function rewriteResult(place: string, content: AsyncIterable<string>): Promise<void> {
  await told(`Writing ${place}`, () => replaceDurably(place, content))
}

function folderSource(folder: string, options: OpenSourceOptions): LoadSource {
  const steps: readonly CheckStep[] = [
    ['connect', `The folder ${folder} can be read.`, () => readdir(folder)],
    ['write', 'Loaded files can be moved.', () => makeFolder(join(folder, 'archive'), 0o750)],
  ]
  return {
    check: () => runCheck(steps, options.clock, (error) => fileError(error, `Reading ${folder}`)),
    inputs: () => inputsOfFolder(folder, options),
    rewriteResult,
    openFile: (name) => openBeside(folder, name),
    [Symbol.asyncDispose]: async () => {},
  }
}

function readable(path: string): readonly CheckStep[] {
  return [['connect', `The file ${path} can be read.`, async () => await digestOf(path)]]
}

async function* inputsOfFolder(folder: string, options: OpenSourceOptions): AsyncGenerator<SourceInput> {
  const { intake, clock, signal } = options
  const names = (await told(`Reading ${folder}`, () => readdir(folder, { withFileTypes: true })))
    .filter((entry) => entry.isFile() && isWanted(entry.name, options))
    .map(({ name }) => name)
    .sort()
  if (names.length === 0) return
  const before = await looksOf(folder, names)
  // What somebody is still writing is left for the next run. Nobody waits for files that have been there for long.
  const newest = Math.max(...[...before.values()].map(({ changedAtMs }) => changedAtMs))
  if (clock.now() - newest < stillMs) await clock.sleep(stillMs, signal)
  const after = await looksOf(folder, names)
  for (const name of names) {
    const [one, other] = [before.get(name), after.get(name)]
    if (one === undefined || other === undefined) continue
    if (one.sizeBytes !== other.sizeBytes || one.changedAtMs !== other.changedAtMs) continue
    formatOf(name, intake)
    yield await inputOf(join(folder, name), options, folder)
  }
}

function isWanted(name: string, { intake: { pattern, format } }: OpenSourceOptions): boolean {
  if (name.startsWith('.') || isResultName(name)) return false
  if (pattern !== undefined) return matchesPattern(name, pattern)
  const endings = format === undefined ? Object.values(endingsOf).flat() : endingsOf[format]
  return endings.includes(extname(name).toLowerCase())
}

interface Look {
  readonly sizeBytes: number
  readonly changedAtMs: number
}

async function looksOf(folder: string, names: readonly string[]): Promise<ReadonlyMap<string, Look>> {
  const looks = new Map<string, Look>()
  for (const name of names) {
    try {
      const { size, mtimeMs } = await stat(join(folder, name))
      looks.set(name, { sizeBytes: size, changedAtMs: mtimeMs })
    } catch (error) {
      // Somebody took it away in the meantime.
      if (!hasCode(error, 'ENOENT')) throw fileError(error, `Reading ${join(folder, name)}`)
    }
  }
  return looks
}

async function inputOf(path: string, options: OpenSourceOptions, folder: string | undefined): Promise<SourceInput> {
  const name = basename(path)
  const { sha256, sizeBytes } = await told(`Reading ${path}`, () => digestOf(path))
  let result: string | undefined
  return {
    name,
    sha256,
    sizeBytes,
    doesNullClear: formatOf(name, options.intake) === 'ndjson',
    read: () => told(`Reading ${path}`, () => readInput(name, createReadStream(path), options.intake)),
    keepResult: async (ending, content) => {
      const file = join(dirname(path), resultName(name, ending))
      await told(`Writing ${file}`, () => replaceDurably(file, content))
      result = file
      return file
    },
    finish: async (where) => {
      if (folder === undefined) return
      await told(`Moving ${path}`, () => moveAway(path, join(folder, where), result, options))
    },
  }
}

/** Moves an input, and leaves a copy of its outcomes with it: the next input of its name brings outcomes of its own. */
async function moveAway(
  path: string,
  folder: string,
  result: string | undefined,
  { clock }: OpenSourceOptions,
): Promise<void> {
  await makeFolder(folder, 0o750)
  const name = basename(path)
  const stamp = new Date(clock.now()).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const isFree = !(await exists(join(folder, name)))
  const free = isFree ? name : `${basename(name, extname(name))}.${stamp}${extname(name)}`
  if (result !== undefined) await linkOver(result, join(folder, basename(result).replace(name, free)))
  try {
    await rename(path, join(folder, free))
  } catch (error) {
    // Moved by a run that was killed right after.
    if (!hasCode(error, 'ENOENT')) throw error
  }
  await syncFolder(folder)
  await syncFolder(dirname(path))
}

/** The result is replaced as a whole and never written into, so that a second name keeps what it was. */
async function linkOver(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    if (!hasCode(error, 'EEXIST', 'ENOENT')) throw error
  }
}

async function digestOf(path: string): Promise<{ readonly sha256: string; readonly sizeBytes: number }> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk)
    sizeBytes += chunk.length
  }
  return { sha256: hash.digest('hex'), sizeBytes }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false
    throw error
  }
}

async function told<Result>(action: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'syscall' in error) throw fileError(error, action)
    throw error
  }
}
