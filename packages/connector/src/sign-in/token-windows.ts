import type { AccessToken } from './token.ts'

/** Coupa asks for five seconds between issue and first use (F-025). */
export const activationMs: number = 5_000

/** The lifetime of a token whose answer names none (F-023). */
export const defaultLifetimeMs: number = 24 * 60 * 60 * 1000

/**
 * From when on a token should be renewed in the background: after five sixths of its life, which is Coupa's own advice
 * of 20 h in 24 (F-024), up to a 48th of the life earlier by chance, so that many processes do not ask in
 * the same moment. Short lives leave room for the activation of the new token and for a few failed attempts before the
 * end, but never renew in the first third.
 */
export function renewalDueAtMs(token: AccessToken, random: () => number): number {
  const lifetimeMs = token.expiresAtMs - token.issuedAtMs
  const latestMs = lifetimeMs - activationMs - attemptsRoomMs - safetyMarginMs(lifetimeMs)
  const dueAfterMs = Math.min((lifetimeMs * 5) / 6, Math.max(lifetimeMs / 3, latestMs))
  return token.issuedAtMs + dueAfterMs - (random() * lifetimeMs) / 48
}

/** Until when a token is put on requests: a little less than its life, for the way to the server and its clock. */
export function servesUntilMs(token: AccessToken): number {
  return token.expiresAtMs - safetyMarginMs(token.expiresAtMs - token.issuedAtMs)
}

/**
 * How long background renewal rests after its `failures`-th failure in a row: from one second up to five minutes for a
 * life of a day, less for short lives, half of it by chance. After a refusal that repeating does not heal it is the
 * longest wait at once, then longer still, so that no client gets locked.
 */
export function renewalRestMs(facts: {
  readonly failures: number
  readonly lifetimeMs: number
  readonly isRetryable: boolean
  readonly random: () => number
}): number {
  const { failures, lifetimeMs, isRetryable, random } = facts
  const shortestMs = Math.min(1_000, lifetimeMs / 60)
  const longestMs = Math.max(shortestMs, Math.min(5 * 60_000, lifetimeMs / 10))
  const restMs = isRetryable
    ? Math.min(longestMs, shortestMs * 2 ** (failures - 1))
    : longestMs * Math.min(maxSlowDown, 2 ** (failures - 1))
  return restMs * (0.5 + random() / 2)
}

/** How long callers that wait for a token rest between two attempts: from one second up to fifteen, half by chance. */
export function attemptRestMs(attempts: number, random: () => number): number {
  return Math.min(15_000, 1_000 * 2 ** (attempts - 1)) * (0.5 + random() / 2)
}

/** Room for a few attempts, seconds apart, before a short-lived token ends. */
const attemptsRoomMs = 15_000
const maxSlowDown = 6

function safetyMarginMs(lifetimeMs: number): number {
  return Math.min(10_000, lifetimeMs / 20)
}
