import type { Secret } from '../secrets/secret.ts'

/** An access token and what is known about it. Times are milliseconds since 1970 on this machine's clock. */
export interface AccessToken {
  readonly value: Secret
  readonly issuedAtMs: number
  readonly expiresAtMs: number
  /** From the response's `scope`, else from the token's own claims; undefined when neither says. */
  readonly grantedScopes: readonly string[] | undefined
}

/** A call's permission to act: the header to send, and what to do when Coupa refuses it. */
export interface Authorizer {
  /** Header name and value for the next request; waits for a token when there is none that serves. */
  authorize(options?: { signal?: AbortSignal | undefined }): Promise<Authorization>
  /**
   * Told that a request with this authorization got 401. Resolves when a repetition makes sense: the five seconds after
   * issue are over (F-025), or a new token is there. Throws what explains it when there is no sense in it.
   */
  refused(authorization: Authorization, options?: { signal?: AbortSignal | undefined }): Promise<void>
  /** Told that a request with this authorization was let in, so that a later 401 is known to be about something new. */
  accepted?(authorization: Authorization): void
}

export interface Authorization {
  readonly headerName: string
  readonly headerValue: Secret
  /** Set for OAuth. */
  readonly token?: AccessToken | undefined
}
