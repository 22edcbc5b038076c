import type { Settings } from '../settings/settings.ts'
import type { AccessToken } from '../sign-in/token.ts'
import type { ClassifiedFailure } from './classify/classified-failure.ts'
import { type DescribeResource, type ProbePlan, planProbes, taxCodeProbe } from './steps/plan-probes.ts'
import { askProbe, type ProbeSession } from './steps/probe-step.ts'
import { type OpenedSettings, openSettings, type SettingsSource } from './steps/settings-step.ts'
import { signInForTest } from './steps/sign-in-step.ts'
import { StepFailure, type TestContext } from './steps/test-context.ts'
import { watchParty } from './steps/watch-party.ts'

/** The findings of a run, filled in as it proceeds, so that a run that breaks off has a report too. */
export interface Findings {
  opened?: OpenedSettings
  token?: AccessToken
  unknownProbes: readonly string[]
  probes: ProbeFinding[]
}

/** What came of one deeper probe. */
export interface ProbeFinding {
  readonly plan: ProbePlan
  readonly resource: string
  /** Undefined when the record could be read. */
  readonly failure: ClassifiedFailure | undefined
}

/** What a run needs besides the context that its steps share. */
export interface StagesOptions {
  readonly source: SettingsSource
  readonly probes: readonly string[]
  readonly loadCatalog: () => Promise<DescribeResource>
  readonly findings: Findings
}

/**
 * Runs the stages in their order. Resolves when everything passed, throws `StepFailure` at the
 * first that did not. Deeper probes do not stop one another: the first failure is thrown after the last of them.
 */
export async function runStages(
  { source, probes, loadCatalog, findings }: StagesOptions,
  context: TestContext,
): Promise<void> {
  const { recorder } = context
  recorder.begin('settings')
  const opened = await openSettings(source, context)
  findings.opened = opened
  const plans = await plan(probes, loadCatalog, findings)
  recorder.end('passed')

  const { settings } = opened
  if (settings.authenticationType === 'oauth2') findings.token = await signInForTest(settings, context)
  else skipTokenStages(context)

  const session = openSession(settings, findings.token, context)
  const forbidden = await probeTaxCodes(session, context)
  for (const probe of plans) findings.probes.push(await probeResource(probe, session, context))
  const failure = forbidden ?? findings.probes.find((probe) => probe.failure !== undefined)?.failure
  if (failure) throw new StepFailure(failure)
}

async function plan(
  probes: readonly string[],
  loadCatalog: StagesOptions['loadCatalog'],
  findings: Findings,
): Promise<readonly ProbePlan[]> {
  if (probes.length === 0) return []
  const { plans, unknown, problems } = planProbes(probes, await loadCatalog())
  findings.unknownProbes = unknown
  if (problems.length > 0) throw new StepFailure({ code: 'SETTINGS_INVALID', stage: 'settings', facts: { problems } })
  return plans
}

function skipTokenStages({ recorder }: TestContext): void {
  for (const stage of ['token-connect', 'token-tls', 'token-request', 'token-parse', 'scope-check'] as const) {
    recorder.skip(stage, 'an API key needs no token')
  }
}

/** The service gets a transport of its own: a connection kept from the token server on the same host would hide its stages. */
function openSession(settings: Settings, token: AccessToken | undefined, context: TestContext): ProbeSession {
  return { settings, token, transport: context.openTransport(), watch: watchParty('service', settings.url, context) }
}

/** Returns a refusal of Tax Codes, after which deeper probes still have something to say. Throws other failures. */
async function probeTaxCodes(session: ProbeSession, context: TestContext): Promise<ClassifiedFailure | undefined> {
  const { recorder } = context
  session.watch.begin()
  const result = await askProbe(taxCodeProbe, session, context)
  if (result.code !== 'OK') {
    session.watch.moveTo(result.stage)
    if (result.code !== 'TAX_CODE_FORBIDDEN') throw new StepFailure(result)
    recorder.end('failed', result.code)
    return result
  }
  recorder.begin('classify')
  if (result.format !== context.format) {
    context.warn(
      'OTHER_FORMAT',
      `The service answered in ${result.format.toUpperCase()} although ${context.format.toUpperCase()} was asked for.`,
    )
  }
  recorder.end('passed')
  return undefined
}

async function probeResource(plan: ProbePlan, session: ProbeSession, context: TestContext): Promise<ProbeFinding> {
  const { recorder } = context
  const resource = plan.resource ?? plan.path
  recorder.begin(`probe:${resource}`)
  const result = await askProbe(plan, session, context)
  const failure = result.code === 'OK' ? undefined : { ...result, stage: 'probe' as const }
  recorder.end(failure ? 'failed' : 'passed', failure?.code)
  return { plan, resource, failure }
}
