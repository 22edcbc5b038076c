import { randomUUID } from 'node:crypto'
import { posix } from 'node:path'
import type { CheckReport } from '../../contract/check.ts'
import { runCheck } from '../../contract/run-check.ts'
import type { LoadSource } from '../../contract/source.ts'
import type { OpenSourceOptions } from '../../contract/source-type.ts'
import { connectInStages } from '../../sftp/connect-in-stages.ts'
import { makeFolders, withoutLastSlash } from '../../sftp/make-folders.ts'
import { sftpError } from '../../sftp/sftp-error.ts'
import { createFileSource } from '../create-file-source.ts'
import { withFetchedFiles } from '../spool/with-fetched-files.ts'
import { createSftpPlace } from './sftp-place.ts'

/** Clocks of servers differ from ours: a file that seems to be older may be younger by so much. */
const clockDoubtMs = 600_000

export function createSftpSource(
  settings: Readonly<Record<string, string>>,
  options: OpenSourceOptions & { readonly stillMs: number },
): LoadSource {
  const { file } = settings
  const folder = withoutLastSlash(file === undefined ? (settings.folder ?? '') : posix.dirname(file))
  const place = createSftpPlace(folder, settings, options)
  const source = createFileSource(place, {
    ...options,
    clockDoubtMs,
    ...(file === undefined ? {} : { file: posix.basename(file) }),
    check: () => checkPlace(folder, file, settings, options),
  })
  return withFetchedFiles(source, place, options)
}

/** Connects, identifies, signs in, reads the folder or the file, and writes and removes a file where outcomes will be. */
async function* checkPlace(
  folder: string,
  file: string | undefined,
  settings: Readonly<Record<string, string>>,
  options: OpenSourceOptions,
): AsyncGenerator<CheckReport> {
  const session = yield* connectInStages(settings, options)
  if (session === undefined) return
  const probe = `${folder}/.coupa-connector.probe-${randomUUID()}`
  const archive = `${folder}/archive`
  const moved = `${archive}/.coupa-connector.probe-${randomUUID()}`
  const isRemoved = options.intake.finished === 'remove'
  const read =
    file === undefined
      ? ([`The folder ${folder} can be read.`, () => session.list(folder)] as const)
      : ([`The file ${file} can be read.`, () => session.readRange(file, 0, 0)] as const)
  try {
    yield* runCheck(
      [
        ['read', ...read],
        // Where files are removed, such as Coupa's outgoing folders, nothing is written.
        ...(isRemoved
          ? []
          : ([
              ['write', `Outcomes can be written to ${folder}.`, () => session.upload(probe, Buffer.from('probe'))],
            ] as const)),
        ...(file === undefined && !isRemoved
          ? ([
              [
                'commit',
                `Loaded files can be moved to ${archive}.`,
                async () => {
                  await makeFolders(session, archive)
                  await session.rename(probe, moved)
                },
              ],
            ] as const)
          : []),
        ...(isRemoved
          ? []
          : ([
              ['clean-up', 'Files can be removed.', () => session.remove(file === undefined ? moved : probe)],
            ] as const)),
      ],
      options.clock,
      (error, stage) => sftpError(error, `The stage ${stage} in ${folder}`),
    )
  } finally {
    for (const path of [probe, moved]) if (session.isOpen) await session.remove(path).catch(() => {})
    session.close()
  }
}
