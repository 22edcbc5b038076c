import type { FieldProblem, RetryClass } from '../outcomes/outcome-definition.ts'
import type { TestOutcomeCode } from '../outcomes/outcomes.ts'
import type { CoreStageName, StageName, StageReport } from './stages.ts'

/** The result of a connection test: plain data without any secret, ready for JSON. */
export interface TestReport {
  readonly outcome: TestOutcomeCode
  /** The stage that failed, or the last one when all passed. A failed deeper probe counts as `probe`. */
  readonly stage: CoreStageName
  /** A few words, for a heading. */
  readonly title: string
  readonly message: string
  readonly remedy: string
  /** Null where there is nothing to try again. */
  readonly retry: RetryClass | null
  /** What the token carries; empty for an API key, and when the token server does not say. */
  readonly grantedScopes: readonly string[]
  readonly missingScopes: readonly string[]
  readonly stages: readonly StageReport[]
  /** One per deeper probe that was asked for and reached. */
  readonly probes: readonly ProbeReport[]
  /** Names given as probes that are not a readable resource of the catalog. Nothing was sent in that case. */
  readonly unknownProbes: readonly string[]
  /** Field by field, when the outcome is `SETTINGS_INVALID`. */
  readonly problems: readonly FieldProblem[]
  readonly warnings: readonly TestWarning[]
  /** A value that would probably mend the settings, for a form to offer. Accepting it is the person's decision. */
  readonly suggestedChange?: SuggestedChange
  readonly authenticationType?: 'oauth2' | 'api-key'
  /** Hosts of the service URL and of the access token URL. */
  readonly host?: string
  readonly tokenHost?: string
  readonly clientId?: string
  readonly tokenLifetimeSeconds?: number
  /** Changes with any edit of the settings, a new secret included; says nothing about their values. */
  readonly fingerprint?: string
  /** ISO 8601. */
  readonly startedAt: string
  readonly durationMs: number
  readonly details: TestDetails
}

/** A field of the settings, and the value that was probably meant. */
export interface SuggestedChange {
  readonly field: 'url' | 'accessTokenUrl' | 'scope'
  readonly value: string
}

/** What came of one deeper probe. */
export interface ProbeReport {
  readonly resource: string
  readonly outcome: TestOutcomeCode
  readonly message: string
  readonly remedy: string
  /** Scopes any one of which lets a client read the resource. Empty when none is known. */
  readonly requiredScopes: readonly string[]
}

/** Kinds of warnings. */
export type TestWarningCode =
  | 'API_KEY_DEPRECATED'
  | 'SETTINGS_DOUBTFUL'
  | 'TOKEN_HOST_DIFFERS'
  | 'SCOPES_UNKNOWN'
  | 'CLOCK_DIFFERENCE'
  | 'CERTIFICATE_EXPIRES'
  | 'OTHER_FORMAT'

/** Something that does not fail the test but will matter. */
export interface TestWarning {
  readonly code: TestWarningCode
  readonly message: string
}

/** For support: what was seen last, shortened, with every secret and token struck out. */
export interface TestDetails {
  readonly status?: number
  readonly mediaType?: string
  /** The other side's own name for the request, to look it up in its logs. */
  readonly correlationId?: string
  /** Scheme, host and path of a redirect. */
  readonly redirectTarget?: string
  readonly retryAfterSeconds?: number
  /** Error code of the token server. */
  readonly oauthError?: string
  /** The first 500 characters. */
  readonly body?: string
  /** What failed below HTTP, and what is known about it. */
  readonly networkFailure?: string
  readonly network?: Readonly<Record<string, string | number | readonly string[]>>
  /** How often the last request was sent. */
  readonly attempts?: number
}

/** What a running test tells: one pair of events a stage, and the end. */
export type TestEvent =
  | { readonly type: 'stage-started'; readonly stage: StageName; readonly at: string }
  | { readonly type: 'stage-finished'; readonly stage: StageReport; readonly at: string }
  | { readonly type: 'finished'; readonly report: TestReport }
