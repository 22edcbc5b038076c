import { randomUUID } from 'node:crypto'
import type { Completion } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../connector/src/testing/manual-clock.ts'
import { NodeRefusedError } from './hub/node-errors.ts'
import type { NodeIdentity } from './hub/node-identity.ts'
import { createScriptedHub, problem } from './testing/scripted-hub.ts'
import { startTestNode, testIdentity } from './testing/test-node.ts'

/** Settings that need no network to be refused. */
const badTest = { kind: 'test', settings: { url: 'nothing' } } as const

function startWorld(options: Parameters<typeof startTestNode>[1] = {}) {
  const clock = createManualClock()
  const hub = createScriptedHub({ clock })
  const node = startTestNode(hub, { clock, ...options })
  return { clock, hub, node }
}

/** Lets time go by until the work is done. */
async function finish<Result>(clock: ReturnType<typeof createManualClock>, work: Promise<Result>): Promise<Result> {
  let isDone = false
  const done = () => {
    isDone = true
  }
  work.then(done, done)
  for (let i = 0; i < 2000 && !isDone; i++) await clock.advance(100)
  return await work
}

describe('createNode', () => {
  it('beats before it polls, and then every 5 s', async () => {
    const { clock, hub, node } = startWorld()

    await clock.advance(0)
    expect(hub.calls.map(({ id }) => id)).toEqual(['node.beat', 'node.poll'])
    expect(node.status).toMatchObject({ state: 'online', problem: undefined })
    await clock.advance(15_000)

    expect(hub.callsOf('node.beat')).toHaveLength(4)
    expect(new Set(hub.callsOf('node.beat').map(({ boot }) => boot)).size).toBe(1)
    await finish(clock, node.stop())
  })

  it('runs a test and hands its report in', async () => {
    const { clock, hub, node } = startWorld()
    await clock.advance(0)

    const completion = await finish(clock, hub.completion(hub.enqueue(badTest)))

    expect(completion).toMatchObject({
      attempt: 1,
      outcome: 'SETTINGS_INVALID',
      report: { outcome: 'SETTINGS_INVALID' },
    })
    await finish(clock, node.stop())
  })

  it('hands in the stages of a short test with its end, in order and without a call of their own', async () => {
    const { clock, hub, node } = startWorld()
    await clock.advance(0)

    const { events = [] } = await finish(clock, hub.completion(hub.enqueue(badTest)))

    expect(hub.callsOf('node.events')).toEqual([])
    const types = events.map(({ type, data }) => [type, data.stage])
    expect(types.slice(0, 2)).toEqual([
      ['stage-started', 'settings'],
      ['stage-finished', expect.objectContaining({ name: 'settings', status: 'failed' })],
    ])
    await finish(clock, node.stop())
  })

  it('asks for as many jobs as it has room for, and for none when it is full', async () => {
    const { clock, hub, node } = startWorld({ capacity: 2 })
    hub.intercept = ({ id }) => (id === 'node.complete' ? problem('UNAVAILABLE') : undefined)
    await clock.advance(0)

    for (let i = 0; i < 3; i++) hub.enqueue(badTest)
    await clock.advance(4000)

    expect(hub.callsOf('node.poll').map(({ capacity }) => capacity)).toEqual(
      [2, 1].slice(0, hub.callsOf('node.poll').length),
    )
    expect(hub.callsOf('node.beat').at(-1)?.held.length).toBeLessThanOrEqual(2)
    hub.intercept = undefined
    await finish(clock, node.stop())
  })

  it('backs off by 5, 10 and 30 s, 1, 2 and 5 min while the hub is away', async () => {
    const { clock, hub, node } = startWorld()
    await clock.advance(0)
    const startedMs = clock.monotonicMs()
    const beatsAtMs: number[] = []
    hub.mode = 'UNAVAILABLE'
    const before = hub.callsOf('node.beat').length

    for (let i = 0; i < 560; i++) {
      await clock.advance(1000)
      const count = hub.callsOf('node.beat').length - before
      while (beatsAtMs.length < count) beatsAtMs.push(Math.round((clock.monotonicMs() - startedMs) / 1000))
    }

    expect(beatsAtMs).toEqual([5, 10, 20, 50, 110, 230, 530])
    expect(node.status).toMatchObject({ state: 'offline', problem: expect.stringContaining('UNAVAILABLE') })
    hub.mode = 'there'
    await finish(clock, node.stop())
  })

  it('goes on with everything as soon as the hub has answered one call', async () => {
    const { clock, hub, node } = startWorld()
    await clock.advance(0)
    hub.mode = 'away'
    await clock.advance(120_000)
    hub.mode = 'there'
    const before = hub.calls.length

    while (hub.calls.length === before) await clock.advance(1000)

    expect(hub.calls.slice(before).map(({ id }) => id)).toEqual(expect.arrayContaining(['node.beat', 'node.poll']))
    expect(node.status.state).toBe('online')
    await finish(clock, node.stop())
  })

  it('keeps what came of jobs while the hub is away and hands it in, in order, when the hub is back', async () => {
    const { clock, hub, node } = startWorld()
    await clock.advance(0)
    hub.intercept = ({ id }) => {
      if (id !== 'node.complete') return undefined
      hub.mode = 'away'
      throw new TypeError('fetch failed')
    }
    const jobs = [hub.enqueue(badTest), hub.enqueue(badTest)]
    await clock.advance(100_000)
    expect(hub.completions).toEqual([])
    hub.mode = 'there'
    hub.intercept = undefined

    await finish(clock, Promise.all(jobs.map((job) => hub.completion(job))))

    expect(hub.completions.map(({ job }) => job)).toEqual(jobs)
    await finish(clock, node.stop())
  })

  it('renews the leases of jobs whose end it could not hand in', async () => {
    const { clock, hub, node } = startWorld()
    hub.intercept = ({ id }) => (id === 'node.complete' ? problem('UNAVAILABLE') : undefined)
    await clock.advance(0)

    const job = hub.enqueue(badTest)
    await clock.advance(20_000)

    expect(hub.callsOf('node.beat').at(-1)?.held).toEqual([{ job, attempt: 1 }])
    hub.intercept = undefined
    await finish(clock, hub.completion(job))
    await finish(clock, node.stop())
  })

  it('stops with a clear error when the hub does not know it any more', async () => {
    const { clock, hub, node } = startWorld()
    await clock.advance(0)
    hub.mode = 'refusing'

    await clock.advance(5000)

    await expect(finish(clock, node.ended)).rejects.toThrow(NodeRefusedError)
    expect(node.status.state).toBe('refused')
    const calls = hub.calls.length
    await clock.advance(1_000_000)
    expect(hub.calls).toHaveLength(calls)
    await finish(clock, node.stop())
  })

  it('goes on when something between it and the hub answers 401', async () => {
    const { clock, hub, node } = startWorld()
    await clock.advance(0)
    hub.intercept = () => new Response('sign in at the gateway', { status: 401 })
    await clock.advance(20_000)
    expect(node.status.state).toBe('offline')
    hub.intercept = undefined

    await clock.advance(60_000)

    expect(node.status.state).toBe('online')
    await finish(clock, node.stop())
  })

  it('says that the versions do not fit when an answer is not as described', async () => {
    const { clock, hub, node } = startWorld()
    await clock.advance(0)
    hub.intercept = ({ id }) => (id === 'node.beat' ? { nowMs: 'late' } : undefined)

    await clock.advance(6000)

    expect(node.status.problem).toContain('does not fit this program')
    hub.intercept = undefined
    await finish(clock, node.stop())
  })

  it('ends a kind of operation that it does not know at once', async () => {
    const { clock, hub, node } = startWorld()
    await clock.advance(0)

    const strange = { job: randomUUID(), attempt: 1, kind: 'operation', operation: { action: 'teleport' } }
    hub.intercept = ({ id }) => {
      if (id !== 'node.poll') return undefined
      hub.intercept = undefined
      return { jobs: [strange], cancel: [] }
    }
    await clock.advance(30_000)

    expect(hub.callsOf('node.complete').flatMap(({ completions }) => completions)).toEqual([
      expect.objectContaining({ job: strange.job, outcome: 'CONNECTOR_UNAVAILABLE' }),
    ])
    await finish(clock, node.stop())
  })

  it('hands in the other ends when the hub does not take one, and ends that job without its findings', async () => {
    const { clock, hub, node } = startWorld()
    await clock.advance(0)
    const jobs = [hub.enqueue(badTest), hub.enqueue(badTest), hub.enqueue(badTest)]
    hub.intercept = ({ id, body }) => {
      if (id !== 'node.complete') return undefined
      const { completions } = body as { completions: Completion[] }
      const isPoison = completions.some(({ job, report }) => job === jobs[1] && report?.problems.length !== 0)
      return isPoison ? problem('REQUEST_INVALID') : undefined
    }

    const ends = await finish(clock, Promise.all(jobs.map((job) => hub.completion(job))))

    expect(ends.map(({ outcome }) => outcome)).toEqual(Array(3).fill('SETTINGS_INVALID'))
    expect(ends[1]?.report?.message).toContain('The hub did not take the details')
    await finish(clock, node.stop())
  })

  it('ends a test with an outcome that the hub knows when it does not know the one that was found', async () => {
    const { clock, hub, node } = startWorld()
    await clock.advance(0)
    const job = hub.enqueue(badTest)
    hub.intercept = ({ id, body }) => {
      if (id !== 'node.complete') return undefined
      const { completions } = body as { completions: Completion[] }
      return completions.some(({ outcome }) => outcome !== 'INTERNAL_ERROR') ? problem('REQUEST_INVALID') : undefined
    }

    expect((await finish(clock, hub.completion(job))).outcome).toBe('INTERNAL_ERROR')
    await finish(clock, node.stop())
  })

  it('exchanges an old credential, keeps it before it uses it, and outlives calls that were under way with the old one', async () => {
    const kept: NodeIdentity[] = []
    const identity = { ...testIdentity(), credentialIssuedAt: '2025-12-01T00:00:00.000Z' }
    const { clock, hub, node } = startWorld({
      identity,
      onCredentialRotated: async (changed) => {
        expect(hub.calls.some(({ credential }) => credential === 'credential-2')).toBe(false)
        kept.push(changed)
        hub.credentials.delete('credential-1')
      },
    })

    await clock.advance(40_000)

    expect(kept.map(({ credential }) => credential.reveal())).toEqual(['credential-2'])
    expect(hub.calls.at(-1)?.credential).toBe('credential-2')
    expect(node.status.state).toBe('online')
    await finish(clock, node.stop())
  })

  it('uses a new credential also when it cannot be kept, and tries again to keep it', async () => {
    let attempts = 0
    const identity = { ...testIdentity(), credentialIssuedAt: '2025-12-01T00:00:00.000Z' }
    const { clock, hub, node } = startWorld({
      identity,
      onCredentialRotated: async () => {
        attempts++
        if (attempts < 3) throw new Error('disk full')
      },
    })

    await clock.advance(30_000)

    expect(attempts).toBe(3)
    expect(hub.callsOf('node.rotateCredential')).toHaveLength(1)
    expect(hub.calls.at(-1)?.credential).toBe('credential-2')
    await finish(clock, node.stop())
  })

  it('says good-bye: stopping, no more polls, stopped with nothing held', async () => {
    const { clock, hub, node } = startWorld()
    await clock.advance(0)

    await finish(clock, node.stop())

    expect(hub.callsOf('node.beat').map(({ status }) => status)).toEqual(['online', 'stopping', 'stopped'])
    expect(hub.callsOf('node.beat').at(-1)).toMatchObject({ held: [], organizations: [] })
    expect(node.status.state).toBe('stopped')
    await expect(node.ended).resolves.toBeUndefined()
    expect(clock.sleeping).toBe(0)
  })

  it('stops while the hub is away', async () => {
    const { clock, hub, node } = startWorld()
    hub.mode = 'away'
    await clock.advance(0)

    await finish(clock, node.stop())

    expect(node.status.state).toBe('stopped')
    expect(clock.sleeping).toBe(0)
  })

  it('runs a job that comes back with a new attempt, and tells nothing of the old one', async () => {
    const { clock, hub, node } = startWorld()
    hub.intercept = ({ id }) => (id === 'node.complete' ? problem('UNAVAILABLE') : undefined)
    await clock.advance(0)
    const job = hub.enqueue({ ...badTest, job: randomUUID() })
    await clock.advance(2000)
    hub.enqueue({ ...badTest, job, attempt: 2 })
    await clock.advance(2000)
    hub.intercept = undefined

    const completion = await finish(clock, hub.completion(job))

    expect(completion.attempt).toBe(2)
    await clock.advance(60_000)
    expect(hub.completions).toHaveLength(1)
    await finish(clock, node.stop())
  })

  it('refuses a capacity that is none', () => {
    const hub = createScriptedHub()

    expect(() => startTestNode(hub, { capacity: 0 })).toThrow(TypeError)
  })
})
