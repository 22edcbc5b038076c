import { isCoupaError, SettingsError } from '@coupa-connector/connector'
import type { Clock } from '@coupa-connector/connector/plugins'
import { EndpointError, InputRefusedError } from '@coupa-connector/endpoints'
import {
  backFillOf,
  createMapper,
  type Definition,
  DefinitionError,
  isLoad,
  type LoadDefinition,
  parseProcess,
  reconciliationOf,
} from '@coupa-connector/process'
import type { RunEnvelope } from '@coupa-connector/protocol'
import { type ProcessState, RunError, runProcess } from '@coupa-connector/runner'
import type { ConnectionPool } from '../connections/connection-pool.ts'
import { carryOutLoad } from './carry-out-load.ts'
import { checkEnds } from './check-ends.ts'
import type { HubCalls } from './hub-calls.ts'
import { createHubLoadState } from './hub-load-state.ts'
import { openAnswers } from './open-answers.ts'
import { openDestination, targetIdentity } from './open-destination.ts'
import { previewToHub } from './preview-to-hub.ts'
import { triggerOf } from './trigger-of.ts'
import { verifyEnds } from './verify-ends.ts'

export interface CarryOutOptions {
  readonly pool: ConnectionPool
  readonly state: ProcessState
  /** Those under the state. */
  readonly calls: HubCalls
  readonly clock: Clock
  /** Asks for the end of the run after the batch in hand. */
  readonly signal: AbortSignal
  /** The run is given back when it ends by `signal`: another node continues it. */
  readonly isGivenBack: () => boolean
}

/**
 * Carries out a run and ends it at the hub, with its receipt. What keeps it from beginning, such as settings that are wrong, ends
 * it as failed. Throws what ends the attempt without an end of the run: the node has lost it, or has a fault.
 */
export async function carryOutRun(envelope: RunEnvelope, options: CarryOutOptions): Promise<void> {
  const { pool, state, calls, clock, signal, isGivenBack } = options
  const startedAt = new Date(clock.now()).toISOString()
  try {
    const definition = definitionOf(envelope)
    await pool.withConnection(needOf(envelope, definition), async (connection) => {
      if (isLoad(definition)) {
        const load = { definition, connection, state: createHubLoadState(calls), runState: state, clock, signal }
        return await carryOutLoad(envelope, load)
      }
      await using destination = await openDestination(envelope, definition, clock)
      const ends = { definition, connection, destination, state, clock, signal }
      if (envelope.kind === 'check') return await checkEnds(ends, envelope)
      if (envelope.kind === 'verify') return await verifyEnds(ends, envelope.parameters)
      if (envelope.kind === 'preview') return await previewToHub(ends, envelope)
      const answers =
        envelope.kind === 'backfill' ? undefined : await openAnswers(envelope, definition, { clock, signal })
      await using _ = answers?.source
      await runProcess({
        definition,
        connection,
        destination,
        target: targetIdentity(envelope),
        state,
        mapper: createMapper(definition, { hashKey: await state.hashKey() }),
        clock,
        signal,
        answers,
        isContinuedElsewhere: isGivenBack,
        trigger: triggerOf(envelope),
        onlyAnswers: envelope.kind === 'answers',
        ids: envelope.ids ?? undefined,
        limit: envelope.limit ?? undefined,
        acceptDeletions: envelope.parameters.acceptDeletions,
      })
    })
  } catch (error) {
    // A run that moves records ends by itself when it is cancelled; what only looks breaks off wherever it is.
    const end = signal.aborted ? cancelled : failureOf(error)
    if (end === undefined) throw error
    const { run } = envelope
    const receipt = { run, ...end, startedAt, endedAt: new Date(clock.now()).toISOString() }
    await state.endRun(run, { outcome: end.outcome, receipt, watermarks: {}, canContinue: true })
  }
}

/** The end of a run that did not come to its own. */
interface BrokenOff {
  readonly outcome: 'failed' | 'cancelled'
  readonly code: string
  readonly reason: string
  readonly remedy?: string
}

const cancelled = { outcome: 'cancelled', code: 'CANCELLED', reason: 'The run was cancelled.' } as const

/** The definition as the kind of the run wants it. Throws `DefinitionError`. */
function definitionOf({ kind, definition: given, parameters }: RunEnvelope): Definition | LoadDefinition {
  const definition = parseProcess(given)
  if (isLoad(definition)) return definition
  const { compare, range = {}, acknowledges, redelivers } = parameters
  if (kind === 'reconcile') return reconciliationOf(definition, compare)
  if (kind === 'backfill') return backFillOf(definition, range, { acknowledges, redelivers })
  return definition
}

function needOf(
  { account, connectionKey, settings, publicAddressesOnly, rateShare }: RunEnvelope,
  { limits }: Definition | LoadDefinition,
): Parameters<ConnectionPool['withConnection']>[0] {
  const need = { account, connectionKey, settings, publicAddressesOnly, isUnstored: false, rateShare }
  return limits.share === undefined ? need : { ...need, ownShare: limits.share }
}

/**
 * What is wrong with the settings, the definition, or what was looked at: no other attempt would fare better. What Coupa answers
 * in the middle of a run is dealt with there, and reaches this place only from who just looks.
 */
function failureOf(error: unknown): BrokenOff | undefined {
  const outcome = 'failed'
  if (error instanceof EndpointError || error instanceof InputRefusedError || error instanceof RunError) {
    return { outcome, code: error.code, reason: error.message, ...remedyOf(error.remedy) }
  }
  if (isCoupaError(error) && !(error instanceof SettingsError)) {
    return { outcome, code: error.code, reason: error.message, ...remedyOf(error.suggestion) }
  }
  if (error instanceof SettingsError)
    return { outcome, code: error.code, reason: error.message, ...remedyOf(error.suggestion) }
  if (error instanceof DefinitionError) return { outcome, code: 'DEFINITION_INVALID', reason: error.message }
  return undefined
}

function remedyOf(remedy: string | undefined): { remedy?: string } {
  return remedy === undefined ? {} : { remedy }
}
