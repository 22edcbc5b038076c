import type { ApiKey, ConnectionSummary, Container, Process } from '@coupa-connector/protocol'
import type { IconName } from '../ui/icon.tsx'
import type { Tone } from '../ui/status.tsx'

/** Where a row of the start page leads. */
export type AttentionTarget =
  | { readonly screen: 'connection'; readonly id: string }
  | { readonly screen: 'connections'; readonly state?: 'failing' | 'draft' | 'never-tested' }
  | { readonly screen: 'process'; readonly id: string; readonly view?: 'failures' }
  | { readonly screen: 'processes'; readonly state: 'failing' | 'late' | 'set-aside' }
  | { readonly screen: 'container'; readonly id: string }
  | { readonly screen: 'keys' }

/** Something that a person should look at. */
export interface Attention {
  readonly id: string
  readonly tone: Tone
  readonly icon: IconName
  readonly state: string
  readonly title: string
  readonly detail: string
  /** When it came to be so, or when it will. */
  readonly at: string | null
  readonly target: AttentionTarget
}

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

export interface ProcessFacts {
  /** Number of processes by state. */
  readonly counts: Readonly<Record<string, number>>
  /** The first of those that fail, that are late, and that have records set aside. */
  readonly failing: readonly Process[]
  readonly late: readonly Process[]
  readonly setAside: readonly Process[]
}

const dayMs = 86_400_000
/** Long enough to get a new key through a change board. */
export const keyWarningDays = 14

/** What needs attention, the most pressing first. */
export function findAttention(facts: AttentionFacts): readonly Attention[] {
  return [
    ...failingConnections(facts),
    ...troubledProcesses(facts),
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

/** Deployments that fail or are late, and those that set records aside, one row each; the rest of them in a row. */
function troubledProcesses({ processes: { counts, failing, late, setAside } }: AttentionFacts): Attention[] {
  const rows: Attention[] = []
  for (const [state, words, found] of [
    ['failing', { word: 'Failing', tone: 'bad', icon: 'cross', many: 'fail' }, failing],
    ['late', { word: 'Late', tone: 'bad', icon: 'clock', many: 'are late' }, late],
    [
      'set-aside',
      { word: 'Records set aside', tone: 'warning', icon: 'warning', many: 'have records set aside' },
      setAside,
    ],
  ] as const) {
    const { word, tone, icon, many } = words
    for (const { id, name, deployments } of found) {
      for (const deployment of deployments.filter((one) => one.state === state)) {
        rows.push({
          id: `${state}-${deployment.id}`,
          tone,
          icon,
          state: deployment.paused && state === 'failing' ? 'Failing, paused' : word,
          title: `${name} in ${deployment.environment.name}`,
          detail: describeTrouble(deployment),
          at: (state === 'late' ? deployment.lastSuccessAt : deployment.lastRun?.endedAt) ?? null,
          target: { screen: 'process', id, ...(state === 'set-aside' ? { view: 'failures' as const } : {}) },
        })
      }
    }
    const more = (counts[state] ?? 0) - found.length
    if (more <= 0) continue
    const title = `${plural(more, 'more process', 'more processes')} ${many}`
    rows.push({
      id: `${state}-more`,
      tone,
      icon,
      state: word,
      title,
      detail: '',
      at: null,
      target: { screen: 'processes', state },
    })
  }
  return rows
}

function describeTrouble({ state, lastRun, lastSuccessAt, openFailures }: Process['deployments'][number]): string {
  if (state === 'late') {
    return lastSuccessAt === null
      ? 'Its schedule has come several times, and no run has succeeded yet.'
      : 'Its schedule has come several times since the last run that succeeded.'
  }
  if (state === 'set-aside')
    return `${plural(openFailures, 'record')} ${openFailures === 1 ? 'waits' : 'wait'} to be mended.`
  return lastRun?.reason ?? 'The last run failed.'
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
          : `${found.length} connections sign in with an API key`,
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

function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : nouns}`
}
