import { describe, expect, it } from 'vitest'
import { container, node } from '../../test/support/containers.ts'
import {
  containerStatusWords,
  describeClock,
  describeJobs,
  describeNodes,
  groupContainers,
  nodeStatusWords,
} from './container-words.ts'

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

  it('calls nothing idle that is not there', () => {
    expect(describeJobs({ status: 'offline', runningJobs: 0, queuedJobs: 0 })).toBe('')
    expect(describeJobs({ status: 'offline', runningJobs: 0, queuedJobs: 1 })).toBe('1 waiting')
  })

  it('tells running from waiting jobs', () => {
    expect(describeJobs({ status: 'online', runningJobs: 0, queuedJobs: 0 })).toBe('idle')
    expect(describeJobs({ status: 'online', runningJobs: 2, queuedJobs: 0 })).toBe('2 running')
    expect(describeJobs({ status: 'online', runningJobs: 0, queuedJobs: 1 })).toBe('1 waiting')
    expect(describeJobs({ status: 'online', runningJobs: 2, queuedJobs: 1 })).toBe('2 running, 1 waiting')
  })
})

describe('the clock of a node', () => {
  it('is said beside that of the hub', () => {
    expect(describeClock(null)).toBeUndefined()
    expect(describeClock(-400)).toEqual({ text: 'in sync', isFar: false })
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
