import type { CheckedSettings, HubOutcome, HubOutcomeFacts } from '@coupa-connector/protocol'
import type { ResolvedContainer } from '../../containers/directory/resolve-container.ts'
import { isSameConnector } from '../../containers/directory/resolve-container.ts'
import { queueLimit } from '../job/job-limits.ts'

/** How many jobs wait for a container: of all accounts, and of the requesting account. */
export interface QueueLength {
  readonly ofAll: number
  readonly ofAccount: number
}

export interface Undertaking {
  readonly problems: CheckedSettings['problems']
  /** Undefined when the account has none. */
  readonly container: ResolvedContainer | undefined
  readonly queue: QueueLength
  readonly connectorVersion: string
  /** The settings have cost as many nodes as they may. */
  readonly isQuarantined: boolean
}

/** The outcome of a job that is known before any node has it. Undefined when a node can try it. */
export function decideOutcome({
  problems,
  container,
  queue,
  connectorVersion,
  isQuarantined,
}: Undertaking): { readonly outcome: HubOutcome; readonly facts: HubOutcomeFacts } | undefined {
  if (problems.length > 0) return { outcome: 'SETTINGS_INVALID', facts: { problems } }
  if (!container) return { outcome: 'NO_CONTAINER', facts: {} }
  const facts: HubOutcomeFacts = {
    container: container.name,
    ...(container.lastSeenAt === null ? {} : { lastSeenAt: container.lastSeenAt.toISOString() }),
  }
  if (isQuarantined) return { outcome: 'QUARANTINED', facts }
  if (!container.allowBrowsing) return { outcome: 'BROWSING_DISABLED', facts }
  if (container.status === 'offline' || container.status === 'stopped') return { outcome: 'CONTAINER_OFFLINE', facts }
  const versions = container.connectorVersions
  if (versions.length > 0 && !versions.some((version) => isSameConnector(version, connectorVersion))) {
    return { outcome: 'CONNECTOR_UNAVAILABLE', facts: { ...facts, requiredVersion: connectorVersion } }
  }
  const isFull =
    queue.ofAll >= queueLimit(container.maxConcurrentJobs) ||
    queue.ofAccount >= queueLimit(container.maxConcurrentJobsOfAccount)
  return isFull ? { outcome: 'CONTAINER_BUSY', facts } : undefined
}

/** Whether a test that is started on a container now is given to a node. One whose last beats are missing is still tried. */
export function canRunTests({ allowBrowsing, status }: ResolvedContainer): boolean {
  return allowBrowsing && ['online', 'degraded', 'unknown'].includes(status)
}

/** The container for a job that names none: the first one that could run it now, or else the first one. */
export function chooseContainer(containers: readonly ResolvedContainer[]): ResolvedContainer | undefined {
  const canRun = ({ allowBrowsing, status }: ResolvedContainer): boolean =>
    allowBrowsing && (status === 'online' || status === 'degraded')
  return containers.find(canRun) ?? containers[0]
}
