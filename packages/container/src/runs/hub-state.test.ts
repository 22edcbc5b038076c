import { ProblemError } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import { createHubState, type HubStateOptions } from './hub-state.ts'

/** A state of a hub whose answer a test chooses, and a clock that a test moves. */
function createWorld(answer: () => unknown = () => ({})) {
  const time = { nowMs: 0, beatenAtMs: 0 }
  const calls: string[] = []
  const state = createHubState({
    client: {
      call: async (_route: string, { body }: { readonly body: { readonly call: string } }) => {
        calls.push(body.call)
        return { result: answer() }
      },
    } as unknown as HubStateOptions['client'],
    link: { pauseAfter: async () => {} },
    run: 'run',
    attempt: 1,
    signal: new AbortController().signal,
    isGivenBack: () => false,
    strike: (value) => value,
    clock: { monotonicMs: () => time.nowMs },
    beatenAtMs: () => time.beatenAtMs,
  })
  return { time, calls, state }
}

describe('the state of a run behind a hub', () => {
  it('takes the run for held without asking while the hub has just said so', async () => {
    const { time, calls, state } = createWorld()
    time.nowMs = 7000
    await state.confirmHeld()
    await state.watermark('0')
    time.nowMs = 14_000
    await state.confirmHeld()
    time.beatenAtMs = 14_000
    time.nowMs = 21_000
    await state.confirmHeld()

    expect(calls).toEqual(['watermark'])
  })

  it('asks the hub once, whoever wants to know, when it has not heard of it for as long as a lease', async () => {
    const { time, calls, state } = createWorld()
    time.nowMs = 60_000

    await Promise.all([state.confirmHeld(), state.confirmHeld(), state.confirmHeld()])
    await state.confirmHeld()

    expect(calls).toEqual(['counters'])
  })

  it('lets nothing go on when another node has the run by then', async () => {
    const lost = { type: 'about:blank', title: '', status: 409, code: 'LEASE_LOST', detail: 'not held', requestId: '' }
    const { time, state } = createWorld(() => {
      throw new ProblemError(lost as never, { method: 'POST', path: '/node/runs/run/state' })
    })
    time.nowMs = 60_000

    await expect(state.confirmHeld()).rejects.toMatchObject({ code: 'LEASE_LOST' })
  })
})
