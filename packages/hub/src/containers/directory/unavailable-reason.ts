import type { ContainerRow } from './container-rows.ts'

type Judged = Pick<ContainerRow, 'name' | 'status' | 'node_count' | 'allow_browsing' | 'cloud_name' | 'kind'>

/**
 * Why a container cannot run a test now, and what to do about it, in sentences for a person. Null when it can. A container
 * whose last beats are missing is still tried, since it may answer in time.
 */
export function unavailableReason(container: Judged): string | null {
  return whyAbsent(container) ?? whyForbidden(container)
}

function whyAbsent({ name, kind, status, node_count, cloud_name }: Judged): string | null {
  const fix =
    cloud_name === null
      ? 'Start it on its machine with coupa-connector container run, or choose another container.'
      : 'Ask the owner of the cloud, or choose another container.'
  switch (status) {
    case 'new':
      return `The ${kind} "${name}" was enrolled but never started. ${fix}`
    case 'stopping':
      return `The ${kind} "${name}" is stopping and takes no new work. ${fix}`
    case 'stopped':
      return `The ${kind} "${name}" was stopped. ${fix}`
    case 'offline':
      return node_count === 0
        ? `The ${kind} "${name}" has no node. ${cloud_name === null ? 'Enroll one with an installer token.' : fix}`
        : `The ${kind} "${name}" is offline. ${fix}`
    case 'online':
    case 'degraded':
    case 'unknown':
      return null
    default:
      return status satisfies never
  }
}

function whyForbidden({ name, kind, allow_browsing, cloud_name }: Judged): string | null {
  if (allow_browsing) return null
  return cloud_name === null
    ? `The ${kind} "${name}" does not allow tests. An administrator can allow them in its settings.`
    : `The cloud "${cloud_name}" behind "${name}" does not allow tests. Ask its owner to allow them, or choose another container.`
}
