import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ServerError } from '../errors/server-error.ts'
import { Secret } from '../settings/secret.ts'
import { createManualClock } from '../testing/manual-clock.ts'
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

describe('createTokenCycle, whatever the interleaving of callers, aborts, slow answers, faults and revocations', () => {
  test('asks for one token at a time and never hands out one that is known to be dead', async () => {
    await fc.assert(
      fc.asyncProperty(
        actions,
        fc.array(fc.integer({ min: 0, max: 4_000 }), { minLength: 1, maxLength: 8 }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(30_000, 120_000, 86_400_000),
        async (plan, delaysMs, faults, lifetimeMs) => {
          const clock = createManualClock()
          const valid = new Map<string, { expiresAtMs: number }>()
          const knownDead = new Set<string>()
          let underWay = 0
          let issued = 0
          let mostUnderWay = 0

          const cycle = createTokenCycle({
            clock,
            random: () => 0.5,
            request: async ({ signal }): Promise<AccessToken> => {
              const turn = issued++
              mostUnderWay = Math.max(mostUnderWay, ++underWay)
              try {
                await clock.sleep(delaysMs[turn % delaysMs.length] ?? 0, signal)
                if (faults[turn % faults.length] && turn % 3 !== 2) {
                  throw new ServerError({ method: 'POST', path: 'token', status: 503 })
                }
                const token = {
                  value: new Secret(`token-${turn}`),
                  issuedAtMs: clock.now(),
                  expiresAtMs: clock.now() + lifetimeMs,
                  grantedScopes: undefined,
                }
                valid.set(`Bearer token-${turn}`, token)
                return token
              } finally {
                underWay--
              }
            },
          })

          /** What the HTTP caller does: send, and on a 401 ask the cycle what to do, twice at most. */
          const call = async (flightMs: number, signal: AbortSignal | undefined) => {
            for (let attempt = 1; attempt <= 3; attempt++) {
              const authorization = await cycle.authorize({ signal })
              const header = authorization.headerValue.reveal()
              expect(knownDead.has(header)).toBe(false)
              expect(clock.now()).toBeLessThan(authorization.token?.expiresAtMs ?? 0)
              const isAccepted = (valid.get(header)?.expiresAtMs ?? 0) > clock.now()
              await clock.sleep(flightMs, signal)
              if (isAccepted) return
              const ageAtSendMs = clock.now() - flightMs - (authorization.token?.issuedAtMs ?? 0)
              if (ageAtSendMs >= 5_000) knownDead.add(header)
              await cycle.refused(authorization, { signal })
            }
          }

          const calls: Promise<unknown>[] = []
          for (const action of plan) {
            if (action.type === 'pass') await clock.advance(action.durationMs)
            if (action.type === 'revoke') valid.clear()
            if (action.type === 'call') {
              const controller = new AbortController()
              const { abortAfterMs } = action
              if (abortAfterMs !== undefined) void clock.sleep(abortAfterMs).then(() => controller.abort('aborted'))
              calls.push(
                call(action.flightMs, controller.signal).catch((error: unknown) => {
                  if (error instanceof Error && 'matcherResult' in error) throw error
                  if (error === 'aborted') expect(controller.signal.aborted).toBe(true)
                }),
              )
            }
          }
          await clock.advance(400_000)
          await Promise.all(calls)

          expect(mostUnderWay).toBeLessThanOrEqual(1)
          expect(underWay).toBe(0)
        },
      ),
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
