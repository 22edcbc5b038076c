import type { NetworkDetails, NetworkFailure } from '../../errors/network-error.ts'
export type FailureDetails = NonNullable<NetworkDetails['evidence']>

/** Why a connection could not be made; becomes a `NetworkError` once the request that wanted it is known. */
export class ConnectFailure extends Error {
  readonly failure: NetworkFailure
  readonly details: FailureDetails

  constructor(failure: NetworkFailure, message: string, details: FailureDetails = {}, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ConnectFailure'
    this.failure = failure
    this.details = details
  }
}

/** The code that Node and undici put on their errors, `''` when there is none. */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}
