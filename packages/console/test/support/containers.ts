import type { Container } from '@coupa-connector/protocol'

/** A container of an account, as the hub answers it. */
export function container(given: Partial<Container>): Container {
  return {
    id: 'id',
    kind: 'atom',
    name: 'Plant 7',
    relation: 'owner',
    cloud: null,
    status: 'online',
    unavailableReason: null,
    allowBrowsing: true,
    maxConcurrentJobs: 20,
    runningJobs: 0,
    queuedJobs: 0,
    lastSeenAt: null,
    nodes: [],
    createdAt: '2026-11-23T09:00:00.000Z',
    ...given,
  }
}

/** A machine of it that works. */
export function node(given: Partial<Container['nodes'][number]>): Container['nodes'][number] {
  return {
    id: 'node',
    name: 'machine',
    status: 'online',
    version: '1.0.0',
    connectorVersion: '1.0.0',
    startedAt: null,
    lastSeenAt: null,
    clockDifferenceMs: null,
    runningJobs: 0,
    capacity: 20,
    enrolledAt: '2026-11-23T09:00:00.000Z',
    ...given,
  }
}
