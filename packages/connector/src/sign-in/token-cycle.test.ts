import { describe, expect, test, vi } from 'vitest'
import { RateLimitedError, ServerError, UnauthorizedError } from '../errors/answer-errors.ts'
import { NetworkError } from '../errors/network-error.ts'
import { TokenRefusedError } from '../errors/token-errors.ts'
import { Secret } from '../secrets/secret.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import type { AccessToken, Authorization } from './token.ts'
import { createTokenCycle, type TokenCycleOptions } from './token-cycle.ts'
import { createMemoryTokenStore } from './token-store.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** A token server under a manual clock: answers at once, or when and how a test says. */
function createWorld({
  lifetimeMs = 24 * hour,
  ...options
}: { lifetimeMs?: number } & Partial<TokenCycleOptions> = {}) {
  const clock = createManualClock()
  const answers: (() => Promise<AccessToken>)[] = []
  const requestedAtMs: number[] = []
  const startMs = clock.now()
  const issue = (name = `token-${requestedAtMs.length}`): AccessToken => ({
    value: new Secret(name),
    issuedAtMs: clock.now(),
    expiresAtMs: clock.now() + lifetimeMs,
    grantedScopes: undefined,
  })
  const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() }
  const counters = { tokenRequests: 0, tokenRenewals: 0 }
  const cycle = createTokenCycle({
    request: async () => {
      requestedAtMs.push(clock.now() - startMs)
      return answers.length > 0 ? (answers.shift() as () => Promise<AccessToken>)() : issue()
    },
    clock,
    random: () => 0.5,
    log,
    counters,
    ...options,
  })
  return { clock, cycle, log, counters, issue, answers, requestedAtMs }
}

function named(authorization: Authorization): string {
  return authorization.headerValue.reveal()
}

function failure(error: Error): () => Promise<never> {
  return async () => {
    throw error
  }
}

const serverError = new ServerError({ method: 'POST', path: '/oauth2/token', status: 503 })
const invalidClient = new TokenRefusedError({
  url: 'https://acme.coupahost.com/oauth2/token',
  status: 401,
  oauthError: 'invalid_client',
  description: undefined,
  requestedScopes: [],
})

/** Counts, over simulated time, callers that did not get their answer without time passing. */
async function callEvery(
  world: ReturnType<typeof createWorld>,
  intervalMs: number,
  durationMs: number,
  use: (authorization: Authorization) => void = () => {},
) {
  let waits = 0
  for (let elapsedMs = 0; elapsedMs < durationMs; elapsedMs += intervalMs) {
    let isDone = false
    const call = world.cycle.authorize().then((authorization) => {
      isDone = true
      use(authorization)
    })
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
    if (!isDone) waits++
    await world.clock.advance(intervalMs)
    await call
  }
  return waits
}

describe('createTokenCycle', () => {
  test('shares one request between ten thousand callers that arrive together', async () => {
    const { cycle, requestedAtMs, counters } = createWorld()

    const authorizations = await Promise.all(Array.from({ length: 10_000 }, () => cycle.authorize()))

    expect(requestedAtMs).toHaveLength(1)
    expect(counters).toEqual({ tokenRequests: 1, tokenRenewals: 0 })
    expect(new Set(authorizations.map(named))).toEqual(new Set(['Bearer token-1']))
    expect(authorizations[0]?.headerName).toBe('authorization')
  })

  test('asks nothing at 19 hours, renews by 20 hours, and nobody waits or is refused in a day of calls', async () => {
    const world = createWorld()
    const youngest: number[] = []

    const waits = await callEvery(world, minute, 24 * hour, ({ token }) => {
      youngest.push(world.clock.now() - (token?.issuedAtMs ?? 0))
    })

    expect(waits).toBe(1)
    expect(world.requestedAtMs).toHaveLength(2)
    expect(world.requestedAtMs[1]).toBeGreaterThan(19 * hour)
    expect(world.requestedAtMs[1]).toBeLessThanOrEqual(20 * hour)
    expect(youngest.slice(1).every((ageMs) => ageMs >= 5 * second)).toBe(true)
    expect(world.counters).toEqual({ tokenRequests: 2, tokenRenewals: 1 })
  })

  test('keeps tokens of half a minute going for ten minutes without a wait or a token younger than five seconds', async () => {
    const world = createWorld({ lifetimeMs: 30 * second })
    const ages: number[] = []
    const left: number[] = []

    const waits = await callEvery(world, 500, 10 * minute, ({ token }) => {
      ages.push(world.clock.now() - (token?.issuedAtMs ?? 0))
      left.push((token?.expiresAtMs ?? 0) - world.clock.now())
    })

    expect(waits).toBe(1)
    expect(ages.slice(11).every((ageMs) => ageMs >= 5 * second)).toBe(true)
    expect(Math.min(...left)).toBeGreaterThan(0)
  })

  test('renews tokens of half a minute ahead of their end although the token server fails three times', async () => {
    const world = createWorld({ lifetimeMs: 30 * second })
    await callEvery(world, second, 9 * second)
    world.answers.push(failure(serverError), failure(serverError), failure(serverError))
    const ages: number[] = []

    const waits = await callEvery(world, second, 40 * second, ({ token }) => {
      ages.push(world.clock.now() - (token?.issuedAtMs ?? 0))
    })

    expect(waits).toBe(0)
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(5 * second)
    expect(world.log.warn).toHaveBeenCalledTimes(3)
  })

  test('holds a renewed token back until its five seconds are over', async () => {
    const { clock, cycle } = createWorld()
    await cycle.authorize()
    await clock.advance(20 * hour)
    await cycle.authorize()
    await clock.advance(4 * second)

    expect(named(await cycle.authorize())).toBe('Bearer token-1')
    await clock.advance(second)
    expect(named(await cycle.authorize())).toBe('Bearer token-2')
  })

  test('goes on with the old token while renewal fails, with a warning and growing rests', async () => {
    const world = createWorld()
    await world.cycle.authorize()
    await world.clock.advance(20 * hour)
    world.answers.push(...Array.from({ length: 1_000 }, () => failure(serverError)))

    const waits = await callEvery(world, second, hour)

    expect(waits).toBe(0)
    expect(world.requestedAtMs.length).toBeLessThan(30)
    expect(world.requestedAtMs.length).toBeGreaterThan(10)
    expect(world.log.warn).toHaveBeenCalled()
    expect(world.cycle.lastFailure).toBe(serverError)
  })

  test('goes on more slowly after a refusal that repeating does not heal', async () => {
    const world = createWorld()
    await world.cycle.authorize()
    await world.clock.advance(20 * hour)
    world.answers.push(...Array.from({ length: 1_000 }, () => failure(invalidClient)))

    await callEvery(world, 10 * second, 3 * hour)

    expect(world.requestedAtMs.length).toBeLessThan(12)
  })

  test('waits a 401 out that comes within five seconds of issue, and repeats with the same token', async () => {
    const { clock, cycle, requestedAtMs } = createWorld()
    const authorization = await cycle.authorize()
    await clock.advance(2 * second)
    let isOver = false
    const waiting = cycle.refused(authorization).then(() => {
      isOver = true
    })

    await clock.advance(2_999)
    expect(isOver).toBe(false)
    await clock.advance(1)
    await waiting

    expect(named(await cycle.authorize())).toBe('Bearer token-1')
    expect(requestedAtMs).toHaveLength(1)
  })

  test('keeps a token whose 401 came late for a request sent within its five seconds', async () => {
    const { clock, cycle } = createWorld()
    const authorization = await cycle.authorize()
    await clock.advance(30 * second)

    await cycle.refused(authorization)

    expect(named(await cycle.authorize())).toBe('Bearer token-1')
  })

  test('gets one new token for all calls that were refused together', async () => {
    const { clock, cycle, requestedAtMs } = createWorld()
    await cycle.authorize()
    await clock.advance(hour)
    const authorizations = await Promise.all(Array.from({ length: 50 }, () => cycle.authorize()))

    await Promise.all(authorizations.map((authorization) => cycle.refused(authorization)))

    expect(named(await cycle.authorize())).toBe('Bearer token-2')
    expect(requestedAtMs).toHaveLength(2)
  })

  test('keeps the newer token when an older one is refused late', async () => {
    const { clock, cycle, requestedAtMs } = createWorld()
    await cycle.authorize()
    await clock.advance(hour)
    const [early, late] = [await cycle.authorize(), await cycle.authorize()]
    await cycle.refused(early)
    await cycle.authorize()

    await cycle.refused(late)

    expect(named(await cycle.authorize())).toBe('Bearer token-2')
    expect(requestedAtMs).toHaveLength(2)
  })

  test('gives up when the replacement is refused as well, and tries afresh for the next call', async () => {
    const { clock, cycle, requestedAtMs } = createWorld()
    await cycle.authorize()
    await clock.advance(hour)
    await cycle.refused(await cycle.authorize())
    const inWindow = cycle.refused(await cycle.authorize())
    await clock.advance(5 * second)
    await inWindow

    await expect(cycle.refused(await cycle.authorize())).rejects.toBeInstanceOf(UnauthorizedError)

    expect(requestedAtMs).toHaveLength(2)
    expect(named(await cycle.authorize())).toBe('Bearer token-3')
  })

  test('replaces a replacement that was let in before it was refused, however young it is', async () => {
    const { clock, cycle, requestedAtMs } = createWorld()
    const first = await cycle.authorize()
    await clock.advance(hour)
    await cycle.refused(await cycle.authorize())
    const replacement = await cycle.authorize()
    cycle.accepted?.(replacement)
    await clock.advance(6 * second)

    await cycle.refused(await cycle.authorize())

    expect(named(await cycle.authorize())).toBe('Bearer token-3')
    expect(requestedAtMs).toHaveLength(3)
    expect(named(first)).toBe('Bearer token-1')
  })

  test('replaces a replacement that has served for long before it was refused', async () => {
    const { clock, cycle } = createWorld()
    await cycle.authorize()
    await clock.advance(hour)
    await cycle.refused(await cycle.authorize())
    await clock.advance(hour)

    await cycle.refused(await cycle.authorize())

    expect(named(await cycle.authorize())).toBe('Bearer token-3')
  })

  test('refuses a server that hands out the refused token again', async () => {
    const { clock, cycle, answers, issue } = createWorld()
    await cycle.authorize()
    await clock.advance(hour)
    const authorization = await cycle.authorize()
    answers.push(async () => issue('token-1'))

    await expect(cycle.refused(authorization)).rejects.toBeInstanceOf(UnauthorizedError)
  })

  test("ends only the wait of the caller that aborts, with the signal's own reason", async () => {
    const { cycle, answers, issue, requestedAtMs } = createWorld()
    const slow = Promise.withResolvers<AccessToken>()
    answers.push(() => slow.promise)
    const controller = new AbortController()
    const reason = new Error('enough')
    const [aborted, patient] = [cycle.authorize({ signal: controller.signal }), cycle.authorize()]

    controller.abort(reason)
    await expect(aborted).rejects.toBe(reason)
    slow.resolve(issue())

    expect(named(await patient)).toBe('Bearer token-1')
    expect(requestedAtMs).toHaveLength(1)
  })

  test('goes on with the shared request when all callers have aborted', async () => {
    const { clock, cycle, answers, issue, requestedAtMs } = createWorld()
    const slow = Promise.withResolvers<AccessToken>()
    answers.push(() => slow.promise)
    const call = cycle.authorize({ signal: AbortSignal.abort('never') })
    const other = new AbortController()
    const waiting = cycle.authorize({ signal: other.signal })
    await expect(call).rejects.toBe('never')
    await clock.advance(1)
    other.abort('enough')
    await expect(waiting).rejects.toBe('enough')
    slow.resolve(issue())
    await clock.advance(1)

    await cycle.authorize()

    expect(requestedAtMs).toHaveLength(1)
  })

  test('never lets a slow old answer replace what came after an invalidation', async () => {
    const { clock, cycle, answers, issue } = createWorld()
    const slow = Promise.withResolvers<AccessToken>()
    answers.push(() => slow.promise)
    const early = cycle.authorize()
    await clock.advance(1)
    const invalidated = cycle.invalidate()
    slow.resolve(issue('old'))
    await invalidated

    expect(named(await cycle.authorize())).toBe('Bearer token-2')
    expect(named(await early)).toBe('Bearer token-2')
    await clock.advance(hour)
    expect(named(await cycle.authorize())).toBe('Bearer token-2')
  })

  test('repeats for waiting callers what may pass', async () => {
    const { clock, cycle, answers, requestedAtMs } = createWorld()
    answers.push(failure(serverError), failure(serverError))
    const call = cycle.authorize()

    await clock.advance(10 * second)

    expect(named(await call)).toBe('Bearer token-3')
    expect(requestedAtMs).toEqual([0, 750, 2250])
  })

  test('waits as long as the token server asks', async () => {
    const { clock, cycle, answers, requestedAtMs } = createWorld()
    answers.push(failure(new ServerError({ method: 'POST', path: 't', status: 503, retryAfterMs: 20 * second })))
    const call = cycle.authorize()

    await clock.advance(20 * second)
    await call

    expect(requestedAtMs).toEqual([0, 20 * second])
  })

  test('does not wait for a moment that comes too late', async () => {
    const { cycle, answers } = createWorld()
    const tooLate = new RateLimitedError({ method: 'POST', path: 't', retryAfterMs: hour })
    answers.push(failure(tooLate))

    await expect(cycle.authorize()).rejects.toBe(tooLate)
  })

  test('tells all waiting callers at once what repeating does not heal', async () => {
    const { cycle, answers, requestedAtMs } = createWorld()
    answers.push(failure(invalidClient))

    const outcomes = await Promise.allSettled([cycle.authorize(), cycle.authorize()])

    expect(outcomes).toEqual([
      { status: 'rejected', reason: invalidClient },
      { status: 'rejected', reason: invalidClient },
    ])
    expect(requestedAtMs).toHaveLength(1)
  })

  test('spreads the requests of callers that keep coming back to a refusal', async () => {
    const world = createWorld()
    world.answers.push(...Array.from({ length: 1_000 }, () => failure(invalidClient)))

    for (let call = 0; call < 20; call++) {
      const outcome = world.cycle.authorize().catch(() => {})
      await world.clock.advance(30 * second)
      await outcome
    }
    const calls = Array.from({ length: 100 }, () => world.cycle.authorize().catch(() => {}))
    await world.clock.advance(30 * second)
    await Promise.all(calls)

    expect(world.requestedAtMs).toHaveLength(21)
  })

  test('gives up after a minute with what went wrong', async () => {
    const { clock, cycle, answers } = createWorld()
    const refused = new NetworkError('refused', { failure: 'refused', method: 'POST', url: 'x', delivery: 'not-sent' })
    answers.push(failure(refused), () => new Promise(() => {}))
    const outcome = cycle.authorize().catch((error: unknown) => error)

    await clock.advance(minute)

    expect(await outcome).toBe(refused)
  })

  test('waits five seconds ahead of the first use when told to', async () => {
    const { clock, cycle } = createWorld({ activationWait: 'ahead' })
    let isDone = false
    const call = cycle.authorize().then(() => {
      isDone = true
    })

    await clock.advance(4_999)
    expect(isDone).toBe(false)
    await clock.advance(1)
    await call
  })

  test('shares a token with another cycle through their store, also when one of them is refused', async () => {
    const store = createMemoryTokenStore()
    const one = createWorld({ store, key: 'k' })
    const other = createWorld({ store, key: 'k', clock: one.clock })

    const names = [named(await one.cycle.authorize()), named(await other.cycle.authorize())]
    await one.clock.advance(hour)
    const [mine, theirs] = [await one.cycle.authorize(), await other.cycle.authorize()]
    one.answers.push(async () => one.issue('fresh'))
    await one.cycle.refused(mine)
    await other.cycle.refused(theirs)

    expect(names).toEqual(['Bearer token-1', 'Bearer token-1'])
    expect(named(await other.cycle.authorize())).toBe('Bearer fresh')
    expect(one.requestedAtMs).toHaveLength(2)
    expect(other.requestedAtMs).toHaveLength(0)
  })

  test('never takes a refused token out of the store again', async () => {
    const store = { ...createMemoryTokenStore(), remove: async () => {} }
    const { clock, cycle } = createWorld({ store })
    await cycle.authorize()
    await clock.advance(hour)

    await cycle.refused(await cycle.authorize())

    expect(named(await cycle.authorize())).toBe('Bearer token-2')
  })

  test('waits for a new token when the old one has ended unused', async () => {
    const { clock, cycle } = createWorld({ lifetimeMs: 30 * second })
    await cycle.authorize()
    await clock.advance(29 * second)

    expect(named(await cycle.authorize())).toBe('Bearer token-2')
  })

  test('goes on without a store that fails, with a warning', async () => {
    const broken = async () => {
      throw new Error('disk full')
    }
    const { cycle, log } = createWorld({ store: { read: broken, write: broken, remove: broken, withLock: broken } })

    expect(named(await cycle.authorize())).toBe('Bearer token-1')
    expect(log.warn).toHaveBeenCalledWith({ reason: 'disk full' }, 'The token store could not be written')
  })

  test('ends a request under way when it is closed, and takes no more calls', async () => {
    const { clock, cycle, answers } = createWorld({
      request: ({ signal }) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true })),
    })
    expect(answers).toEqual([])
    const call = cycle.authorize().catch((error: unknown) => error)
    await clock.advance(1)

    await cycle.close()

    expect(await call).toEqual(new TypeError('The token cycle was closed'))
    await expect(cycle.authorize()).rejects.toThrow('closed')
    expect(clock.sleeping).toBe(0)
  })

  test('says what it is doing', async () => {
    const { clock, cycle, answers, issue } = createWorld()
    const states = [cycle.state]
    const slow = Promise.withResolvers<AccessToken>()
    answers.push(() => slow.promise)
    const call = cycle.authorize()
    states.push(cycle.state)
    await clock.advance(1)
    slow.resolve(issue())
    await call
    await clock.advance(1)
    states.push(cycle.state)
    await clock.advance(20 * hour)
    answers.push(() => new Promise(() => {}))
    await cycle.authorize()
    states.push(cycle.state)

    expect(states).toEqual(['empty', 'requesting', 'serving', 'renewing'])
    expect(cycle.expiresAtMs).toBeGreaterThan(cycle.renewalDueAtMs ?? 0)
  })

  test('refuses an authorization of somebody else', async () => {
    const { cycle } = createWorld()

    await expect(cycle.refused({ headerName: 'authorization', headerValue: new Secret('x') })).rejects.toThrow(
      TypeError,
    )
  })
})
