import { isCoupaError } from '@coupa-connector/connector'
import { UsageError } from '../command/usage-error.ts'
import { describeError } from '../terminal/report-error.ts'

/** What went wrong, for people who read the messages of a platform. */
export interface Failure {
  /** Cause and remedy. */
  readonly message: string
  /** Who can mend it: a person by other settings, time, or a programmer. */
  readonly kind: 'settings' | 'transient' | 'fault'
  /** Whether it stops the reading of other streams, too. */
  readonly stopsAll: boolean
  readonly exitCode: number
  /** Where in the program it happened; only of faults. */
  readonly stack: string | undefined
}

/** Says what an error means to somebody who configured a reader. */
export async function describeFailure(error: unknown): Promise<Failure> {
  const { text, exitCode } = await words(error)
  const code = isCoupaError(error) ? error.code : undefined
  const kind = kindOf(error, code)
  return {
    message: text,
    kind,
    stopsAll: code === undefined ? !(error instanceof UsageError) : codesOfConnection.has(code),
    exitCode,
    stack: kind === 'fault' && error instanceof Error ? error.stack : undefined,
  }
}

async function words(error: unknown): Promise<{ readonly text: string; readonly exitCode: number }> {
  if (!isCoupaError(error) || error.code !== 'COUPA_SETTINGS_INVALID') return await describeError(error)
  const lines = error.details.problems.map(({ message, suggestion }) => `${message} ${suggestion}`.trim())
  return { text: ['The settings cannot be used; nothing was sent.', ...lines].join('\n'), exitCode: 2 }
}

function kindOf(error: unknown, code: string | undefined): Failure['kind'] {
  if (error instanceof UsageError) return 'settings'
  if (!isCoupaError(error) || code === undefined) return 'fault'
  if (error.isRetryable || codesThatPass.has(code)) return 'transient'
  return codesOfSettings.has(code) ? 'settings' : 'fault'
}

/** Errors that every other stream would end in. */
const codesOfConnection: ReadonlySet<string> = new Set([
  'COUPA_SETTINGS_INVALID',
  'COUPA_NETWORK',
  'COUPA_TOKEN_REFUSED',
  'COUPA_TOKEN_RESPONSE',
  'COUPA_SCOPE_NOT_GRANTED',
  'COUPA_UNAUTHORIZED',
  'COUPA_RATE_LIMITED',
  'COUPA_REDIRECTED',
  'COUPA_TIMEOUT',
])

const codesThatPass: ReadonlySet<string> = new Set([
  'COUPA_NETWORK',
  'COUPA_RATE_LIMITED',
  'COUPA_TIMEOUT',
  'COUPA_PAGING',
])

const codesOfSettings: ReadonlySet<string> = new Set([
  'COUPA_SETTINGS_INVALID',
  'COUPA_OPTIONS_INVALID',
  'COUPA_TOKEN_REFUSED',
  'COUPA_TOKEN_RESPONSE',
  'COUPA_SCOPE_NOT_GRANTED',
  'COUPA_UNAUTHORIZED',
  'COUPA_FORBIDDEN',
  'COUPA_REDIRECTED',
  'COUPA_NOT_FOUND',
  'COUPA_VALIDATION',
  'COUPA_CHECKPOINT',
])
