import { type Connection, SettingsError } from '@coupa-connector/connector'
import type { Clock } from '@coupa-connector/connector/plugins'
import { EndpointError, InputRefusedError, type LoadSource } from '@coupa-connector/endpoints'
import {
  createLoadMapper,
  createMapper,
  type Definition,
  DefinitionError,
  isLoad,
  type LoadDefinition,
  parseProcess,
} from '@coupa-connector/process'
import { type DestinationStage, type OperationResult, toStorable } from '@coupa-connector/protocol'
import { checkCoupaMonitoring, previewLoad, previewRecords, RunError } from '@coupa-connector/runner'
import { createJobTrace } from '../connections/trace-requests.ts'
import { createBoundedRecords } from '../jobs/bounded-records.ts'
import { stopReasonOf } from '../jobs/job-stop.ts'
import type { LookJob, LookJobOptions } from '../jobs/look-job.ts'
import { describeFailure, type OperationError } from '../jobs/operation-failure.ts'
import { createStriker } from '../jobs/strike-secrets.ts'
import { openDestination, secretsOfEnds } from '../runs/open-destination.ts'
import { openSource } from '../runs/open-source.ts'
import { lookAtSchema } from './look-at-schema.ts'

type Found = Pick<OperationResult, 'outcome' | 'message'> & Partial<OperationResult>

/**
 * Looks at the ends of a process: tries its destination, or shows what records would become. Never rejects: failures are part
 * of the result. Returns undefined when the job was stopped and another node may run it.
 */
export async function runLookJob(job: LookJob, options: LookJobOptions): Promise<OperationResult | undefined> {
  const { tracer, clock, signal } = options
  const startedMs = clock.monotonicMs()
  const trace = createJobTrace(job.correlationId)
  const strike = createStriker(job.settings, secretsOfEnds(job.destination ? [job.destination] : []))
  const finish = (found: Found): OperationResult => {
    const durationMs = Math.round(clock.monotonicMs() - startedMs)
    return toStorable(strike({ ...found, requests: trace.requests, durationMs }))
  }
  try {
    signal.throwIfAborted()
    return finish(await tracer.run(trace, () => look(job, options)))
  } catch (error) {
    switch (stopReasonOf(signal)) {
      case 'lost':
      case 'node-stops':
        return undefined
      case 'cancelled':
        return finish({ outcome: 'CANCELLED', message: 'It was canceled.' })
      case 'deadline':
        return finish({ outcome: 'TIMED_OUT', message: 'It did not end in the time that it has.' })
      case undefined: {
        const failure = failureOf(error)
        return finish({ outcome: 'FAILED', message: failure.message, error: failure })
      }
    }
  }
}

async function look(job: LookJob, { pool, clock, signal }: LookJobOptions): Promise<Found> {
  const { operation } = job
  if (operation.action === 'check-destination') return await checkDestination(job, operation.use, clock, signal)
  const stored = { ...job, isUnstored: job.connectionKey === job.job }
  if (operation.action === 'read-schema') {
    return await pool.withConnection(stored, (connection) => lookAtSchema(connection, operation, { clock, signal }))
  }
  const definition = parseProcess(operation.definition)
  return await pool.withConnection(stored, (connection) =>
    isLoad(definition)
      ? previewOfLoad(job, { definition, connection, records: operation.records, clock, signal })
      : previewOfExport({ definition, connection, records: operation.records, clock, signal }),
  )
}

/** What an end is opened with, of which a check needs nothing but a format. */
async function checkDestination(
  job: LookJob,
  use: 'deliver' | 'load',
  clock: Clock,
  signal: AbortSignal,
): Promise<Found> {
  const end = endOf(job)
  if (use === 'load') {
    await using source = await openSource(end, { source: {} }, { clock, signal })
    return await stagesOf(source.check(), signal)
  }
  await using destination = await openDestination(
    end,
    { destination: {}, source: { resource: 'records' } },
    clock,
    signal,
  )
  return await stagesOf(destination.check(), signal)
}

async function stagesOf(check: ReturnType<LoadSource['check']>, signal: AbortSignal): Promise<Found> {
  const stages: DestinationStage[] = []
  for await (const { remedy, code, ...stage } of check) {
    signal.throwIfAborted()
    stages.push({ ...stage, ...(code === undefined ? {} : { code }), ...(remedy === undefined ? {} : { remedy }) })
  }
  const failed = stages.find(({ status }) => status === 'failed')
  if (failed === undefined) return { outcome: 'OK', message: 'Every stage passed.', stages }
  const { code = 'FAILED', message, remedy } = failed
  const error = { code, message, isRetryable: true, ...(remedy === undefined ? {} : { suggestion: remedy }) }
  return { outcome: 'FAILED', message, error, stages }
}

interface PreviewOptions<AnyDefinition> {
  readonly definition: AnyDefinition
  readonly connection: Connection
  readonly records: number
  readonly clock: Clock
  readonly signal: AbortSignal
}

async function previewOfExport({
  definition,
  connection,
  records,
  clock,
  signal,
}: PreviewOptions<Definition>): Promise<Found> {
  // The hashes of a preview are not those of the runs: nobody may compare with them.
  const mapper = createMapper(definition, { hashKey: 'preview' })
  const bounds = createBoundedRecords()
  for await (const preview of previewRecords({ definition, connection, mapper, records, clock, signal })) {
    bounds.add(plain(preview))
  }
  const monitoring = await checkCoupaMonitoring({ definition, connection, signal })
  const notices = monitoring?.notes.map(({ code, message }) => ({ field: 'coupaMonitoring', reason: code, message }))
  return {
    outcome: 'OK',
    message: told(bounds.records.length, bounds.isFull),
    records: bounds.records,
    isTruncated: bounds.isFull,
    ...(notices === undefined || notices.length === 0 ? {} : { notices }),
  }
}

async function previewOfLoad(
  job: LookJob,
  { definition, connection, records, clock, signal }: PreviewOptions<LoadDefinition>,
): Promise<Found> {
  await using source = await openSource(endOf(job), definition, { clock, signal })
  const bounds = createBoundedRecords()
  const previews = previewLoad({
    ...{ definition, connection, source, signal, records },
    createMapper: (given) => createLoadMapper(definition, given),
  })
  for await (const preview of previews) bounds.add(plain(preview))
  return {
    outcome: 'OK',
    message: told(bounds.records.length, bounds.isFull),
    records: bounds.records,
    isTruncated: bounds.isFull,
  }
}

function endOf({ destination = { kind: '', settings: {} }, settings, publicAddressesOnly }: LookJob) {
  return { destination, settings, publicAddressesOnly }
}

/** As JSON has it. */
function plain(value: object): Record<string, never> {
  return JSON.parse(JSON.stringify(value))
}

function told(count: number, isFull: boolean): string {
  const records = count === 1 ? '1 record' : `${count} records`
  return isFull ? `${records}; more would not fit into a preview.` : `${records}.`
}

function failureOf(error: unknown): OperationError {
  if (error instanceof EndpointError) return { ...wordsOf(error, error.remedy), isRetryable: true }
  if (error instanceof SettingsError) return { ...wordsOf(error, error.suggestion), isRetryable: false }
  if (error instanceof InputRefusedError || error instanceof RunError) {
    return { ...wordsOf(error, error.remedy), isRetryable: false }
  }
  if (error instanceof DefinitionError) return { ...wordsOf(error, undefined), isRetryable: false }
  return describeFailure(error)
}

function wordsOf(
  { code, message }: { readonly code: string; readonly message: string },
  suggestion: string | undefined,
): Pick<OperationError, 'code' | 'message' | 'suggestion'> {
  return { code, message, ...(suggestion === undefined ? {} : { suggestion }) }
}
