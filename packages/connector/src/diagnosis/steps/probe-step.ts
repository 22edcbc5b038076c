import { NetworkError } from '../../errors/network-error.ts'
import type { Transport } from '../../http/transport/transport.ts'
import type { Settings } from '../../settings/settings.ts'
import type { AccessToken } from '../../sign-in/token.ts'
import type { ClassifiedFailure } from '../classify/classified-failure.ts'
import { classifyNetworkError, classifyTimeout } from '../classify/classify-network-error.ts'
import { classifyProbeAnswer, type ProbePassed } from '../classify/classify-probe-answer.ts'
import { toCoreStage } from '../report/stages.ts'
import { observeTransport, type TimedAnswer } from './observe-transport.ts'
import type { ProbePlan } from './plan-probes.ts'
import { exchangeLimits, type TestContext } from './test-context.ts'
import { TimeLimitReached } from './time-budget.ts'
import { warnOfClock } from './warn-of-clock.ts'
import type { PartyWatch } from './watch-party.ts'

/** Coupa asks for this much time between the issue of a token and its first use (F-025). */
const tokenActivationMs = 5000

/** One record, found by id where possible, is small. A resource without ids may be larger. */
const maxProbeAnswerBytes = 16 * 1024 * 1024

/** What all probes of one test share: the settings, the token, one connection to the service. */
export interface ProbeSession {
  readonly settings: Settings
  /** Absent for an API key. */
  readonly token: AccessToken | undefined
  readonly transport: Transport
  readonly watch: PartyWatch
}

/** Reads what the plan names and judges the answer. Throws only the caller's abort reason and faults of this program. */
export async function askProbe(
  plan: ProbePlan,
  session: ProbeSession,
  context: TestContext,
): Promise<ProbePassed | ClassifiedFailure> {
  let mayWaitForToken = true
  for (let attempt = 1, refusals = 1; ; attempt++) {
    const answer = await send(plan, session, context, attempt)
    if ('code' in answer) return answer
    const judged = await judge(answer, plan, session, context)
    if (judged.code === 'OK') return judged
    if (judged.code === 'RATE_LIMITED') {
      if (await context.waitForRate(judged.facts.retryAfterMs, refusals++)) continue
      return judged
    }
    const waitMs = answer.status === 401 && mayWaitForToken ? activationWaitMs(answer, session, context) : 0
    if (waitMs <= 0 || waitMs >= context.budget.remainingMs()) return judged
    mayWaitForToken = false
    await context.budget.run(waitMs + 1000, (signal) => context.clock.sleep(waitMs, signal))
  }
}

/** How long a token that was refused right after its issue still has to wait. 0 when it was old enough. */
function activationWaitMs(answer: TimedAnswer, { token }: ProbeSession, { clock }: TestContext): number {
  if (!token || answer.sentAtMs - token.issuedAtMs >= tokenActivationMs) return 0
  return Math.max(1, token.issuedAtMs + tokenActivationMs - clock.now())
}

async function send(
  plan: ProbePlan,
  { settings, token, transport, watch }: ProbeSession,
  context: TestContext,
  attempt: number,
): Promise<TimedAnswer | ClassifiedFailure> {
  const { clock, budget, recorder } = context
  const requestUrl = urlOf(plan, settings)
  const { host } = new URL(settings.url)
  let answer: TimedAnswer | undefined
  const observed = observeTransport(transport, {
    clock,
    maxResponseBytes: maxProbeAnswerBytes,
    onAnswer: (seen) => {
      answer = seen
      context.noteAnswer(seen, requestUrl, attempt)
      watch.moveTo('probe')
      warnOfClock(seen, host, context)
    },
  })
  const startedMs = clock.monotonicMs()
  const { limitMs, timeouts } = exchangeLimits(context, context.timeouts.probeAnswerMs)
  const headers = { ...mediaHeaders(context), ...authorizationOf(settings, token) }
  try {
    await budget.run(limitMs, (signal) =>
      observed.send({ method: 'GET', url: requestUrl, headers, signal, timeouts, onProgress: watch.onProgress }),
    )
  } catch (error) {
    const network = {
      party: 'service',
      host,
      current: toCoreStage(recorder.current),
      waitedMs: clock.monotonicMs() - startedMs,
    } as const
    if (error instanceof TimeLimitReached) return classifyTimeout({ ...network, waitedMs: error.waitedMs })
    if (!(error instanceof NetworkError)) throw error
    context.noteNetwork(error)
    return classifyNetworkError(error, network)
  }
  if (!answer) throw new TypeError('The transport gave no answer')
  return answer
}

function judge(
  answer: TimedAnswer,
  plan: ProbePlan,
  { settings, token }: ProbeSession,
  { clock }: TestContext,
): Promise<ProbePassed | ClassifiedFailure> {
  const isOAuth = settings.authenticationType === 'oauth2'
  return classifyProbeAnswer(answer, {
    url: settings.url,
    requestUrl: urlOf(plan, settings),
    tokenHost: isOAuth ? new URL(settings.accessTokenUrl).host : undefined,
    usesApiKey: !isOAuth,
    requestedScopes: isOAuth ? settings.scopes : [],
    grantedScopes: token?.grantedScopes,
    xmlRoots: plan.xmlRoots,
    resource: plan.resource,
    requiredScopes: plan.requiredScopes,
    nowMs: clock.now(),
  })
}

function urlOf({ path, search }: ProbePlan, { url }: Settings): string {
  return `${url}/${path}?${search}`
}

/** Both must be set and of the same kind (F-081). */
function mediaHeaders({ format }: TestContext): Record<string, string> {
  const mediaType = `application/${format}`
  return { accept: mediaType, 'content-type': mediaType }
}

function authorizationOf(settings: Settings, token: AccessToken | undefined): Record<string, string> {
  if (settings.authenticationType === 'api-key') return { 'x-coupa-api-key': settings.token.reveal() }
  return token ? { authorization: `Bearer ${token.value.reveal()}` } : {}
}
