import type { UnauthorizedError } from '../errors/answer-errors.ts'
import type { Clock } from '../runtime/clock.ts'
import { Secret } from '../secrets/secret.ts'
import type { AccessToken } from './token.ts'
import { isSameToken } from './token-store.ts'
import { activationMs, renewalDueAtMs, servesUntilMs } from './token-windows.ts'

/** A token with what this process decided about it when it got hold of it. */
export interface HeldToken {
  readonly token: AccessToken
  readonly headerValue: Secret
  readonly heldAtMonotonicMs: number
  readonly renewalDueAtMs: number
  readonly servesUntilMs: number
  /** Obtained because the one before was refused: when it is refused as well, no further token will help. */
  readonly isReplacement: boolean
  /** Set once a request was let in with it: when it is refused later, it was revoked, and a new one does help. */
  hasServed?: boolean
  /** Set once it was refused although it was as fresh as can be. */
  verdict?: UnauthorizedError
}

/** What became of a token that was offered: the only one, in the place of another, or of no use. */
export type Taken = 'first' | 'renewal' | 'refused before' | 'expired'

/**
 * The tokens that a process has got hold of. A token is *current* (put on requests), *next* (renewed ahead, held back until
 * its five seconds are over, F-025) or refused.
 */
export interface HeldTokens {
  /** The current token if it can be used; the next one takes its place when its time has come. */
  serving(): HeldToken | undefined
  /** Holds a token, unless it is of no use. */
  take(token: AccessToken): Taken
  /** Drops this very token as refused; one that has taken its place meanwhile stays. */
  drop(held: HeldToken): void
  /** Drops all, as refused, and returns them. */
  dropAll(): readonly AccessToken[]
  isRefused(token: AccessToken): boolean
  /** Whether a token could be used. */
  isGood(token: AccessToken): boolean
  /** Whether a token should be renewed, or is the one that is to be renewed. */
  isDue(token: AccessToken): boolean
  /** Whether the token that serves should be renewed, and nothing is there to follow it. */
  lacksNext(held: HeldToken): boolean
  /** Counted from the issue, or from when this process got it in case the clocks of two machines disagree. */
  ageMs(held: HeldToken): number
}

const maxRememberedRefusals = 16

/** Holds no token yet. `random` is from 0 up to 1, and spreads renewals. */
export function createHeldTokens({
  clock,
  random,
}: {
  readonly clock: Clock
  readonly random: () => number
}): HeldTokens {
  const refusedTokens: AccessToken[] = []
  let current: HeldToken | undefined
  let next: HeldToken | undefined
  let isReplacing = false

  return {
    serving,
    take,
    drop: (held) => {
      remember(held.token)
      if (current === held) current = undefined
      if (next === held) next = undefined
      if (!serving()) isReplacing = true
    },
    dropAll: () => {
      const tokens = [current, next].flatMap((held) => (held ? [held.token] : []))
      current = undefined
      next = undefined
      tokens.forEach(remember)
      return tokens
    },
    isRefused,
    isGood: (token) => clock.now() < servesUntilMs(token) && !isRefused(token),
    isDue: (token) => {
      const isCurrent = current !== undefined && isSameToken(current.token, token)
      return isCurrent || clock.now() >= renewalDueAtMs(token, random)
    },
    lacksNext: (held) => clock.now() >= held.renewalDueAtMs && next === undefined,
    ageMs,
  }

  function serving(): HeldToken | undefined {
    if (current && clock.now() >= current.servesUntilMs) current = undefined
    if (next && (!current || ageMs(next) >= activationMs)) {
      current = next
      next = undefined
      return serving()
    }
    return current
  }

  function take(token: AccessToken): Taken {
    if (isRefused(token)) return 'refused before'
    const held: HeldToken = {
      token,
      headerValue: new Secret(`Bearer ${token.value.reveal()}`),
      heldAtMonotonicMs: clock.monotonicMs(),
      renewalDueAtMs: renewalDueAtMs(token, random),
      servesUntilMs: servesUntilMs(token),
      isReplacement: isReplacing,
    }
    if (clock.now() >= held.servesUntilMs) return 'expired'
    const old = serving()
    const taken = old || isReplacing ? 'renewal' : 'first'
    if (old && !isSameToken(old.token, token)) next = held
    else current = held
    isReplacing = false
    return taken
  }

  function remember(token: AccessToken): void {
    refusedTokens.push(token)
    if (refusedTokens.length > maxRememberedRefusals) refusedTokens.shift()
  }

  function isRefused(token: AccessToken): boolean {
    return refusedTokens.some((refused) => isSameToken(refused, token))
  }

  function ageMs({ token, heldAtMonotonicMs }: HeldToken): number {
    return Math.max(clock.now() - token.issuedAtMs, clock.monotonicMs() - heldAtMonotonicMs)
  }
}
