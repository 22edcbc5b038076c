import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ValidationError } from '../errors/answer-errors.ts'
import { NetworkError } from '../errors/network-error.ts'
import { RecordInvalidError } from '../errors/record-invalid-error.ts'
import type { Caller, CallRequest, CallResponse } from '../http/call.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import { openResources, type Resources } from '../testing/open-resources.ts'
import { jsonAnswer } from '../testing/scripted-caller.ts'
import type { BatchOutcome } from './batch.ts'

type MaybeAnswer = CallResponse | undefined

/** Resources over a Coupa that numbers what it is sent; `answer` may say otherwise for a record's number. */
function resourcesOver(
  answer: (number: number, request: CallRequest) => MaybeAnswer | Promise<MaybeAnswer> = () => undefined,
): { resource: Resources; running: () => number; most: () => number } {
  let running = 0
  let most = 0
  const call: Caller['call'] = async (request) => {
    most = Math.max(most, ++running)
    try {
      await new Promise<void>((resolve) => setImmediate(resolve))
      const { number } = JSON.parse(String(request.body))
      return (await answer(Number(number), request)) ?? jsonAnswer(201, { id: 1000 + Number(number) })
    } finally {
      running--
    }
  }
  const caller: Caller = { call, callStreamed: () => Promise.reject(new TypeError('nothing is downloaded')) }
  return { resource: openResources({ caller, clock: createManualClock() }), running: () => running, most: () => most }
}

const numbered = (count: number) => Array.from({ length: count }, (_, number) => ({ number: String(number) }))

async function collect(outcomes: AsyncIterable<BatchOutcome>): Promise<BatchOutcome[]> {
  const collected: BatchOutcome[] = []
  for await (const outcome of outcomes) collected.push(outcome)
  return collected
}

const refusal = jsonAnswer(400, { errors: { supplier: ['Number is invalid'] } })

describe('createMany', () => {
  it('gives one outcome per record in the order of the inputs, whatever order the answers have', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(6), { maxLength: 40 }),
        fc.integer({ min: 1, max: 12 }),
        async (turns, concurrency) => {
          const { resource, most } = resourcesOver(async (number) => {
            for (let turn = 0; turn < (turns[number] ?? 0); turn++)
              await new Promise<void>((resolve) => setImmediate(resolve))
            return undefined
          })

          const outcomes = await collect(resource('suppliers').createMany(numbered(turns.length), { concurrency }))

          expect(outcomes).toEqual(
            turns.map((_, index) => ({
              index,
              status: 'created',
              id: 1000 + index,
              record: { id: 1000 + index },
              via: 'answer',
            })),
          )
          expect(most()).toBeLessThanOrEqual(concurrency)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('writes eight side by side by default', async () => {
    const { resource, most } = resourcesOver()

    await collect(resource('suppliers').createMany(numbered(50)))

    expect(most()).toBe(8)
  })

  it('lets failures flow on as data', async () => {
    const { resource } = resourcesOver((number) => (number === 1 ? refusal : undefined))

    const outcomes = await collect(resource('suppliers').createMany(numbered(3)))

    expect(outcomes.map((outcome) => outcome.status)).toEqual(['created', 'failed', 'created'])
    expect(outcomes[1]?.error).toBeInstanceOf(ValidationError)
  })

  it('takes a record that cannot be sent for a failed one', async () => {
    const { resource } = resourcesOver()

    const [outcome] = await collect(resource('suppliers').createMany([{ number: Number.NaN }]))

    expect(outcome).toMatchObject({ status: 'failed', error: expect.any(RecordInvalidError) })
  })

  it('calls unknown what may have happened', async () => {
    const lost = new NetworkError('reset', { failure: 'reset', method: 'POST', url: 'https://x', delivery: 'unknown' })
    const { resource } = resourcesOver(() => Promise.reject(lost))

    const [outcome] = await collect(resource('requisitions').createMany(numbered(1)))

    expect(outcome).toMatchObject({ status: 'unknown', error: { code: 'COUPA_OUTCOME_UNKNOWN' } })
  })

  it('stops at the first failure when asked to, and still delivers what had started', async () => {
    const { resource } = resourcesOver((number) => (number === 2 ? refusal : undefined))

    const outcomes = await collect(
      resource('suppliers').createMany(numbered(100), { concurrency: 2, stopOnError: true }),
    )

    expect(outcomes.map((outcome) => outcome.index)).toEqual(outcomes.map((_, index) => index))
    expect(outcomes.length).toBeLessThan(8)
    expect(outcomes[2]?.status).toBe('failed')
  })

  it('takes inputs only as the outcomes are taken', async () => {
    const { resource } = resourcesOver()
    let taken = 0
    async function* endless() {
      for (;;) yield { number: String(taken++) }
    }
    const outcomes = resource('suppliers').createMany(endless(), { concurrency: 4 })

    for (let i = 0; i < 10; i++) await outcomes.next()
    for (let turn = 0; turn < 50; turn++) await new Promise<void>((resolve) => setImmediate(resolve))

    expect(taken).toBeLessThanOrEqual(10 + 4 * 8 + 1)
    await outcomes.return(undefined)
  })

  it('waits for what has started when the loop is left, and closes the source', async () => {
    const { resource, running } = resourcesOver()
    let isClosed = false
    function* source() {
      try {
        yield* numbered(100)
      } finally {
        isClosed = true
      }
    }

    for await (const outcome of resource('suppliers').createMany(source())) if (outcome.index === 3) break

    expect(running()).toBe(0)
    expect(isClosed).toBe(true)
  })

  it('delivers after an abort what had started, then throws its reason', async () => {
    const abort = new AbortController()
    const { resource } = resourcesOver((number, { signal }) => {
      if (number === 5) abort.abort(new Error('enough'))
      return signal?.aborted ? Promise.reject(signal.reason) : undefined
    })
    const outcomes: BatchOutcome[] = []

    const loop = async () => {
      const batch = resource('suppliers').createMany(numbered(100), { concurrency: 2, signal: abort.signal })
      for await (const outcome of batch) outcomes.push(outcome)
    }

    await expect(loop()).rejects.toThrow('enough')
    expect(outcomes.slice(0, 5).map((outcome) => outcome.status)).toEqual(Array(5).fill('created'))
    expect(outcomes[5]?.status).toBe('unknown')
    expect(outcomes.length).toBeLessThan(9)
  })

  it('throws at once when it was aborted before', async () => {
    const { resource } = resourcesOver()

    await expect(
      collect(resource('suppliers').createMany(numbered(3), { signal: AbortSignal.abort(new Error('enough')) })),
    ).rejects.toThrow('enough')
  })

  it('throws what the inputs throw, after the outcomes of those before', async () => {
    const { resource } = resourcesOver()
    async function* broken() {
      yield { number: '0' }
      throw new Error('the file is broken')
    }
    const batch = resource('suppliers').createMany(broken())

    expect((await batch.next()).value).toMatchObject({ index: 0, status: 'created' })
    await expect(batch.next()).rejects.toThrow('the file is broken')
  })

  it('refuses a concurrency that is none', () => {
    const { resource } = resourcesOver()

    expect(() => resource('suppliers').createMany([], { concurrency: 0 })).toThrow(
      'concurrency must be a whole number from 1 on, and is 0',
    )
  })
})

describe('updateMany', () => {
  it('takes the id from each record and sends the rest', async () => {
    const requests: CallRequest[] = []
    const { resource } = resourcesOver((number, request) => {
      requests.push(request)
      return jsonAnswer(200, { id: number })
    })

    // As a program without types would give them.
    const inputs = [{ id: 7, number: '7' }, { number: '8' }] as { id: number; number: string }[]

    const outcomes = await collect(resource('suppliers').updateMany(inputs))

    expect(requests).toEqual([
      expect.objectContaining({ path: 'suppliers/7', body: '{"number":"7"}', priority: 'bulk' }),
    ])
    expect(outcomes).toEqual([
      { index: 0, status: 'updated', id: 7, record: { id: 7 } },
      expect.objectContaining({ index: 1, status: 'failed', error: expect.any(RecordInvalidError) }),
    ])
  })
})
