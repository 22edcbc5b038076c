import { constants } from 'node:fs'
import { access, open, readdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { CheckReport } from '../../contract/check.ts'
import type { SettingDeclaration } from '../../contract/destination-type.ts'
import { EndpointError } from '../../contract/endpoint-error.ts'
import { type CheckStep, runCheck } from '../../contract/run-check.ts'
import type { LoadSource } from '../../contract/source.ts'
import type { OpenSourceOptions, SourceType } from '../../contract/source-type.ts'
import { fileError } from '../../files/file-error.ts'
import { makeFolder } from '../../files/make-folder.ts'
import { readSettings } from '../../objects/read-settings.ts'
import { createFileSource } from '../create-file-source.ts'
import { createLocalPlace } from './local-place.ts'
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
  readSettings: read,
  open: async (given, options) => {
    const { file, folder } = read(given)
    return file === undefined ? folderSource(resolve(folder ?? ''), options) : fileSource(resolve(file), options)
  },
}

function read(given: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const found = readSettings(given, settings, 'files', 'source')
  if ((found.file === undefined) === (found.folder === undefined)) {
    throw new EndpointError('SETTING_INVALID', 'A source of the kind files needs a file or a folder.', {
      field: 'file',
      remedy: 'Set one of both: source.file=suppliers.csv, or source.folder=./inbox.',
    })
  }
  return found
}

/** A file in a folder is complete when its size and time are the same after this long. */
const stillMs = 2000

function fileSource(path: string, options: OpenSourceOptions): LoadSource {
  const place = createLocalPlace(dirname(path))
  const steps: readonly CheckStep[] = [
    ['connect', `The file ${path} can be read.`, async () => await (await open(path, 'r')).close()],
    ['write', 'Outcomes can be written beside it.', () => access(dirname(path), constants.W_OK)],
  ]
  const check = (): AsyncIterable<CheckReport> => {
    return runCheck(steps, options.clock, (error) => fileError(error, `Reading ${path}`))
  }
  const checkWriting = (): Promise<void> => canWriteTo(dirname(path))
  const keepsElsewhere = options.intake.finished === 'remove'
  const source = createFileSource(place, {
    ...{ ...options, file: basename(path), stillMs: 0, check },
    checkWriting: keepsElsewhere ? undefined : checkWriting,
  })
  return { ...source, openFile: (name) => openBeside(dirname(path), name) }
}

function folderSource(folder: string, options: OpenSourceOptions): LoadSource {
  const steps: readonly CheckStep[] = [
    ['connect', `The folder ${folder} can be read.`, () => readdir(folder)],
    ['write', 'Loaded files can be moved.', () => makeFolder(join(folder, 'archive'), 0o750)],
  ]
  const check = (): AsyncIterable<CheckReport> => {
    return runCheck(steps, options.clock, (error) => fileError(error, `Reading ${folder}`))
  }
  const checkWriting = (): Promise<void> => canWriteTo(folder)
  const source = createFileSource(createLocalPlace(folder), { ...options, stillMs, check, checkWriting })
  return { ...source, openFile: (name) => openBeside(folder, name) }
}

async function canWriteTo(folder: string): Promise<void> {
  try {
    await access(folder, constants.W_OK)
  } catch (error) {
    throw fileError(error, `Writing to ${folder}`)
  }
}
