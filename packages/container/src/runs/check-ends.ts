import { type Connection, isCoupaError } from '@coupa-connector/connector'
import type { Clock } from '@coupa-connector/connector/plugins'
import type { Destination } from '@coupa-connector/endpoints'
import { createMapper, type Definition } from '@coupa-connector/process'
import type { RunEnvelope } from '@coupa-connector/protocol'
import { checkCoupaMonitoring, type ProcessState, previewRecords } from '@coupa-connector/runner'
import { checkAnswers } from './check-answers.ts'
import { endCheck, type Stage } from './end-check.ts'

export interface CheckOptions {
  readonly definition: Definition
  readonly connection: Connection
  readonly destination: Destination
  readonly state: ProcessState
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** Tries both ends of a process without moving a record, and ends the run with what each stage came to. */
export async function checkEnds(options: CheckOptions, envelope: RunEnvelope): Promise<void> {
  const { state, destination, clock } = options
  const startedAt = new Date(clock.now()).toISOString()
  const stages: Stage[] = [await readOneRecord(options), ...(await checkMonitoring(options))]
  for await (const stage of destination.check()) stages.push({ ...stage, stage: `destination-${stage.stage}` })
  stages.push(...(await checkAnswers(envelope, options.definition, options)))
  await endCheck(state, stages, { startedAt, endedAt: new Date(clock.now()).toISOString() })
}

/** Whether runs can be reported to Coupa. That they cannot keeps nothing from being delivered. */
async function checkMonitoring({ definition, connection, clock, signal }: CheckOptions): Promise<readonly Stage[]> {
  const startedMs = clock.monotonicMs()
  const check = await checkCoupaMonitoring({ definition, connection, signal })
  if (check === undefined) return []
  const [note] = check.notes
  const message = note?.message ?? `Runs are reported to the integration ${check.integration}.`
  const status = note === undefined ? 'passed' : 'warning'
  const durationMs = Math.round(clock.monotonicMs() - startedMs)
  return [{ stage: 'coupa-monitoring', status, message, code: note?.code, remedy: note?.remedy, durationMs }]
}

async function readOneRecord({ definition, connection, clock, signal }: CheckOptions): Promise<Stage> {
  const startedMs = clock.monotonicMs()
  const done = (stage: Omit<Stage, 'stage' | 'durationMs'>): Stage => ({
    stage: 'coupa-read',
    ...stage,
    durationMs: Math.round(clock.monotonicMs() - startedMs),
  })
  // Nothing is kept of the record, so that any key does.
  const mapper = createMapper(definition, { hashKey: 'check' })
  try {
    const { resource } = definition.source
    for await (const { id, failure } of previewRecords({ definition, connection, mapper, records: 1, clock, signal })) {
      if (failure === undefined) return done({ status: 'passed', message: `${resource} ${id} was read and mapped.` })
      const remedy = 'Correct the mapping, or the record in Coupa.'
      return done({ status: 'warning', code: failure.code, message: failure.message, remedy })
    }
    return done({ status: 'passed', message: `No ${resource} are due.` })
  } catch (error) {
    if (!isCoupaError(error)) throw error
    return done({ status: 'failed', code: error.code, message: error.message, remedy: error.suggestion })
  }
}
