import type { Job, TestReport } from '@coupa-connector/protocol'
import { formatDuration } from '../../ui/words/time-ago.tsx'

/** Something that a passed test has proven. */
export interface ProvenFact {
  readonly what: string
  readonly value: string
}

/** What a passed test has proven, and no more than that. */
export function provenFacts(report: TestReport): readonly ProvenFact[] {
  const { host, tokenHost, clientId, tokenLifetimeSeconds, grantedScopes, probes, authenticationType } = report
  const isKey = authenticationType === 'api-key'
  return [
    ...(host ? [{ what: 'Host reached', value: host }] : []),
    ...(isKey ? [{ what: 'Signed in with', value: 'API key' }] : []),
    ...(!isKey && clientId
      ? [
          {
            what: 'Signed in as client',
            value: tokenHost && tokenHost !== host ? `${clientId} at ${tokenHost}` : clientId,
          },
        ]
      : []),
    ...(isKey
      ? []
      : [
          {
            what: 'Scopes granted',
            value: grantedScopes.length > 0 ? grantedScopes.join(' ') : 'not reported by Coupa',
          },
        ]),
    { what: 'Tax Codes', value: 'can be read' },
    ...probes
      .filter(({ outcome }) => outcome === 'OK')
      .map(({ resource }) => ({ what: resource, value: 'can be read' })),
    ...(tokenLifetimeSeconds === undefined ? [] : [{ what: 'Token valid for', value: lifetime(tokenLifetimeSeconds) }]),
  ]
}

/** Where and how long a test ran. */
export function runFacts(
  { container, node }: Pick<Job, 'container' | 'node'>,
  { durationMs }: TestReport,
): readonly ProvenFact[] {
  return [
    { what: 'Container', value: container.name },
    ...(node && node.name !== container.name ? [{ what: 'Node', value: node.name }] : []),
    { what: 'Duration', value: formatDuration(durationMs) },
  ]
}

/** `23 h 59 min`, `15 min`, `50 s`. */
export function lifetime(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)]
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`
  return minutes > 0 ? `${minutes} min` : `${Math.round(seconds)} s`
}

/** The details for support as rows of words; what is not there is left out. */
export function detailRows({ details, stage, outcome }: TestReport): readonly ProvenFact[] {
  const named = Object.entries(detailLabels).flatMap(([key, what]) => {
    const value = details[key]
    return value === undefined || value === null ? [] : [{ what, value: toText(value) }]
  })
  const network = typeof details.network === 'object' && details.network !== null ? Object.entries(details.network) : []
  return [
    { what: 'Outcome', value: outcome },
    { what: 'Stage', value: stage },
    ...named,
    ...network.map(([key, value]) => ({ what: spaced(key), value: toText(value) })),
  ]
}

const detailLabels: Readonly<Record<string, string>> = {
  status: 'HTTP status',
  mediaType: 'Media type',
  correlationId: "Coupa's correlation id",
  oauthError: 'OAuth error',
  redirectTarget: 'Redirects to',
  retryAfterSeconds: 'Retry after, seconds',
  attempts: 'Requests sent',
  networkFailure: 'Network failure',
}

function toText(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** `certificateIssuer` becomes `Certificate issuer`. */
function spaced(key: string): string {
  const words = key.replaceAll(
    /([a-z])([A-Z])/g,
    (_match, before: string, after: string) => `${before} ${after.toLowerCase()}`,
  )
  return words.charAt(0).toUpperCase() + words.slice(1)
}
