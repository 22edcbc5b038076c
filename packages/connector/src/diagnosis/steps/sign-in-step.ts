import { NetworkError } from '../../errors/network-error.ts'
import { ScopeNotGrantedError, TokenResponseError } from '../../errors/token-errors.ts'
import { decodeJson } from '../../format/json/decode-json.ts'
import { doubtsOfScopes } from '../../settings/scope-doubts.ts'
import type { OAuth2Settings } from '../../settings/settings.ts'
import { requestToken } from '../../sign-in/request-token.ts'
import type { AccessToken } from '../../sign-in/token.ts'
import type { ClassifiedFailure } from '../classify/classified-failure.ts'
import { classifyNetworkError, classifyTimeout } from '../classify/classify-network-error.ts'
import { classifyTokenFailure } from '../classify/classify-token-failure.ts'
import { toCoreStage } from '../report/stages.ts'
import { observeTransport, type TimedAnswer } from './observe-transport.ts'
import { exchangeLimits, StepFailure, type TestContext } from './test-context.ts'
import { TimeLimitReached } from './time-budget.ts'
import { warnOfClock } from './warn-of-clock.ts'
import { watchParty } from './watch-party.ts'

/** A token answer takes some kilobytes even with hundreds of scopes. A larger one is something else. */
const maxTokenAnswerBytes = 1024 * 1024

/**
 * The token stages: connects, asks for a fresh token, reads it, compares scopes. Throws `StepFailure` with the outcome,
 * or the caller's own abort reason.
 */
export async function signInForTest(settings: OAuth2Settings, context: TestContext): Promise<AccessToken> {
  const { recorder, clock, budget } = context
  const watch = watchParty('token', settings.accessTokenUrl, context)
  watch.begin()
  const transport = context.openTransport()
  for (let attempt = 1; ; attempt++) {
    let answer: TimedAnswer | undefined
    const startedMs = clock.monotonicMs()
    const observed = observeTransport(transport, {
      clock,
      maxResponseBytes: maxTokenAnswerBytes,
      onAnswer: (seen) => {
        answer = seen
        strikeToken(seen, context)
        context.noteAnswer(seen, settings.accessTokenUrl, attempt)
        watch.moveTo('token-request')
        if (seen.status < 300) recorder.begin('token-parse')
      },
    })
    const { limitMs, timeouts } = exchangeLimits(context, context.timeouts.tokenAnswerMs)
    try {
      const token = await budget.run(limitMs, (signal) =>
        requestToken({ settings, transport: observed, clock, signal, timeouts, onProgress: watch.onProgress }),
      )
      checkToken(token, answer, settings, context)
      return token
    } catch (error) {
      const waitedMs = clock.monotonicMs() - startedMs
      const failure = classify(error, { answer, settings, context, waitedMs })
      if (!failure) throw error
      if (failure.code === 'RATE_LIMITED' && (await context.waitForRate(failure.facts.retryAfterMs, attempt))) continue
      watch.moveTo(failure.stage)
      throw new StepFailure(failure, { cause: error })
    }
  }
}

/** The token is a secret from the moment it arrives, even when the rest of the answer is useless. */
function strikeToken({ body }: TimedAnswer, { striker }: TestContext): void {
  try {
    const value = decodeJson(Buffer.from(body))
    if (typeof value !== 'object' || value === null) return
    for (const name of ['access_token', 'refresh_token', 'id_token']) {
      const token: unknown = Reflect.get(value, name)
      if (typeof token === 'string') striker.add(token)
    }
  } catch {
    // No JSON, so no token to strike out; whatever looks like one is struck out by its shape.
  }
}

function checkToken(
  token: AccessToken,
  answer: TimedAnswer | undefined,
  settings: OAuth2Settings,
  context: TestContext,
): void {
  const { recorder, striker, warn } = context
  striker.add(token.value.reveal())
  if (answer) warnOfClock(answer, new URL(settings.accessTokenUrl).host, context)
  recorder.begin('scope-check')
  if (token.grantedScopes === undefined) {
    warn('SCOPES_UNKNOWN', 'The token server does not say which scopes it granted, so they could not be compared.')
  }
  recorder.end('passed')
}

interface TokenAttempt {
  readonly answer: TimedAnswer | undefined
  readonly settings: OAuth2Settings
  readonly context: TestContext
  readonly waitedMs: number
}

/** Undefined for an error that is not an outcome of the token stages: the caller's abort, or a fault of this program. */
function classify(error: unknown, attempt: TokenAttempt): ClassifiedFailure | undefined {
  const { answer, settings, context, waitedMs } = attempt
  const { host: tokenHost } = new URL(settings.accessTokenUrl)
  const network = { party: 'token', host: tokenHost, current: toCoreStage(context.recorder.current), waitedMs } as const
  if (error instanceof TimeLimitReached) return classifyTimeout({ ...network, waitedMs: error.waitedMs })
  if (error instanceof NetworkError) {
    context.noteNetwork(error)
    return classifyNetworkError(error, network)
  }
  if (error instanceof ScopeNotGrantedError) {
    const { requested, granted, missing } = error.details
    return {
      code: 'SCOPE_NOT_GRANTED',
      stage: 'scope-check',
      facts: { host: tokenHost, tokenHost, requestedScopes: requested, grantedScopes: granted, missingScopes: missing },
    }
  }
  if (!answer) return undefined
  const failure = classifyTokenFailure(answer, {
    accessTokenUrl: settings.accessTokenUrl,
    url: settings.url,
    clientId: settings.clientId,
    requestedScopes: settings.scopes,
    nowMs: context.clock.now(),
    ...(error instanceof TokenResponseError ? { fault: error.details.why } : {}),
  })
  if (failure.code !== 'INVALID_SCOPE') return failure
  return { ...failure, facts: { ...failure.facts, scopeDoubts: doubtsOfScopes(settings.scopes) } }
}
