import { describe, expect, it } from 'vitest'
import { container, node } from '../../../test/support/containers.ts'
import { removalOf } from './removal.ts'

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
      /2 nodes stop working immediately; 2 of them are online.*1 running or waiting job is lost.*shared/,
    )
  })

  it('detaches from a cloud of others, which stays', () => {
    const removal = removalOf(container({ kind: 'cloud', relation: 'attachment', cloud: { id: '1', name: 'Europe' } }))

    expect(removal).toMatchObject({ verb: 'Detach', title: 'Detach from “Europe”?', mustTypeName: false })
    expect(removal.consequences.at(-1)).toMatch(/stays with its owner/)
  })
})
