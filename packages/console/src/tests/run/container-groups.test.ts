import type { Container } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import { allContainers, groupContainers, isSearchWorthwhile, preselect } from './container-groups.ts'

function container(name: string, given: Partial<Container> = {}): Container {
  return {
    id: name,
    name,
    kind: 'atom',
    relation: 'owner',
    cloud: null,
    status: 'online',
    unavailableReason: null,
    allowBrowsing: true,
    maxConcurrentJobs: 4,
    runningJobs: 0,
    queuedJobs: 0,
    lastSeenAt: null,
    nodes: [],
    createdAt: '2026-01-01T00:00:00.000Z',
    ...given,
  }
}

const offline = { status: 'offline', unavailableReason: 'It is offline.' } as const
const cloud = container('Shared', { kind: 'cloud', cloud: { id: 'c', name: 'Europe' } })
const containers = [cloud, container('Zeta'), container('Alpha', offline), container('Mol', { kind: 'molecule' })]

describe('groupContainers', () => {
  it('puts Atoms and Molecules before Clouds, and those that can run a test first', () => {
    const groups = groupContainers(containers)

    expect(groups.map(({ title }) => title)).toEqual(['Atoms and Molecules', 'Clouds'])
    expect(groups[0]?.containers.map(({ name }) => name)).toEqual(['Mol', 'Zeta', 'Alpha'])
  })

  it('finds by the name of the container or of the cloud behind it, and leaves empty groups out', () => {
    expect(groupContainers(containers, ' EURO ')).toEqual([{ title: 'Clouds', containers: [cloud] }])
    expect(groupContainers(containers, 'nothing')).toEqual([])
  })
})

describe('preselect', () => {
  it('takes the one of the last time, unless it cannot run a test now', () => {
    expect(preselect(containers, 'Zeta')).toBe('Zeta')
    expect(preselect(containers, 'Alpha')).toBe('Mol')
    expect(preselect(containers, 'long gone')).toBe('Mol')
  })

  it('takes all again only while there are several', () => {
    expect(preselect(containers, allContainers)).toBe(allContainers)
    expect(preselect([container('One')], allContainers)).toBe('One')
  })

  it('chooses nothing where nothing can run a test', () => {
    expect(preselect([container('One', offline)], 'One')).toBeUndefined()
  })
})

describe('isSearchWorthwhile', () => {
  it('is so only for many', () => {
    const many = Array.from({ length: 9 }, (_, index) => container(String(index)))

    expect([isSearchWorthwhile(containers), isSearchWorthwhile(many)]).toEqual([false, true])
  })
})
