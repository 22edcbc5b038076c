import type { S3ClientConfig } from '@aws-sdk/client-s3'
import type { OpenOptions } from '../contract/destination-type.ts'

type RetryStrategy = Extract<NonNullable<S3ClientConfig['retryStrategy']>, { acquireInitialRetryToken: unknown }>

/** Requests in all, and the first pause, which doubles from one to the next. A server that wants fewer requests gets more time. */
const plans = {
  TRANSIENT: { tries: 4, firstPauseMs: 250 },
  THROTTLING: { tries: 8, firstPauseMs: 1000 },
} as const
const longestPauseMs = 20_000

/** Repeats what may pass, as the library judges it; waits by the clock of the run, and no longer than the run. */
export function createRetryStrategy({ clock, signal }: Pick<OpenOptions, 'clock' | 'signal'>): RetryStrategy {
  const tokenOf = (retries: number): Awaited<ReturnType<RetryStrategy['acquireInitialRetryToken']>> => ({
    getRetryCount: () => retries,
    getRetryDelay: () => 0,
  })
  return {
    acquireInitialRetryToken: async () => tokenOf(0),
    refreshRetryTokenForRetry: async (token, { errorType, retryAfterHint }) => {
      const retries = token.getRetryCount() + 1
      const plan = errorType === 'TRANSIENT' || errorType === 'THROTTLING' ? plans[errorType] : undefined
      if (plan === undefined || retries >= plan.tries) throw new Error('It is not repeated.')
      const usualMs = plan.firstPauseMs * 2 ** (retries - 1)
      const askedMs = (retryAfterHint?.getTime() ?? 0) - clock.now()
      // Up to half as much again, so that programs that failed together do not come back together.
      const jitteredMs = usualMs * (1 + (clock.now() % 1000) / 2000)
      await clock.sleep(Math.min(longestPauseMs, Math.max(jitteredMs, askedMs)), signal)
      return tokenOf(retries)
    },
    recordSuccess: () => {},
  }
}
