import { describe, expect, it } from 'vitest'
import { container, node } from '../../../test/support/containers.ts'
import { enrolledSince } from './enroll-progress.ts'

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
