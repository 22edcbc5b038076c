import type { Connection } from '@coupa-connector/connector'
import { describeFailure, isOutcomeUnknown, proveOperation, runOperation } from '@coupa-connector/container'
import type { Context } from '../../../command/context.ts'
import type { Ending, ProposalStore, StoredProposal } from './proposal-store.ts'

export interface CarryOutOptions {
  readonly store: ProposalStore
  readonly connection: Connection
  readonly context: Context
  /** Strikes secrets out of what is kept. */
  readonly strikeOut: (text: string) => string
}

/** Coupa may still be at work on a request whose program has died. A look before that proves nothing. */
const settleMs = 10_000

/**
 * Carries out an approved proposal, for whoever holds its lock. The claim to send it is on the disk before the request leaves,
 * so that a program that comes after a killed one never sends it a second time, but looks in Coupa what became of it.
 */
export async function carryOutProposal(
  proposal: StoredProposal,
  options: CarryOutOptions,
): Promise<{ readonly execution: Ending; readonly message: string }> {
  const { store, strikeOut } = options
  const { execution, message } = await (proposal.sentAtMs === undefined
    ? send(proposal, options)
    : look(proposal, proposal.sentAtMs, options))
  const told = { execution, message: strikeOut(message) }
  store.end(proposal.id, told.execution, told.message)
  return told
}

type Told = Awaited<ReturnType<typeof carryOutProposal>>

async function send({ id, operation }: StoredProposal, { store, connection, context }: CarryOutOptions): Promise<Told> {
  let isSending = false
  const claim = (): void => {
    store.claimSending(id)
    isSending = true
  }
  try {
    const { message } = await runOperation(connection, operation, context.signal, claim)
    return { execution: 'done', message }
  } catch (error) {
    // Stopped by the person: what was not sent may still be, and what was is looked for.
    context.signal.throwIfAborted()
    const failure = describeFailure(error)
    // Nothing was sent, and what stood in the way may pass: it stays approved.
    if (!isSending && failure.isRetryable) throw error
    const remedy = typeof failure.suggestion === 'string' ? ` ${failure.suggestion}` : ''
    const isUnknown = isSending && isOutcomeUnknown(failure, true)
    return { execution: isUnknown ? 'outcome unknown' : 'not done', message: failure.message + remedy }
  }
}

async function look(
  { operation }: StoredProposal,
  sentAtMs: number,
  { connection, context: { clock, signal } }: CarryOutOptions,
): Promise<Told> {
  const restMs = Math.min(settleMs, sentAtMs + settleMs - clock.now())
  if (restMs > 0) await clock.sleep(restMs, signal)
  const { outcome, message } = await proveOperation(connection, operation, signal)
  return { execution: outcome === 'unknown' ? 'outcome unknown' : outcome, message }
}
