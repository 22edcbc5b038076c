import type { Deployment } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import { contentToDeploy, endsToBegin } from './content-to-deploy.ts'

const deployed = {
  version: 1,
  connection: { id: 'c', name: 'Acme' },
  destination: { id: 'd', name: 'ERP', kind: 'files' },
  container: { id: 'k', name: 'Plant' },
  ends: { answers: { id: 'a', name: 'Answers', kind: 'files' } },
  settings: { folder: '/test' },
  schedules: [{ id: 's', schedule: { everyMinutes: 60 }, words: 'Every hour', nextAt: null, upcoming: [] }],
  maintenance: [{ days: ['sunday'], from: '02:00', until: '06:00', zone: 'UTC', words: 'Sunday' }],
  overlap: 'skip',
  catchUp: 'none',
  catchUpHours: 6,
  jitterSeconds: 30,
  pauseAfterFailures: null,
} as unknown as Deployment

describe('contentToDeploy', () => {
  it('keeps everything of the deployment but the version', () => {
    expect(contentToDeploy(deployed, true, endsToBegin(deployed), 2)).toEqual({
      version: 2,
      connection: 'c',
      destination: 'd',
      container: 'k',
      ends: { answers: 'a' },
      settings: { folder: '/test' },
      schedules: [{ everyMinutes: 60 }],
      maintenance: [{ days: ['sunday'], from: '02:00', until: '06:00', zone: 'UTC' }],
      overlap: 'skip',
      catchUp: 'none',
      catchUpHours: 6,
      jitterSeconds: 30,
      pauseAfterFailures: null,
    })
  })

  it('promotes with the rules and schedules of the other environment, and not with its folder', () => {
    const ends = { connection: 'c2', destination: 'd2', container: 'k2', further: { answers: 'a2' } }

    const content = contentToDeploy(deployed, false, ends, 1)

    expect(content).toMatchObject({
      ...{ connection: 'c2', destination: 'd2', container: 'k2', ends: { answers: 'a2' }, version: 1 },
      schedules: [{ everyMinutes: 60 }],
      overlap: 'skip',
    })
    expect(content).not.toHaveProperty('settings')
  })
})
