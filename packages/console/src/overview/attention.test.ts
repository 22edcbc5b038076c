import type { ApiKey, ConnectionSummary, Container, Deployment, Process } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import { type AttentionFacts, findAttention } from './attention.ts'
import { firstSteps } from './first-steps.ts'

const nowMs = Date.parse('2026-06-01T00:00:00Z')
const noProcesses: AttentionFacts['processes'] = { counts: {}, failing: [], late: [], setAside: [] }
const calm: AttentionFacts = {
  counts: { verified: 3 },
  failing: [],
  connections: [],
  containers: [],
  processes: noProcesses,
  keys: [],
  nowMs,
}

function connection(name: string, given: Partial<ConnectionSummary> = {}): ConnectionSummary {
  return {
    id: name,
    name,
    folder: '',
    labels: [],
    state: 'verified',
    organization: 'acme.coupahost.com',
    authenticationType: 'oauth2',
    isDeprecated: false,
    lastTest: null,
    revision: 1,
    updatedAt: '2026-05-01T00:00:00Z',
    updatedBy: 'Ada',
    ...given,
  }
}

function process(name: string, ...given: Partial<Deployment>[]): Process {
  const deployments = given.map(
    (deployment, place) =>
      ({
        id: `${name}-${place}`,
        environment: { name: 'production' },
        lastRun: null,
        lastSuccessAt: null,
        openFailures: 0,
        paused: null,
        ...deployment,
      }) as Deployment,
  )
  return { id: name, name, deployments } as unknown as Process
}

function key(given: Partial<ApiKey>): ApiKey {
  return {
    id: 'k',
    name: 'nightly',
    role: 'builder',
    start: 'cck_x',
    createdBy: 'Ada',
    isCreatorMember: true,
    createdAt: '2026-01-01T00:00:00Z',
    expiresAt: '2027-01-01T00:00:00Z',
    lastUsedAt: null,
    revokedAt: null,
    ...given,
  }
}

function container(status: Container['status']): Container {
  return {
    id: status,
    kind: 'atom',
    name: `Plant ${status}`,
    relation: 'owner',
    cloud: null,
    status,
    unavailableReason: null,
    allowBrowsing: true,
    maxConcurrentJobs: 4,
    runningJobs: 0,
    queuedJobs: 0,
    lastSeenAt: null,
    nodes: [],
    createdAt: '2026-01-01T00:00:00Z',
  }
}

describe('findAttention', () => {
  it('finds nothing when all is well', () => {
    const facts = { ...calm, containers: [container('online')], connections: [connection('a')], keys: [key({})] }

    expect(findAttention(facts)).toEqual([])
  })

  it('puts what fails before what is only unfinished', () => {
    const facts = {
      ...calm,
      counts: { failing: 7, draft: 1, 'never-tested': 2 },
      failing: [connection('a', { state: 'failing' })],
      connections: [connection('old', { isDeprecated: true })],
      containers: [container('offline'), container('stopped'), container('degraded')],
    }

    expect(findAttention(facts).map(({ state, title }) => `${state}: ${title}`)).toEqual([
      'Failing: a',
      'Failing: 6 more connections fail',
      'Offline: Plant offline',
      'Degraded: Plant degraded',
      'Never tested: 2 connections never tested',
      'Draft: 1 connection changed since the last passed test',
      'Deprecated: old signs in with an API key',
    ])
  })

  it('names each deployment that fails, is late or has records set aside, with the reason', () => {
    const lastRun = { reason: 'The folder does not exist.', endedAt: '2026-05-31T02:00:00Z' } as Deployment['lastRun']
    const processes = {
      counts: { failing: 3, late: 1, 'set-aside': 1 },
      failing: [process('pay', { state: 'failing', lastRun }, { state: 'healthy' })],
      late: [process('copy', { state: 'late', lastSuccessAt: '2026-05-30T02:00:00Z' })],
      setAside: [process('load', { state: 'set-aside', openFailures: 1 })],
    }

    expect(
      findAttention({ ...calm, processes }).map(({ state, title, detail }) => `${state}: ${title}. ${detail}`),
    ).toEqual([
      'Failing: pay in production. The folder does not exist.',
      'Failing: 2 more processes fail. ',
      'Late: copy in production. Its schedule has come several times since the last run that succeeded.',
      'Records set aside: load in production. 1 record waits to be mended.',
    ])
  })

  it.each<[string, Partial<ApiKey>, string | undefined]>([
    ['ends in two weeks', { expiresAt: '2026-06-15T00:00:00Z' }, 'Expires soon'],
    ['ends later', { expiresAt: '2026-06-15T00:00:01Z' }, undefined],
    ['was revoked', { expiresAt: '2026-06-02T00:00:00Z', revokedAt: '2026-05-01T00:00:00Z' }, undefined],
    ['has ended in use', { expiresAt: '2026-05-31T00:00:00Z', lastUsedAt: '2026-05-30T00:00:00Z' }, 'Expired'],
    ['has ended forgotten', { expiresAt: '2026-05-31T00:00:00Z', lastUsedAt: '2026-02-01T00:00:00Z' }, undefined],
  ])('says of a key that %s what is right', (_, given, expected) => {
    expect(findAttention({ ...calm, keys: [key(given)] })[0]?.state).toBe(expected)
  })

  it('names the connections that use an API key', () => {
    const connections = ['a', 'b', 'c', 'd', 'e'].map((name) => connection(name, { isDeprecated: true }))

    expect(findAttention({ ...calm, connections })[0]?.detail).toContain('a, b, c and 2 more')
    expect(findAttention({ ...calm, connections: connections.slice(0, 3) })[0]?.detail).toContain('a, b and c to')
  })
})

describe('firstSteps', () => {
  const nothing = { connections: 0, counts: {}, processes: 0, containers: 1, hasLooked: false, isAlone: true }
  const done = (facts: Parameters<typeof firstSteps>[0]) =>
    firstSteps(facts).flatMap(({ name, isDone }) => (isDone ? [name] : []))

  it('ticks nothing in a new account, where the container that came along does not count', () => {
    expect(done(nothing)).toEqual([])
  })

  it('ticks what is done', () => {
    expect(done({ ...nothing, connections: 1, counts: { failing: 1 } })).toEqual(['connection'])
    expect(done({ ...nothing, processes: 1 })).toEqual(['process'])
    expect(
      done({ connections: 1, counts: { verified: 1 }, processes: 1, containers: 2, hasLooked: true, isAlone: false }),
    ).toHaveLength(6)
  })
})
