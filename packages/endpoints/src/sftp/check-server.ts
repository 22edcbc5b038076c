import { randomUUID } from 'node:crypto'
import type { CheckReport, CheckStage } from '../contract/check.ts'
import type { OpenOptions } from '../contract/destination-type.ts'
import { type CheckStep, runCheck } from '../contract/run-check.ts'
import { connectInStages } from './connect-in-stages.ts'
import { makeFolders } from './make-folders.ts'
import { sftpError } from './sftp-error.ts'

/** Connects, identifies, signs in, writes a file under a temporary name, gives it another name, and removes it. */
export async function* checkServer(
  settings: Readonly<Record<string, string>>,
  options: OpenOptions,
): AsyncGenerator<CheckReport> {
  const { folder = '', temporaryFolder = folder } = settings
  const session = yield* connectInStages(settings, options)
  if (session === undefined) return
  const probe = `${temporaryFolder}/.coupa-connector.probe-${randomUUID()}`
  const named = `${folder}/.coupa-connector.probe-${randomUUID()}`
  const steps: readonly CheckStep[] = [
    [
      'write',
      `A file can be written to ${temporaryFolder}.`,
      async () => {
        for (const path of new Set([folder, temporaryFolder])) await makeFolders(session, path)
        await session.upload(probe, Buffer.from('probe'))
      },
    ],
    ['commit', `A file can be given its name in ${folder}.`, () => session.rename(probe, named)],
    ['clean-up', 'Files can be removed.', () => session.remove(named)],
  ]
  const placeOf = (stage: CheckStage): string => (stage === 'write' ? temporaryFolder : folder)
  try {
    yield* runCheck(steps, options.clock, (error, stage) => sftpError(error, `The stage ${stage} in ${placeOf(stage)}`))
  } finally {
    for (const path of [probe, named]) if (session.isOpen) await session.remove(path).catch(() => {})
    session.close()
  }
}
