import type { Container, ContainerKind, ContainerStatus } from '@coupa-connector/protocol'
import type { IconName } from '../ui/marks/icon.tsx'
import type { Tone } from '../ui/marks/status.tsx'
import { plural } from '../ui/words/numbers.ts'

export type ContainerNode = Container['nodes'][number]

export interface StatusWords {
  readonly label: string
  readonly tone: Tone
  readonly icon: IconName
  readonly meaning: string
}

/** A clock difference above which the times of this node mislead, and signed requests may be refused. */
export const clockWarningMs = 30_000

/** What each status of a container is called and means. */
export const containerStatusWords: Readonly<Record<ContainerStatus, StatusWords>> = {
  new: { label: 'Not started', tone: 'quiet', icon: 'circle', meaning: 'Enrolled, but never started.' },
  online: { label: 'Online', tone: 'good', icon: 'check', meaning: 'All nodes are connected.' },
  degraded: {
    label: 'Degraded',
    tone: 'warning',
    icon: 'warning',
    meaning: 'It works, but a node is missing, stopping or runs another version.',
  },
  unknown: { label: 'Unknown', tone: 'warning', icon: 'clock', meaning: 'It has missed its last check-ins.' },
  stopping: {
    label: 'Stopping',
    tone: 'warning',
    icon: 'spinner',
    meaning: 'It finishes its work and takes no new work.',
  },
  stopped: { label: 'Stopped', tone: 'quiet', icon: 'stop', meaning: 'It was shut down normally.' },
  offline: { label: 'Offline', tone: 'bad', icon: 'cross', meaning: 'Lost contact, or it has no node.' },
}

/** What each status of a node is called and means. */
export const nodeStatusWords: Readonly<Record<ContainerNode['status'], StatusWords>> = {
  starting: { label: 'Not started', tone: 'quiet', icon: 'circle', meaning: 'Enrolled, but never started.' },
  online: { label: 'Online', tone: 'good', icon: 'check', meaning: 'It reports to the hub every few seconds.' },
  unknown: { label: 'Unknown', tone: 'warning', icon: 'clock', meaning: 'It has missed its last check-ins.' },
  stopping: {
    label: 'Stopping',
    tone: 'warning',
    icon: 'spinner',
    meaning: 'It finishes its work and takes no new work.',
  },
  stopped: { label: 'Stopped', tone: 'quiet', icon: 'stop', meaning: 'It was shut down normally.' },
  offline: { label: 'Offline', tone: 'bad', icon: 'cross', meaning: 'Lost contact. Its machine may be down.' },
  revoked: { label: 'Revoked', tone: 'bad', icon: 'cross', meaning: 'Its credential was revoked.' },
}

/** The kinds in the order in which lists offer them, explained for a first encounter. */
export const containerKinds: readonly {
  readonly kind: ContainerKind
  readonly label: string
  readonly plural: string
  readonly explanation: string
}[] = [
  {
    kind: 'atom',
    label: 'Atom',
    plural: 'Atoms',
    explanation: 'One program on one machine. The usual choice. If the machine is down, so is the atom.',
  },
  {
    kind: 'molecule',
    label: 'Molecule',
    plural: 'Molecules',
    explanation: 'Several machines that share the work. If one fails, the others continue.',
  },
  {
    kind: 'cloud',
    label: 'Cloud',
    plural: 'Clouds',
    explanation: 'Like a molecule, but it can be shared with other accounts, which are kept separate.',
  },
]

/** `atom`, `molecule`, `cloud` or `attached cloud`, for the middle of a sentence. */
export function kindInWords({ kind, relation }: Pick<Container, 'kind' | 'relation'>): string {
  return relation === 'attachment' ? 'attached cloud' : kind
}

export interface ContainerGroup {
  readonly title: string
  readonly containers: readonly Container[]
}

/**
 * Containers grouped by kind, with attached clouds apart from the account's own. Keeps the order within a kind and omits empty
 * groups.
 */
export function groupContainers(containers: readonly Container[]): readonly ContainerGroup[] {
  const own = containerKinds.map(({ kind, plural }) => ({
    title: plural,
    containers: containers.filter((container) => container.relation === 'owner' && container.kind === kind),
  }))
  const attached = containers.filter(({ relation }) => relation === 'attachment')
  return [...own, { title: 'Attached clouds', containers: attached }].filter((group) => group.containers.length > 0)
}

/** `2 of 3 nodes online · 1.4.0`. For an attached cloud, whose nodes are hidden, the cloud's name. */
export function describeNodes({ nodes, cloud }: Pick<Container, 'nodes' | 'cloud'>): string {
  if (cloud) return `Attached to “${cloud.name}”`
  if (nodes.length === 0) return 'No nodes'
  const online = nodes.filter(({ status }) => status === 'online').length
  const count =
    online === nodes.length ? plural(nodes.length, 'node') : `${online} of ${plural(nodes.length, 'node')} online`
  const versions = [...new Set(nodes.map(({ version }) => version))]
  return `${count} · ${versions.length > 1 ? 'versions' : 'version'} ${versions.join(', ')}`
}

/** `2 running, 1 waiting`, or `idle`. Nothing is idle that is not there. */
export function describeJobs({
  runningJobs,
  queuedJobs,
  status,
}: Pick<Container, 'runningJobs' | 'queuedJobs' | 'status'>): string {
  if (runningJobs === 0 && queuedJobs === 0) return ['online', 'degraded'].includes(status) ? 'idle' : ''
  const parts = [runningJobs > 0 ? `${runningJobs} running` : '', queuedJobs > 0 ? `${queuedJobs} waiting` : '']
  return parts.filter((part) => part !== '').join(', ')
}

/** A clock compared with the hub's: `in sync`, `45 s ahead`, `2 min 5 s behind`. Undefined while it is not known. */
export function describeClock(differenceMs: number | null): { text: string; isFar: boolean } | undefined {
  if (differenceMs === null) return undefined
  const isFar = Math.abs(differenceMs) > clockWarningMs
  const seconds = Math.round(Math.abs(differenceMs) / 1000)
  if (seconds < 1) return { text: 'in sync', isFar }
  const amount = seconds < 60 ? `${seconds} s` : minutesOf(seconds)
  return { text: `${amount} ${differenceMs > 0 ? 'ahead' : 'behind'}`, isFar }
}

function minutesOf(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`
}
