import { testOutcomes } from '@coupa-connector/connector/internals'
import { type Completion, type JobEnvelope, routes } from '@coupa-connector/protocol'
import { createOwnReport } from './own-report.ts'

/**
 * A job from the hub: one to run, one that this program cannot run and reports as such, or one that cannot even be answered.
 */
export type ReadEnvelope =
  | { readonly kind: 'job'; readonly envelope: JobEnvelope }
  | { readonly kind: 'not-ours'; readonly completion: Completion }
  | { readonly kind: 'unreadable' }

const schema = routes['node.poll'].response.shape.jobs.element

/**
 * Reads a job. A newer hub may know kinds of jobs and operations that this program does not. Such a job ends at once as
 * `CONNECTOR_UNAVAILABLE`, instead of travelling from node to node until its time is up.
 */
export function readEnvelope(given: unknown): ReadEnvelope {
  const parsed = schema.safeParse(given)
  if (parsed.success) return { kind: 'job', envelope: parsed.data }
  if (typeof given !== 'object' || given === null) return { kind: 'unreadable' }
  const { job, attempt, kind, containerName } = given as Readonly<Record<string, unknown>>
  if (typeof job !== 'string' || !Number.isInteger(attempt)) return { kind: 'unreadable' }
  const held = { job, attempt: attempt as number }
  const container = typeof containerName === 'string' ? containerName : undefined
  if (kind === 'test') return { kind: 'not-ours', completion: { ...held, ...unavailableTest(container) } }
  if (kind === 'operation') return { kind: 'not-ours', completion: { ...held, ...unavailableOperation(container) } }
  return { kind: 'unreadable' }
}

const outcome = 'CONNECTOR_UNAVAILABLE'

function unavailableTest(container: string | undefined): Pick<Completion, 'outcome' | 'report'> {
  const { title, message, remedy, retry } = testOutcomes[outcome]
  return {
    outcome,
    report: createOwnReport({
      outcome,
      stage: 'settings',
      title,
      message: message({ container }),
      remedy: remedy({ container }),
      retry,
      startedAt: new Date(0).toISOString(),
      durationMs: 0,
    }),
  }
}

function unavailableOperation(container: string | undefined): Pick<Completion, 'outcome' | 'result'> {
  const { message, remedy } = testOutcomes[outcome]
  const text = message({ container })
  const error = { code: outcome, message: text, suggestion: remedy({ container }), isRetryable: true }
  return { outcome, result: { outcome, message: text, error, durationMs: 0 } }
}
