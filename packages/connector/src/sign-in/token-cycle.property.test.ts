import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ServerError } from '../errors/answer-errors.ts'
import { isCoupaError } from '../errors/is-coupa-error.ts'
import { Secret } from '../secrets/secret.ts'
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts'
import type { AccessToken } from './token.ts'
import { createTokenCycle } from './token-cycle.ts'

type Action =
  | { readonly type: 'call'; readonly abortAfterMs: number | undefined; readonly flightMs: number }
  | { readonly type: 'revoke' }
  | { readonly type: 'pass'; readonly durationMs: number }

const actions = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        type: fc.constant('call' as const),
        abortAfterMs: fc.option(fc.integer({ min: 0, max: 20_000 }), { nil: undefined }),
        flightMs: fc.integer({ min: 0, max: 8_000 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('revoke' as const) }) },
    {
      weight: 2,
      arbitrary: fc.record({ type: fc.constant('pass' as const), durationMs: fc.integer({ min: 1, max: 40_000 }) }),
    },
  ),
  { minLength: 1, maxLength: 25 },
) as fc.Arbitrary<Action[]>

interface Conditions {
  readonly plan: readonly Action[]
  /** How long the token server takes, request by request. */
  readonly delaysMs: readonly number[]
  /** Whether it fails, request by request; every third one succeeds in any case. */
  readonly faults: readonly boolean[]
  readonly lifetimeMs: number
}

/** A token server with slow answers, faults and revocation, and how many requests were ever under way together. */
function createTokenServer(clock: ManualClock, { delaysMs, faults, lifetimeMs }: Conditions) {
  const valid = new Map<string, AccessToken>()
  const counts = { asked: 0, underWay: 0, mostUnderWay: 0 }
  return {
    counts,
    revokeAll: () => valid.clear(),
    accepts: (header: string) => (valid.get(header)?.expiresAtMs ?? 0) > clock.now(),
    request: async ({ signal }: { signal: AbortSignal }): Promise<AccessToken> => {
      const turn = counts.asked++
      counts.mostUnderWay = Math.max(counts.mostUnderWay, ++counts.underWay)
      try {
        await clock.sleep(delaysMs[turn % delaysMs.length] ?? 0, signal)
        const isFault = faults[turn % faults.length] && turn % 3 !== 2
        if (isFault) throw new ServerError({ method: 'POST', path: 'token', status: 503 })
        const value = new Secret(`token-${turn}`)
        const token = {
          value,
          issuedAtMs: clock.now(),
          expiresAtMs: clock.now() + lifetimeMs,
          grantedScopes: undefined,
        }
        valid.set(`Bearer ${value.reveal()}`, token)
        return token
      } finally {
        counts.underWay--
      }
    },
  }
}

/** Runs the plan and tells every header that was handed out although its token was known to be dead. */
async function simulate(conditions: Conditions) {
  const clock = createManualClock()
  const server = createTokenServer(clock, conditions)
  const cycle = createTokenCycle({ clock, random: () => 0.5, request: server.request })
  const knownDead = new Set<string>()
  const violations: string[] = []
  const calls: Promise<void>[] = []

  for (const action of conditions.plan) {
    if (action.type === 'pass') await clock.advance(action.durationMs)
    if (action.type === 'revoke') server.revokeAll()
    if (action.type === 'call') calls.push(run(action))
  }
  await clock.advance(400_000)
  await Promise.all(calls)
  return { violations, ...server.counts }

  async function run({ flightMs, abortAfterMs }: Extract<Action, { type: 'call' }>): Promise<void> {
    const controller = new AbortController()
    if (abortAfterMs !== undefined) void clock.sleep(abortAfterMs).then(() => controller.abort('aborted'))
    try {
      for (let attempt = 1; attempt <= 3; attempt++) if (await isAccepted(flightMs, controller.signal)) return
    } catch (error) {
      const isExpected = error === 'aborted' ? controller.signal.aborted : isCoupaError(error)
      if (!isExpected) violations.push(String(error))
    }
  }

  /** What the HTTP caller does: send, and on a 401 ask the cycle what to do. */
  async function isAccepted(flightMs: number, signal: AbortSignal): Promise<boolean> {
    const authorization = await cycle.authorize({ signal })
    const header = authorization.headerValue.reveal()
    if (knownDead.has(header)) violations.push(`${header} was known to be dead`)
    if (clock.now() >= (authorization.token?.expiresAtMs ?? 0)) violations.push(`${header} had expired`)
    const ageMs = clock.now() - (authorization.token?.issuedAtMs ?? 0)
    const accepted = server.accepts(header)
    await clock.sleep(flightMs, signal)
    if (accepted) return true
    if (ageMs >= 5_000) knownDead.add(header)
    await cycle.refused(authorization, { signal })
    return false
  }
}

describe('createTokenCycle, whatever the interleaving of callers, aborts, slow answers, faults and revocations', () => {
  test('asks for one token at a time and never hands out one that is known to be dead', async () => {
    const conditions = fc.record({
      plan: actions,
      delaysMs: fc.array(fc.integer({ min: 0, max: 4_000 }), { minLength: 1, maxLength: 8 }),
      faults: fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
      lifetimeMs: fc.constantFrom(30_000, 120_000, 86_400_000),
    })

    await fc.assert(
      fc.asyncProperty(conditions, async (chosen) => {
        const { violations, mostUnderWay, underWay } = await simulate(chosen)

        expect({ violations, underWay }).toEqual({ violations: [], underWay: 0 })
        expect(mostUnderWay).toBeLessThanOrEqual(1)
      }),
      { numRuns: 60 },
    )
  })

  test('asks once however many callers arrive in whatever order while the token is on its way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.nat(19)),
        async (scheduler, count, aborting) => {
          let requests = 0
          const request = scheduler.scheduleFunction(async (): Promise<AccessToken> => {
            requests++
            return { value: new Secret('t'), issuedAtMs: 0, expiresAtMs: 8.64e15, grantedScopes: undefined }
          })
          const cycle = createTokenCycle({ request: () => request() })
          const callers = Array.from({ length: count }, () => new AbortController())
          const outcomes = callers.map(({ signal }, index) =>
            scheduler.schedule(Promise.resolve(), `caller ${index}`).then(() => cycle.authorize({ signal })),
          )
          const settled = Promise.allSettled(outcomes)
          for (const index of aborting) {
            void scheduler.schedule(Promise.resolve(), `abort ${index}`).then(() => callers[index]?.abort(index))
          }
          await scheduler.waitFor(settled)

          expect(requests).toBeLessThanOrEqual(1)
          for (const [index, outcome] of (await settled).entries()) {
            if (!aborting.includes(index)) expect(outcome.status).toBe('fulfilled')
            else if (outcome.status === 'rejected') expect(outcome.reason).toBe(index)
          }
        },
      ),
    )
  })
})
