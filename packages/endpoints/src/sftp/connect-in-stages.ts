import type { CheckReport, CheckStage } from '../contract/check.ts'
import type { OpenOptions } from '../contract/destination-type.ts'
import type { EndpointError } from '../contract/endpoint-error.ts'
import { checkSettings, connect } from './connect.ts'
import { sftpError } from './sftp-error.ts'
import type { SftpSession } from './sftp-session.ts'

/** Connects, identifies and signs in, one report a stage. Returns the connection, or undefined where a stage failed. */
export async function* connectInStages(
  settings: Readonly<Record<string, string>>,
  options: Pick<OpenOptions, 'clock' | 'checkAddress' | 'signal'>,
): AsyncGenerator<CheckReport, SftpSession | undefined> {
  const { clock } = options
  let startedAtMs = clock.monotonicMs()
  const durationMs = (): number => {
    const endedAtMs = clock.monotonicMs()
    const duration = Math.round(endedAtMs - startedAtMs)
    startedAtMs = endedAtMs
    return duration
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
    const { code, message, remedy } = failure
    yield { stage: stageOf(failure, passed), status: 'failed', code, message, remedy, durationMs: durationMs() }
    return undefined
  }
  let isHandedOver = false
  try {
    yield* passed
    isHandedOver = true
    return session
  } finally {
    if (!isHandedOver) session.close()
  }
}

function stageOf({ code }: EndpointError, passed: readonly CheckReport[]): CheckStage {
  if (code === 'SETTING_INVALID') return 'settings'
  if (code === 'IDENTITY_MISMATCH') return 'identify'
  return passed.some(({ stage }) => stage === 'identify') ? 'sign-in' : 'connect'
}
