import type { Clock } from '@coupa-connector/connector/plugins'
import { ProblemError, type RunStateCall, type RunStateInput } from '@coupa-connector/protocol'
import type { HubLink } from '../hub/hub-link.ts'
import type { NodeClient } from '../hub/node-client.ts'
import { isRefusedForGood } from '../hub/node-client.ts'

export interface HubCallOptions {
  readonly client: Pick<NodeClient, 'call'>
  readonly link: Pick<HubLink, 'pauseAfter'>
  readonly run: string
  readonly attempt: number
  /** Aborts when the node no longer holds the run, or lets it go at once. */
  readonly signal: AbortSignal
  /** The run is given back instead of ended: another node continues it. */
  readonly isGivenBack: () => boolean
  /** Strikes secrets out of what is told. */
  readonly strike: <Value>(value: Value) => Value
  readonly clock: Pick<Clock, 'monotonicMs'>
  /** When the last beat began, in monotonic time, after which the hub said that the node has the run. */
  readonly beatenAtMs: () => number
  /** Number of the first call. Default: 1. */
  readonly firstNumber?: number | undefined
}

/** The input of a call by its names: the runner's types are read-only, and the hub checks what they hold. */
type CallInput<Call extends RunStateCall> = { readonly [Name in keyof RunStateInput<Call>]: unknown }

/** The calls of a run's state at the hub. */
export interface HubCalls {
  /** Carries out a call once, also when its answer is lost. Throws the signal's reason once the node has lost the run. */
  readonly call: <Call extends RunStateCall>(name: Call, input: CallInput<Call>) => Promise<unknown>
  /** Throws once another node may have the run. */
  readonly confirmHeld: () => Promise<void>
  /** Gives the run back, where it ends because the node stops; answers with whether it did. */
  readonly giveBack: () => Promise<boolean>
  /** Resolves when no call is on its way. */
  readonly idle: () => Promise<void>
}

/** Calls may take long: a batch of many records is one transaction. */
const callLimitMs = 60_000

/** For so long the node may take the run for its own: the hub gives it to another one after ten seconds without a beat. */
const surelyHeldMs = 8000

/**
 * The calls of a run's state: each is one transaction at the hub. While the hub is away a call waits and is sent again
 * with the same number, so that it happens once.
 */
export function createHubCalls({
  client,
  link,
  run,
  attempt,
  signal,
  isGivenBack,
  strike,
  clock,
  beatenAtMs,
  firstNumber = 1,
}: HubCallOptions): HubCalls {
  let next = firstNumber
  // One after the other: the hub tells a repeated call by its number.
  let before: Promise<unknown> = Promise.resolve()
  let confirmedAtMs = clock.monotonicMs()
  let confirming: Promise<unknown> | undefined

  function call<Call extends RunStateCall>(name: Call, input: CallInput<Call>): Promise<unknown> {
    const result = before.then(() => send(name, input))
    before = result.catch(() => {})
    return result
  }

  async function send<Call extends RunStateCall>(name: Call, input: CallInput<Call>): Promise<unknown> {
    const number = next++
    // As JSON, where what is undefined is absent.
    const body = { attempt, number, call: name, input: JSON.parse(JSON.stringify(strike(input))) }
    for (let failures = 1; ; failures++) {
      signal.throwIfAborted()
      const startedMs = clock.monotonicMs()
      try {
        const { result } = await client.call(
          'node.runState',
          { params: { run }, body },
          { signal, limitMs: callLimitMs },
        )
        confirmedAtMs = startedMs
        return result
      } catch (error) {
        signal.throwIfAborted()
        if (error instanceof ProblemError && (error.code === 'LEASE_LOST' || isRefusedForGood(error))) throw error
        await link.pauseAfter(failures, signal)
      }
    }
  }

  return {
    call,
    confirmHeld: async () => {
      signal.throwIfAborted()
      if (clock.monotonicMs() - Math.max(confirmedAtMs, beatenAtMs()) < surelyHeldMs) return
      confirming ??= call('counters', {}).finally(() => {
        confirming = undefined
      })
      await confirming
    },
    giveBack: async () => {
      if (!isGivenBack()) return false
      const body = { attempt, reason: 'the node stops' }
      await client.call('node.releaseRun', { params: { run }, body }, { signal })
      return true
    },
    idle: async () => {
      await before
    },
  }
}
