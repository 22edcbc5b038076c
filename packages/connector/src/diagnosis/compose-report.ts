import type { ClassifiedFailure } from './classify/classified-failure.ts'
import type { OutcomeFacts } from './outcomes/outcome-definition.ts'
import { type TestOutcomeCode, testOutcomes } from './outcomes/outcomes.ts'
import type { CoreStageName, StageReport } from './report/stages.ts'
import type { ProbeReport, SuggestedChange, TestDetails, TestReport, TestWarning } from './report/test-report.ts'
import type { Findings, ProbeFinding } from './run-stages.ts'

/** How a run ended. */
export interface Conclusion {
  /** Undefined when everything passed. */
  readonly failure: ClassifiedFailure | undefined
  readonly stage: CoreStageName
}

/** Everything that a report is made of. */
export interface ReportParts {
  readonly conclusion: Conclusion
  readonly findings: Findings
  readonly stages: readonly StageReport[]
  readonly warnings: readonly TestWarning[]
  readonly details: TestDetails
  readonly container: string | undefined
  readonly startedAt: string
  readonly durationMs: number
}

/** Builds the report. The sentences come from the table of outcomes, the facts from the run. */
export function composeReport({ conclusion, findings, details, container, ...rest }: ReportParts): TestReport {
  const { failure, stage } = conclusion
  const { opened, token, unknownProbes, probes } = findings
  const settings = opened?.settings
  const isOAuth = settings?.authenticationType === 'oauth2'
  const tokenLifetimeSeconds = token ? Math.round((token.expiresAtMs - token.issuedAtMs) / 1000) : undefined
  const facts: OutcomeFacts = {
    ...(settings ? { host: new URL(settings.url).host, usesApiKey: !isOAuth } : {}),
    ...(isOAuth ? { tokenHost: new URL(settings.accessTokenUrl).host } : {}),
    tokenLifetimeSeconds,
    container,
    ...failure?.facts,
  }
  const outcome = failure?.code ?? (settings && !isOAuth ? 'OK_DEPRECATED_AUTH' : 'OK')
  return {
    outcome,
    stage,
    ...wordsFor(outcome, facts),
    grantedScopes: token?.grantedScopes ?? failure?.facts.grantedScopes ?? [],
    missingScopes: missingScopes(failure, probes),
    probes: probes.map((probe) => probeReport(probe, facts)),
    unknownProbes,
    problems: failure?.facts.problems ?? [],
    ...suggestedChange(failure),
    ...(settings ? { authenticationType: settings.authenticationType, host: new URL(settings.url).host } : {}),
    ...(isOAuth ? { tokenHost: new URL(settings.accessTokenUrl).host, clientId: settings.clientId } : {}),
    ...(tokenLifetimeSeconds === undefined ? {} : { tokenLifetimeSeconds }),
    ...(opened ? { fingerprint: opened.fingerprint } : {}),
    details: { ...details, ...(failure?.oauthError === undefined ? {} : { oauthError: failure.oauthError }) },
    ...rest,
  }
}

function wordsFor(
  code: TestOutcomeCode,
  facts: OutcomeFacts,
): Pick<TestReport, 'title' | 'message' | 'remedy' | 'retry'> {
  const { title, message, remedy, retry } = testOutcomes[code]
  const about = facts.resource === undefined || namesResource(code) ? '' : `Reading ${facts.resource}: `
  return { title, message: `${about}${message(facts)}`, remedy: remedy(facts), retry }
}

function namesResource(code: TestOutcomeCode): boolean {
  return code === 'PROBE_FORBIDDEN' || code === 'PROBE_UNAVAILABLE'
}

function probeReport({ plan, resource, failure }: ProbeFinding, shared: OutcomeFacts): ProbeReport {
  const { requiredScopes } = plan
  if (!failure)
    return {
      resource,
      outcome: 'OK',
      message: `One record of ${resource} was read, or there is none.`,
      remedy: '',
      requiredScopes,
    }
  const { message, remedy } = wordsFor(failure.code, { ...shared, ...failure.facts })
  return { resource, outcome: failure.code, message, remedy, requiredScopes }
}

/** Only where the field itself is what failed: other failures know a usual URL too, and it is not what is wrong there. */
function suggestedChange(failure: ClassifiedFailure | undefined): { readonly suggestedChange?: SuggestedChange } {
  const scope = failure?.code === 'INVALID_SCOPE' ? failure.facts.scopeDoubts?.suggestedScope : undefined
  if (scope !== undefined) return { suggestedChange: { field: 'scope', value: scope } }
  const value = failure?.facts.suggestedUrl
  const field = failure && fieldAtFault[failure.code]
  // Without a host to suggest, the sentences show a pattern.
  return value !== undefined && field !== undefined && URL.canParse(value) ? { suggestedChange: { field, value } } : {}
}

const fieldAtFault: Readonly<Partial<Record<TestOutcomeCode, SuggestedChange['field']>>> = {
  URL_MISSING_API: 'url',
  URL_WRONG_PATH: 'url',
  URL_REDIRECTS: 'url',
  TOKEN_URL_WRONG: 'accessTokenUrl',
}

/** Scopes whose absence made the test fail: requested but not granted, or needed for something that was refused. */
function missingScopes(failure: ClassifiedFailure | undefined, probes: readonly ProbeFinding[]): readonly string[] {
  const failures = [failure, ...probes.map((probe) => probe.failure)].filter((one) => one !== undefined)
  const missing = failures.flatMap(({ code, facts }) => {
    if (code === 'SCOPE_NOT_GRANTED') return facts.missingScopes ?? []
    if (code !== 'TAX_CODE_FORBIDDEN' && code !== 'PROBE_FORBIDDEN') return []
    const { requiredScopes = [], requestedScopes = [], usesApiKey, contentSeen } = facts
    const grantedScopes = facts.grantedScopes ?? requestedScopes
    // A web page says nothing of scopes.
    if (usesApiKey || contentSeen !== undefined || requiredScopes.some((scope) => grantedScopes.includes(scope)))
      return []
    return requiredScopes.slice(0, 1)
  })
  return [...new Set(missing)]
}
