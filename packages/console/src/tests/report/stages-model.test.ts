import type { JobEvent } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import { isNotReached, progressFromEvents, stageNames } from './stages-model.ts'

let sequence = 0
const event = (type: JobEvent['type'], data: object = {}) =>
  ({ sequence: ++sequence, at: '2026-01-01T00:00:00.000Z', type, data }) as JobEvent
const started = (stage: string) => event('stage-started', { stage })
const finished = (name: string, status = 'passed', durationMs = 5) =>
  event('stage-finished', { stage: { name, status, durationMs } })

describe('progressFromEvents', () => {
  it('shows every stage as waiting before anything has happened', () => {
    const { phase, stages } = progressFromEvents([])

    expect(phase).toBe('queued')
    expect(stages.map(({ name }) => name)).toEqual(stageNames)
    expect(stages.every(isNotReached)).toBe(true)
  })

  it('shows what runs, what is done and how long it took', () => {
    const { phase, node, stages } = progressFromEvents([
      event('queued'),
      event('leased', { node: 'eu-2', attempt: 1 }),
      started('settings'),
      finished('settings', 'warned', 2),
      started('token-connect'),
    ])

    expect([phase, node]).toEqual(['running', 'eu-2'])
    expect(stages.slice(0, 3)).toMatchObject([
      { status: 'warned', durationMs: 2 },
      { status: 'running', durationMs: null },
      { status: 'waiting' },
    ])
  })

  it('begins anew when the node was lost', () => {
    const before = [event('leased', { node: 'eu-1' }), started('settings'), finished('settings'), event('requeued')]

    const waiting = progressFromEvents(before)
    const again = progressFromEvents([...before, event('leased', { node: 'eu-2' }), started('settings')])

    expect([waiting.phase, waiting.node]).toEqual(['again', undefined])
    expect(waiting.stages.every(isNotReached)).toBe(true)
    expect([again.phase, again.node, again.stages[0]?.status]).toEqual(['running', 'eu-2', 'running'])
  })

  it('says that it is being cancelled, also when the test is taken after that', () => {
    const events = [event('queued'), event('cancel-requested'), event('leased', { node: 'eu-1' })]

    expect(progressFromEvents(events).phase).toBe('cancelling')
    expect(progressFromEvents([...events, event('finished')]).phase).toBe('finished')
  })

  it('puts deeper probes behind the stages that every test has', () => {
    const { stages } = progressFromEvents([started('probe:invoices'), finished('probe')])

    expect(stages.at(-1)).toMatchObject({ name: 'probe:invoices', status: 'running' })
    expect(stages).toHaveLength(stageNames.length + 1)
  })

  it('passes over events that tell nothing of a stage', () => {
    const { stages } = progressFromEvents([event('progress', { stage: 'settings' })])

    expect(stages.every(isNotReached)).toBe(true)
  })
})
