/** What can go wrong on purpose. */
export type FaultKind =
  /** 429, with or without Retry-After. */
  | 'too-many-requests'
  /** 500 with an HTML page. */
  | 'html-500'
  /** 503, with or without Retry-After. */
  | 'unavailable'
  /** Any other status, with an HTML page or a given body. */
  | 'status'
  /** The answer begins late. */
  | 'slow-headers'
  /** The body arrives in pieces, with pauses. */
  | 'slow-body'
  /** The connection ends in the middle of the body. */
  | 'cut-body'
  /** The connection is reset before anything is answered. */
  | 'reset'
  /** Content-Length is smaller or larger than the body. */
  | 'wrong-length'
  /** 200 with the HTML page where people sign in. */
  | 'login-page'
  /** 302 to that page. */
  | 'login-redirect'
  /** Broken JSON or XML under a good status. */
  | 'garbage'
  /** The request is carried out, then the connection is reset. */
  | 'drop-answer'
  /** 401 once, as from a token that is not active yet. */
  | 'unauthorized'
  /** Token endpoint: 401 with invalid_client. */
  | 'invalid-client'

/** All kinds, for checks and help. */
export const faultKinds: readonly FaultKind[] = [
  'too-many-requests',
  'html-500',
  'unavailable',
  'status',
  'slow-headers',
  'slow-body',
  'cut-body',
  'reset',
  'wrong-length',
  'login-page',
  'login-redirect',
  'garbage',
  'drop-answer',
  'unauthorized',
  'invalid-client',
]

/** When a fault happens, and how it looks. Conditions add up; without any it happens to the next API request. */
export interface FaultRule {
  readonly kind: FaultKind
  /** `api` by default. */
  readonly on?: 'api' | 'token'
  /** Only requests with this method. */
  readonly method?: string
  /** Only paths that contain this, or match it when it is a regular expression written as text between slashes. */
  readonly path?: string
  /** Matching requests to leave alone first; 0 by default. */
  readonly after?: number
  /** Every k-th matching request; 1 by default. */
  readonly every?: number
  /** How many times it happens; once by default, or without end when `every` is given. */
  readonly times?: number
  /** For `slow-…`: how long; 1,000 by default. */
  readonly delayMs?: number
  /** For `too-many-requests` and `unavailable`: Retry-After in seconds. */
  readonly retryAfterSeconds?: number
  /** Retry-After as a date instead of seconds. */
  readonly retryAfterAsDate?: boolean
  /** For `status`. */
  readonly status?: number
  /** For `status` and `garbage`. */
  readonly body?: string
  readonly contentType?: string
  /** For `wrong-length`: bytes added to the true length; -10 by default. */
  readonly lengthError?: number
}
