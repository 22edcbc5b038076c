import type { Container } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import {
  type ContainerNode,
  containerStatusWords,
  describeClock,
  describeJobs,
  describeNodes,
  groupContainers,
  nodeStatusWords,
} from './container-words.ts'
import { removalOf } from './detail/removal.ts'
import { enrollCommand, isOnlyThisMachine, runCommand } from './enroll/enroll-command.ts'
import { enrolledSince } from './enroll/enroll-progress.ts'

describe('the list of containers', () => {
  it('groups by kind, with the clouds of others last, and keeps the order within a group', () => {
    const given = [
      container({ name: 'a', kind: 'cloud', relation: 'attachment' }),
      container({ name: 'b', kind: 'molecule' }),
      container({ name: 'c', kind: 'cloud' }),
      container({ name: 'd' }),
      container({ name: 'e', kind: 'molecule' }),
    ]

    expect(groupContainers(given).map(({ title, containers }) => [title, containers.map(({ name }) => name)])).toEqual([
      ['Atoms', ['d']],
      ['Molecules', ['b', 'e']],
      ['Clouds', ['c']],
      ['Attached clouds', ['a']],
    ])
    expect(groupContainers([])).toEqual([])
  })

  it('says every status with a word of its own, and a working one never in the tone of a failure', () => {
    for (const words of [containerStatusWords, nodeStatusWords]) {
      const labels = Object.values(words).map(({ label }) => label)
      expect(new Set(labels).size).toBe(labels.length)
      expect(words.online.tone).toBe('good')
      expect(words.offline.tone).toBe('bad')
    }
    expect(containerStatusWords.degraded.tone).toBe('warning')
  })

  it('counts nodes, names those that are missing, and every version', () => {
    expect(describeNodes(container({ nodes: [] }))).toBe('No nodes')
    expect(describeNodes(container({ nodes: [node({})] }))).toBe('1 node · version 1.0.0')
    expect(describeNodes(container({ nodes: [node({}), node({ status: 'offline', version: '1.1.0' })] }))).toBe(
      '1 of 2 nodes online · versions 1.0.0, 1.1.0',
    )
    expect(describeNodes(container({ cloud: { id: '1', name: 'Europe' } }))).toBe('Attached to “Europe”')
  })

  it('tells running from waiting jobs', () => {
    expect(describeJobs({ runningJobs: 0, queuedJobs: 0 })).toBe('idle')
    expect(describeJobs({ runningJobs: 2, queuedJobs: 0 })).toBe('2 running')
    expect(describeJobs({ runningJobs: 0, queuedJobs: 1 })).toBe('1 waiting')
    expect(describeJobs({ runningJobs: 2, queuedJobs: 1 })).toBe('2 running, 1 waiting')
  })
})

describe('the clock of a node', () => {
  it('is said beside that of the hub', () => {
    expect(describeClock(null)).toBeUndefined()
    expect(describeClock(-400)).toEqual({ text: 'in step', isFar: false })
    expect(describeClock(4200)).toEqual({ text: '4 s ahead', isFar: false })
    expect(describeClock(-125_000)).toEqual({ text: '2 min 5 s behind', isFar: true })
    expect(describeClock(7_200_000)).toEqual({ text: '2 h 0 min ahead', isFar: true })
  })

  it('is far off only above 30 seconds, to either side', () => {
    expect([30_000, -30_000, 30_001, -30_001].map((each) => describeClock(each)?.isFar)).toEqual([
      false,
      false,
      true,
      true,
    ])
  })
})

describe('the command lines', () => {
  const hubUrl = 'https://hub.example.com'

  it('enrol and run what was named', () => {
    expect(enrollCommand({ hubUrl, kind: 'atom', name: 'plant-7' })).toBe(
      'npx coupa-connector container enroll --hub https://hub.example.com --kind atom --name plant-7',
    )
    expect(runCommand({ name: 'plant-7' })).toBe('npx coupa-connector container run --name plant-7')
  })

  it('quote names so that shells leave them as they are', () => {
    expect(runCommand({ name: 'Plant 7' })).toMatch(/ --name "Plant 7"$/)
    expect(runCommand({ name: "Anna's" })).toMatch(/ --name "Anna's"$/)
    expect(runCommand({ name: 'a;b&c' })).toMatch(/ --name "a;b&c"$/)
    expect(runCommand({ name: 'see `date`' })).toMatch(/ --name 'see `date`'$/)
    expect(runCommand({ name: "it's here!" })).toMatch(/ --name 'it'\\''s here!'$/)
    expect(runCommand({ name: '-v' })).toMatch(/ --name=-v$/)
  })

  it('know addresses that only the hub itself can reach', () => {
    expect(['http://127.0.0.1:8090', 'http://localhost', 'http://[::1]:8090'].every(isOnlyThisMachine)).toBe(true)
    expect(['https://hub.example.com', 'https://10.0.0.5'].some(isOnlyThisMachine)).toBe(false)
  })
})

describe('waiting for a container', () => {
  const since = '2026-11-23T10:00:00.000Z'
  const fresh = node({ enrolledAt: '2026-11-23T10:00:05.000Z', status: 'starting' })

  it('sees what was enrolled since the token was made, and whether it was heard', () => {
    const given = [
      container({ name: 'old', nodes: [node({ enrolledAt: '2026-11-23T09:59:59.999Z' })] }),
      container({ name: 'new', nodes: [fresh] }),
    ]
    const [first, ...more] = enrolledSince(given, { since })

    expect(more).toEqual([])
    expect(first).toMatchObject({ container: { name: 'new' }, isConnected: false })
    expect(enrolledSince([container({ nodes: [{ ...fresh, status: 'online' }] })], { since })[0]?.isConnected).toBe(
      true,
    )
  })

  it('counts a machine that takes the place of a former one', () => {
    const given = container({ createdAt: '2025-01-01T00:00:00.000Z', nodes: [fresh] })

    expect(enrolledSince([given], { since })).toHaveLength(1)
  })

  it('looks at one container only when nodes are added to it', () => {
    const given = [container({ id: 'one', nodes: [fresh] }), container({ id: 'other', nodes: [fresh] })]

    expect(enrolledSince(given, { since, container: 'other' }).map((each) => each.container.id)).toEqual(['other'])
  })
})

describe('removing a container', () => {
  it('asks for the name only when something that runs would be cut off', () => {
    expect(removalOf(container({ nodes: [node({ status: 'offline' })] })).mustTypeName).toBe(false)
    expect(removalOf(container({ nodes: [node({})] })).mustTypeName).toBe(true)
    expect(removalOf(container({ queuedJobs: 1 })).mustTypeName).toBe(true)
  })

  it('says what is lost', () => {
    const removal = removalOf(container({ kind: 'cloud', nodes: [node({}), node({})], runningJobs: 1 }))

    expect(removal.verb).toBe('Delete')
    expect(removal.consequences.join(' ')).toMatch(
      /2 nodes end at once; 2 of them are online.*1 job of it.*is lost.*lent/,
    )
  })

  it('detaches from a cloud of others, which stays', () => {
    const removal = removalOf(container({ kind: 'cloud', relation: 'attachment', cloud: { id: '1', name: 'Europe' } }))

    expect(removal).toMatchObject({ verb: 'Detach', title: 'Detach from “Europe”?', mustTypeName: false })
    expect(removal.consequences.at(-1)).toMatch(/stays with its owner/)
  })
})

function container(given: Partial<Container>): Container {
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

function node(given: Partial<ContainerNode>): ContainerNode {
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
