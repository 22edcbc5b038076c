import type { ApiKey, ConnectionSummary, Container } from '@coupa-connector/protocol'
import { plural } from '../ui/words/numbers.ts'
import type { Attention } from './attention-row.ts'
import { type ProcessFacts, troubledProcesses } from './troubled-processes.ts'

export interface AttentionFacts {
  /** Number of connections by state. */
  readonly counts: Readonly<Record<string, number>>
  /** The first of the failing ones, and of all. */
  readonly failing: readonly ConnectionSummary[]
  readonly connections: readonly ConnectionSummary[]
  readonly containers: readonly Container[]
  readonly processes: ProcessFacts
  /** Empty for people who may not see them. */
  readonly keys: readonly ApiKey[]
  readonly nowMs: number
}

const dayMs = 86_400_000
/** Long enough to get a new key through a change board. */
export const keyWarningDays = 14

/** What needs attention, the most pressing first. */
export function findAttention(facts: AttentionFacts): readonly Attention[] {
  return [
    ...failingConnections(facts),
    ...troubledProcesses(facts.processes),
    ...brokenContainers(facts),
    ...endingKeys(facts),
    ...untested(facts),
    ...deprecated(facts),
  ]
}

function failingConnections({ failing, counts }: AttentionFacts): Attention[] {
  const rows = failing.map(
    (connection): Attention => ({
      id: `failing-${connection.id}`,
      tone: 'bad',
      icon: 'cross',
      state: 'Failing',
      title: connection.name,
      detail: connection.lastTest?.title ?? 'The last test failed.',
      at: connection.lastTest?.finishedAt ?? null,
      target: { screen: 'connection', id: connection.id },
    }),
  )
  const more = (counts.failing ?? 0) - failing.length
  if (more <= 0) return rows
  const target = { screen: 'connections', state: 'failing' } as const
  const title = `${plural(more, 'more connection')} ${more === 1 ? 'fails' : 'fail'}`
  return [
    ...rows,
    { id: 'failing-more', tone: 'bad', icon: 'cross', state: 'Failing', title, detail: '', at: null, target },
  ]
}

const brokenStates: Partial<Record<Container['status'], { readonly word: string; readonly detail: string }>> = {
  offline: { word: 'Offline', detail: 'Lost contact with the hub. Tests and operations on it will wait or fail.' },
  degraded: {
    word: 'Degraded',
    detail: 'It works, but one of its nodes is missing, stopping or runs another version.',
  },
}

function brokenContainers({ containers }: AttentionFacts): Attention[] {
  return containers.flatMap((container): Attention[] => {
    const broken = brokenStates[container.status]
    if (!broken) return []
    const isOffline = container.status === 'offline'
    return [
      {
        id: `container-${container.id}`,
        tone: isOffline ? 'bad' : 'warning',
        icon: isOffline ? 'cross' : 'warning',
        state: broken.word,
        title: container.name,
        detail: broken.detail,
        at: container.lastSeenAt,
        target: { screen: 'container', id: container.id },
      },
    ]
  })
}

/** Keys that expire soon. A key that nobody used for a month before is not mentioned once it has expired. */
function endingKeys({ keys, nowMs }: AttentionFacts): Attention[] {
  return keys.flatMap((key): Attention[] => {
    const endsInMs = Date.parse(key.expiresAt) - nowMs
    if (key.revokedAt !== null || endsInMs > keyWarningDays * dayMs) return []
    const hasExpired = endsInMs <= 0
    const wasUsedLately = key.lastUsedAt !== null && nowMs - Date.parse(key.lastUsedAt) < 30 * dayMs
    if (hasExpired && !wasUsedLately) return []
    return [
      {
        id: `key-${key.id}`,
        tone: hasExpired ? 'bad' : 'warning',
        icon: 'key',
        state: hasExpired ? 'Expired' : 'Expires soon',
        title: `API key ${key.name}`,
        detail: hasExpired
          ? 'Programs that still use it are refused. Create a new key and replace it there.'
          : 'Create a new key and replace it before programs are refused.',
        at: key.expiresAt,
        target: { screen: 'keys' },
      },
    ]
  })
}

function untested({ counts }: AttentionFacts): Attention[] {
  const never = counts['never-tested'] ?? 0
  const drafts = counts.draft ?? 0
  const rows: Attention[] = []
  if (never > 0) {
    rows.push({
      id: 'never-tested',
      tone: 'warning',
      icon: 'circle',
      state: 'Never tested',
      title: `${plural(never, 'connection')} never tested`,
      detail: 'Not tested yet.',
      at: null,
      target: { screen: 'connections', state: 'never-tested' },
    })
  }
  if (drafts > 0) {
    rows.push({
      id: 'drafts',
      tone: 'warning',
      icon: 'pencil',
      state: 'Draft',
      title: `${plural(drafts, 'connection')} changed since the last passed test`,
      detail: 'Test again to make sure the current settings work.',
      at: null,
      target: { screen: 'connections', state: 'draft' },
    })
  }
  return rows
}

function deprecated({ connections }: AttentionFacts): Attention[] {
  const found = connections.filter(({ isDeprecated }) => isDeprecated)
  const [first] = found
  if (!first) return []
  return [
    {
      id: 'deprecated',
      tone: 'warning',
      icon: 'warning',
      state: 'Deprecated',
      title:
        found.length === 1
          ? `${first.name} signs in with an API key`
          : `${plural(found.length, 'connection')} sign in with an API key`,
      detail: `Coupa has deprecated API keys. Move ${found.length === 1 ? 'it' : listNames(found)} to OAuth 2.0.`,
      at: null,
      target: found.length === 1 ? { screen: 'connection', id: first.id } : { screen: 'connections' },
    },
  ]
}

function listNames(connections: readonly ConnectionSummary[]): string {
  const names = connections.slice(0, 3).map(({ name }) => name)
  const more = connections.length - names.length
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(' and ').replace(/ and (?=.* and )/g, ', ')
}
