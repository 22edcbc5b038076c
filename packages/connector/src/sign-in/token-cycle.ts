import { UnauthorizedError } from '../errors/answer-errors.ts'
import { isCoupaError } from '../errors/is-coupa-error.ts'
import { TokenResponseError } from '../errors/token-errors.ts'
import { TimeoutError } from '../errors/unfinished-errors.ts'
import { type Clock, systemClock } from '../runtime/clock.ts'
import type { Counters, Log } from '../runtime/observer.ts'
import type { OAuth2Settings } from '../settings/settings.ts'
import { createHeldTokens, type HeldToken } from './held-tokens.ts'
import type { AccessToken, Authorization, Authorizer } from './token.ts'
import { createTokenSource } from './token-source.ts'
import { createMemoryTokenStore, type TokenStore } from './token-store.ts'
import { activationMs, attemptRestMs, renewalRestMs } from './token-windows.ts'
import { waitUnlessAborted } from './wait-unless-aborted.ts'

export interface TokenCycleOptions {
  /** Asks the token server once. The signal is the cycle's own: no caller's abort reaches it. */
  readonly request: (options: { signal: AbortSignal }) => Promise<AccessToken>
  /** Default: this process's memory, for this cycle alone. */
  readonly store?: TokenStore | undefined
  /** Under what the token is stored: `tokenCacheKey`. Required with a store that others use too. */
  readonly key?: string | undefined
  /** Named in errors. */
  readonly settings?: Pick<OAuth2Settings, 'url' | 'accessTokenUrl'> | undefined
  readonly clock?: Clock | undefined
  /** From 0 up to 1; spreads renewals and repetitions. */
  readonly random?: (() => number) | undefined
  readonly log?: Log | undefined
  readonly counters?: Pick<Counters, 'tokenRequests' | 'tokenRenewals'> | undefined
  /**
   * What to do about the five seconds between issue and first use (F-025): `ahead` waits them out before a
   * fresh token is used; `on-refusal` uses it at once and waits when it is refused. Default: `on-refusal`, because most
   * tokens work at once, and a renewed token is held back anyway while the old one serves.
   */
  readonly activationWait?: 'on-refusal' | 'ahead' | undefined
  /** How long callers wait for a token while the token server fails, repetitions included. Default: 60 s. */
  readonly giveUpAfterMs?: number | undefined
}

/** `empty`: no token. `requesting`: callers wait for one. `serving`: there is one. `renewing`: the next is on its way. */
export type TokenCycleState = 'empty' | 'requesting' | 'serving' | 'renewing'

export interface TokenCycle extends Authorizer, AsyncDisposable {
  readonly state: TokenCycleState
  /** When the serving token ends and from when on it should be renewed, in milliseconds since 1970. */
  readonly expiresAtMs: number | undefined
  readonly renewalDueAtMs: number | undefined
  /** What the last attempt to get a token failed with; undefined after a success. */
  readonly lastFailure: unknown
  /** Makes every token known so far unusable, also in the store, and answers still under way unwanted. */
  invalidate(): Promise<void>
  /** Ends a request under way and resolves when it has ended. Afterwards `authorize` throws. */
  close(): Promise<void>
}

interface Acquisition {
  readonly promise: Promise<void>
  readonly controller: AbortController
}

/** A replacement that is refused within this time of its issue, without having served anybody, is no good. */
const freshForMs = 60_000
/** Attempts for callers that wait; being asked to slow down does not count as one. */
const maxAttempts = 5

/**
 * Keeps one access token going for any number of callers.
 *
 * `HeldTokens` says which token serves; this is how the next one is obtained. There is at most one *acquisition* under way,
 * shared by all; it clears itself only if it is still the one under way.
 * - While the current token serves but should be renewed, a call starts an acquisition in the background and goes on.
 *   When that fails, calls go on and the following attempts keep growing distances. No timer runs between calls.
 * - Without a current token callers wait for the acquisition, which repeats passing failures until it gives up.
 * - `invalidate` ends the acquisition under way; should its answer come nevertheless, it is thrown away.
 */
export function createTokenCycle({
  request,
  store = createMemoryTokenStore(),
  key = 'token',
  settings,
  clock = systemClock,
  random = Math.random,
  log,
  counters,
  activationWait = 'on-refusal',
  giveUpAfterMs = 60_000,
}: TokenCycleOptions): TokenCycle {
  const tokens = createHeldTokens({ clock, random })
  const source = createTokenSource({ request, store, key, log, counters })
  const closing = new AbortController()
  const handedOut = new WeakMap<Authorization, { readonly held: HeldToken; readonly ageMs: number }>()
  const running = new Set<Promise<unknown>>()
  let acquisition: Acquisition | undefined
  let lastFailure: unknown
  let renewalFailures = 0
  let renewalRestsUntilMonotonicMs = 0
  let waitedFailures = 0
  let waitedRestsUntilMonotonicMs = 0

  return {
    authorize,
    refused,
    accepted: (authorization) => {
      const handed = handedOut.get(authorization)
      if (handed) handed.held.hasServed = true
    },
    invalidate,
    close,
    [Symbol.asyncDispose]: close,
    get state() {
      if (acquisition) return tokens.serving() ? 'renewing' : 'requesting'
      return tokens.serving() ? 'serving' : 'empty'
    },
    get expiresAtMs() {
      return tokens.serving()?.token.expiresAtMs
    },
    get renewalDueAtMs() {
      return tokens.serving()?.renewalDueAtMs
    },
    get lastFailure() {
      return lastFailure
    },
  }

  async function authorize({ signal }: { signal?: AbortSignal | undefined } = {}): Promise<Authorization> {
    const held = await ready(signal)
    const authorization: Authorization = {
      headerName: 'authorization',
      headerValue: held.headerValue,
      token: held.token,
    }
    handedOut.set(authorization, { held, ageMs: tokens.ageMs(held) })
    return authorization
  }

  async function refused(
    authorization: Authorization,
    { signal }: { signal?: AbortSignal | undefined } = {},
  ): Promise<void> {
    const handed = handedOut.get(authorization)
    if (!handed) throw new TypeError('refused() takes an authorization that this authorizer has given')
    const { held } = handed
    if (held.verdict) throw held.verdict
    if (!tokens.isRefused(held.token)) {
      if (handed.ageMs < activationMs) {
        return rest(activationMs - tokens.ageMs(held), signal)
      }
      tokens.drop(held)
      void track(source.forget(held.token))
      if (held.isReplacement && !held.hasServed && handed.ageMs < freshForMs) {
        held.verdict = unauthorized()
        throw held.verdict
      }
    }
    await ready(signal)
  }

  async function invalidate(): Promise<void> {
    acquisition?.controller.abort(new TypeError('The token was invalidated'))
    acquisition = undefined
    for (const token of tokens.dropAll()) await source.forget(token)
  }

  async function close(): Promise<void> {
    closing.abort(new TypeError('The token cycle was closed'))
    await Promise.allSettled(running)
  }

  /** The token to use now; starts renewal where it is due, and waits where there is none. */
  async function ready(signal: AbortSignal | undefined): Promise<HeldToken> {
    for (;;) {
      signal?.throwIfAborted()
      closing.signal.throwIfAborted()
      const held = tokens.serving()
      if (!held) {
        await waitUnlessAborted((acquisition ?? start(acquireForWaiting)).promise, signal)
        continue
      }
      if (isRenewalDue(held)) start(renewAhead)
      const activationLeftMs = activationMs - tokens.ageMs(held)
      const isWaitOfUse = activationWait === 'ahead' && clock.now() + activationLeftMs < held.servesUntilMs
      if (activationLeftMs <= 0 || !isWaitOfUse) return held
      await clock.sleep(activationLeftMs, signal)
    }
  }

  function isRenewalDue(held: HeldToken): boolean {
    return tokens.lacksNext(held) && acquisition === undefined && clock.monotonicMs() >= renewalRestsUntilMonotonicMs
  }

  function start(work: (own: AbortSignal) => Promise<void>): Acquisition {
    const controller = new AbortController()
    const promise = work(controller.signal).finally(() => {
      if (acquisition === mine) acquisition = undefined
    })
    // Whoever waits sees the failure; when nobody does, it must not become an unhandled rejection.
    promise.catch(() => {})
    const mine: Acquisition = { promise, controller }
    acquisition = mine
    return mine
  }

  /** One attempt in the background. It never throws: whoever has come to wait for it goes on to wait for another. */
  async function renewAhead(own: AbortSignal): Promise<void> {
    const old = tokens.serving()
    const lifetimeMs = old ? old.token.expiresAtMs - old.token.issuedAtMs : 0
    const limitMs = Math.min(giveUpAfterMs, Math.max(5_000, lifetimeMs / 6))
    try {
      await withinLimit(limitMs, own, (signal) =>
        acquire(signal, (token) => tokens.isGood(token) && !tokens.isDue(token)),
      )
    } catch (error) {
      if (own.aborted || closing.signal.aborted) return
      lastFailure = error
      renewalFailures++
      const isRetryable = isCoupaError(error) && error.isRetryable
      const restMs = Math.max(
        renewalRestMs({ failures: renewalFailures, lifetimeMs, isRetryable, random }),
        retryAfterMsOf(error),
      )
      renewalRestsUntilMonotonicMs = clock.monotonicMs() + restMs
      log?.warn(
        {
          code: codeOf(error),
          reason: isCoupaError(error) ? error.message : undefined,
          failures: renewalFailures,
          restMs,
          expiresAtMs: old?.token.expiresAtMs,
        },
        'Renewing the access token failed; the old one still serves',
      )
    }
  }

  /** For callers without a token: repeats what may pass, and spreads the attempts of callers that keep coming back. */
  async function acquireForWaiting(own: AbortSignal): Promise<void> {
    const endsAtMonotonicMs = clock.monotonicMs() + giveUpAfterMs
    let attemptFailure: unknown
    try {
      await withinLimit(giveUpAfterMs, own, async (signal) => {
        await rest(waitedRestsUntilMonotonicMs - clock.monotonicMs(), signal)
        for (let attempts = 1; ; attempts++) {
          try {
            return await acquire(signal, tokens.isGood)
          } catch (error) {
            signal.throwIfAborted()
            const isRetryable = isCoupaError(error) && error.isRetryable
            if (!isRetryable || (attempts >= maxAttempts && !isRateLimit(error))) throw error
            const restMs = Math.max(attemptRestMs(attempts, random), retryAfterMsOf(error))
            if (clock.monotonicMs() + restMs >= endsAtMonotonicMs) throw error
            attemptFailure = error
            await clock.sleep(restMs, signal)
          }
        }
      })
      waitedFailures = 0
    } catch (error) {
      if (own.aborted && !closing.signal.aborted) return
      lastFailure = error instanceof TimeoutError ? (attemptFailure ?? error) : error
      waitedFailures++
      const restMs = waitedFailures === 1 ? 0 : attemptRestMs(waitedFailures - 1, random)
      waitedRestsUntilMonotonicMs = clock.monotonicMs() + restMs
      throw lastFailure
    }
  }

  async function acquire(signal: AbortSignal, accepts: (token: AccessToken) => boolean): Promise<void> {
    const token = await source.obtain({ accepts, signal })
    signal.throwIfAborted()
    take(token)
  }

  function take(token: AccessToken): void {
    const taken = tokens.take(token)
    if (taken === 'refused before') throw unauthorized()
    if (taken === 'expired') throw expiredOnArrival()
    if (taken === 'renewal' && counters) counters.tokenRenewals++
    renewalFailures = 0
    renewalRestsUntilMonotonicMs = 0
    lastFailure = undefined
  }

  /** Remembers work until it has ended, so that `close` can wait for it. */
  function track(promise: Promise<void>): Promise<void> {
    running.add(promise)
    const forget = () => running.delete(promise)
    promise.then(forget, forget)
    return promise
  }

  async function rest(durationMs: number, signal: AbortSignal | undefined): Promise<void> {
    if (durationMs > 0) await clock.sleep(durationMs, signal)
  }

  /** Ends waiting for the work when the cycle closes, the token is invalidated or time is up, and tells the work so. */
  async function withinLimit(
    limitMs: number,
    own: AbortSignal,
    work: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const limit = new AbortController()
    const done = new AbortController()
    clock.sleep(limitMs, done.signal).then(
      () => limit.abort(new TimeoutError({ what: 'getting an access token', limitMs })),
      () => {},
    )
    const signal = AbortSignal.any([limit.signal, closing.signal, own])
    try {
      await waitUnlessAborted(track(work(signal)), signal)
    } finally {
      done.abort()
    }
  }

  function unauthorized(): UnauthorizedError {
    return new UnauthorizedError({ authenticationType: 'oauth2', url: settings?.url })
  }

  function expiredOnArrival(): TokenResponseError {
    return new TokenResponseError({
      url: settings?.accessTokenUrl ?? 'the token endpoint',
      status: 200,
      why: 'already-expired',
    })
  }
}

function retryAfterMsOf(error: unknown): number {
  if (!isCoupaError(error)) return 0
  if (error.code === 'COUPA_RATE_LIMITED' || error.code === 'COUPA_SERVER_ERROR') return error.details.retryAfterMs ?? 0
  return 0
}

function isRateLimit(error: unknown): boolean {
  return codeOf(error) === 'COUPA_RATE_LIMITED'
}

function codeOf(error: unknown): string | undefined {
  return isCoupaError(error) ? error.code : undefined
}
