import { randomUUID } from 'node:crypto'
import type { CheckReport, CheckStage } from '../contract/check.ts'
import type { OpenOptions } from '../contract/destination-type.ts'
import type { EndpointError } from '../contract/endpoint-error.ts'
import { checkSettings, connect } from './connect.ts'
import { makeFolders } from './make-folders.ts'
import { sftpError } from './sftp-error.ts'
import type { SftpSession } from './sftp-session.ts'

/** Connects, identifies, signs in, writes a file under a temporary name, gives it another name, and removes it. */
export async function* checkServer(
  settings: Readonly<Record<string, string>>,
  options: OpenOptions,
): AsyncGenerator<CheckReport> {
  const { folder = '', temporaryFolder = folder } = settings
  const { clock } = options
  let startedAtMs = clock.monotonicMs()
  const durationMs = (): number => {
    const endedAtMs = clock.monotonicMs()
    const duration = Math.round(endedAtMs - startedAtMs)
    startedAtMs = endedAtMs
    return duration
  }
  const failed = (stage: CheckStage, { code, message, remedy }: EndpointError): CheckReport => {
    return { stage, status: 'failed', code, message, remedy, durationMs: durationMs() }
  }
  const passed: CheckReport[] = []
  const onStage = (stage: CheckStage, message: string): void => {
    if (passed.some((report) => report.stage === stage)) return
    passed.push({ stage, status: 'passed', message, durationMs: durationMs() })
  }

  let session: SftpSession
  try {
    await checkSettings(settings)
    session = await connect(settings, { ...options, onStage })
  } catch (error) {
    yield* passed
    const failure = sftpError(error, 'Connecting')
    yield failed(stageOf(failure, passed), failure)
    return
  }
  yield* passed

  const probe = `${temporaryFolder}/.coupa-connector.probe-${randomUUID()}`
  const named = `${folder}/.coupa-connector.probe-${randomUUID()}`
  const steps: readonly (readonly [CheckStage, string, () => Promise<unknown>])[] = [
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
  try {
    for (const [stage, message, work] of steps) {
      try {
        await work()
        yield { stage, status: 'passed', message, durationMs: durationMs() }
      } catch (error) {
        yield failed(stage, sftpError(error, `The stage ${stage} in ${stage === 'write' ? temporaryFolder : folder}`))
        return
      }
    }
  } finally {
    for (const path of [probe, named]) if (session.isOpen) await session.remove(path).catch(() => {})
    session.close()
  }
}

function stageOf({ code }: EndpointError, passed: readonly CheckReport[]): CheckStage {
  if (code === 'SETTING_INVALID') return 'settings'
  if (code === 'IDENTITY_MISMATCH') return 'identify'
  return passed.some(({ stage }) => stage === 'identify') ? 'sign-in' : 'connect'
}
