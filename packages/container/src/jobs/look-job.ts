import type { Clock } from '@coupa-connector/connector/plugins'
import type { JobEnvelope, JobOperation, Look, OperationResult } from '@coupa-connector/protocol'
import type { ConnectionPool } from '../connections/connection-pool.ts'
import type { RequestTracer } from '../connections/trace-requests.ts'

/** A job that looks at the ends of a process, or at what an organization has. */
export type LookJob = Omit<Extract<JobEnvelope, { kind: 'operation' }>, 'operation'> & { readonly operation: Look }

/** Whether a job looks at a process, and is not an operation of the connector. */
export function isLook(operation: JobOperation): operation is Look {
  return looks.has(operation.action)
}

const looks: ReadonlySet<JobOperation['action']> = new Set<Look['action']>([
  'check-destination',
  'preview-process',
  'read-schema',
])

export interface LookJobOptions {
  readonly pool: ConnectionPool
  readonly tracer: RequestTracer
  readonly clock: Clock
  /** Aborts with a `JobStop`. */
  readonly signal: AbortSignal
}

/** Carries such a job out; resolves with undefined when it was stopped and another node may run it. */
export type RunLookJob = (job: LookJob, options: LookJobOptions) => Promise<OperationResult | undefined>
