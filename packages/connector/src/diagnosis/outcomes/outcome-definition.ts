import type { ScopeDoubts } from '../../settings/words-for-doubts.ts'

/** Whether a new attempt makes sense only after a change of the settings, or with the same ones. */
export type RetryClass = 'change-settings' | 'same-settings'

/** One row of the table of outcomes: its title, who decides it, and its sentences for people. */
export interface OutcomeDefinition {
  /** A few words, for a heading. */
  readonly title: string
  /** `connector`: a running test can end this way. `hub`: only a program that dispatches tests to containers can decide it. */
  readonly producedBy: 'connector' | 'hub'
  /** Null where there is nothing to try again. */
  readonly retry: RetryClass | null
  /** What happened, on which host, in one or two sentences. */
  readonly message: (facts: OutcomeFacts) => string
  /** What to do about it. */
  readonly remedy: (facts: OutcomeFacts) => string
}

/** A missing or malformed field of the settings, as the settings check reports it. Never holds a secret. */
export interface FieldProblem {
  readonly field: string
  readonly message: string
  /** How to put it right. */
  readonly suggestion?: string | undefined
  /** The value that was probably meant, for a form to offer. */
  readonly suggestedValue?: string | undefined
}

/** What is known about a certificate that was not accepted. */
export interface CertificateFacts {
  /** Dates as the certificate or the error gives them. */
  readonly validFrom?: string | undefined
  readonly expiresAt?: string | undefined
  readonly issuer?: string | undefined
  /** The host names that the certificate is made out to. */
  readonly names?: readonly string[] | undefined
}

/**
 * The facts that the sentences of an outcome are made from. All are optional: a builder says less when it knows less.
 * Nothing here is ever a secret; texts from outside have had secrets struck out before they get here.
 */
export interface OutcomeFacts {
  /** Host of the service URL and of the access token URL. */
  readonly host?: string | undefined
  readonly tokenHost?: string | undefined
  readonly url?: string | undefined
  readonly accessTokenUrl?: string | undefined
  /** A URL that is likely to be right. */
  readonly suggestedUrl?: string | undefined
  readonly problems?: readonly FieldProblem[] | undefined
  /** Where the test ran, if that is a container, and when it last gave a sign of life. */
  readonly container?: string | undefined
  readonly lastSeenAt?: string | undefined
  readonly requiredVersion?: string | undefined
  /** How long was waited before giving up. */
  readonly waitedMs?: number | undefined
  /** The stage that hung, in words: `connecting`, `encrypting`, `answering`. */
  readonly hungWhile?: 'connecting' | 'encrypting' | 'answering' | undefined
  readonly address?: string | undefined
  readonly proxy?: string | undefined
  readonly certificate?: CertificateFacts | undefined
  /** What the other side or the machine said, shortened. */
  readonly reason?: string | undefined
  readonly clientId?: string | undefined
  /** Scopes that were requested, that the token carries, that are missing, and any one of which would do for a probe. */
  readonly requestedScopes?: readonly string[] | undefined
  readonly grantedScopes?: readonly string[] | undefined
  readonly missingScopes?: readonly string[] | undefined
  readonly requiredScopes?: readonly string[] | undefined
  /** What is doubtful about scopes that were refused. */
  readonly scopeDoubts?: ScopeDoubts | undefined
  /** Resource of a deeper probe. */
  readonly resource?: string | undefined
  /** What kind of content came instead of records, in words: `a web page titled "Log in"`. */
  readonly contentSeen?: string | undefined
  /** Where a redirect leads: scheme, host and path. */
  readonly redirectTarget?: string | undefined
  readonly retryAfterMs?: number | undefined
  readonly tokenLifetimeSeconds?: number | undefined
  readonly usesApiKey?: boolean | undefined
}
