import { CoupaError, type CoupaErrorOptions } from './coupa-error.ts'

/** What went wrong below HTTP. */
export type NetworkFailure =
  | 'host-unknown'
  | 'refused'
  | 'unreachable'
  | 'connect-timeout'
  | 'address-not-allowed'
  | 'proxy'
  | 'tls-expired'
  | 'tls-untrusted'
  | 'tls-name'
  | 'tls-protocol'
  | 'reset'
  | 'headers-timeout'
  | 'body-timeout'
  | 'total-timeout'
  | 'truncated'
  | 'too-large'
  | 'protocol'

export interface NetworkDetails {
  readonly failure: NetworkFailure
  readonly method: string
  /** Scheme, host and path; never user info or a query. */
  readonly url: string
  /** `not-sent` when the request provably did not reach the application, so that even a POST may be repeated. */
  readonly delivery: 'not-sent' | 'unknown'
  /** Further evidence: the address, the certificate's dates, names and issuer, the limit that ran out. */
  readonly evidence?: Readonly<Record<string, string | number | readonly string[]>> | undefined
}

/** The request or its answer got lost on the way. */
export class NetworkError extends CoupaError<NetworkDetails> {
  readonly code = 'COUPA_NETWORK'
  override readonly isRetryable: boolean

  constructor(message: string, details: NetworkDetails, options?: CoupaErrorOptions) {
    super(message, details, options)
    this.isRetryable = !isPermanent(details.failure)
  }
}

/** Faults that the same settings meet again on the same machine: a wrong name, a certificate, a limit of ours. */
function isPermanent(failure: NetworkFailure): boolean {
  switch (failure) {
    case 'address-not-allowed':
    case 'proxy':
    case 'tls-expired':
    case 'tls-untrusted':
    case 'tls-name':
    case 'tls-protocol':
    case 'too-large':
      return true
    default:
      return false
  }
}
