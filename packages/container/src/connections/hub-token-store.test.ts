import { Secret } from '@coupa-connector/connector'
import type { AccessToken, Log } from '@coupa-connector/connector/plugins'
import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../../connector/src/testing/manual-clock.ts'
import { createNodeClient } from '../hub/node-client.ts'
import { createScriptedHub } from '../testing/scripted-hub.ts'
import { createHubTokenStore } from './hub-token-store.ts'

const acme = '00000000-0000-4000-8000-0000000000a1'
const other = '00000000-0000-4000-8000-0000000000a2'
const log: Log = { debug() {}, info() {}, warn() {}, error() {} }

function token(value: string): AccessToken {
  return { value: new Secret(value), issuedAtMs: 1000, expiresAtMs: 2_000_000_000_000, grantedScopes: ['a'] }
}

function createWorld() {
  const clock = createManualClock()
  const hub = createScriptedHub({ clock })
  const client = createNodeClient({
    hubUrl: 'https://hub.test',
    credential: new Secret('credential-1'),
    fetch: hub.fetch,
    clock,
  })
  const open = (account = acme) => createHubTokenStore({ client, account, clock, log })
  return { clock, hub, open }
}

describe('createHubTokenStore', () => {
  it('gives one node what another one kept', async () => {
    const { open } = createWorld()

    expect(await open().write('k', { sequence: 1, token: token('t1') })).toBe(true)

    const read = await open().read('k')
    expect(read).toEqual({ sequence: 1, token: { ...token('t1'), value: expect.any(Secret) } })
    expect(read?.token?.value.reveal()).toBe('t1')
  })

  it('keeps no token over a newer one', async () => {
    const { open } = createWorld()
    await open().write('k', { sequence: 2, token: token('t2') })

    expect(await open().write('k', { sequence: 2, token: token('late') })).toBe(false)

    expect((await open().read('k'))?.token?.value.reveal()).toBe('t2')
  })

  it('removes the token that is meant and no other', async () => {
    const { open } = createWorld()
    const store = open()
    await store.write('k', { sequence: 1, token: token('t1') })

    await open().remove('k', token('another'))
    expect((await open().read('k'))?.token).toBeDefined()
    await store.remove('k', token('t1'))

    expect(await open().read('k')).toEqual({ sequence: 1, token: undefined })
  })

  it('never shows a tenant the token of another one', async () => {
    const { open } = createWorld()
    await open(acme).write('k', { sequence: 1, token: token('t1') })

    expect(await open(other).read('k')).toBeUndefined()
  })

  it('lets one node work at a time, for as long as the work takes', async () => {
    const { clock, open } = createWorld()
    const order: string[] = []
    const work = (name: string) => async () => {
      order.push(`${name} begins`)
      await clock.sleep(60_000)
      order.push(`${name} ends`)
    }

    const both = Promise.all([open().withLock('k', work('one')), open().withLock('k', work('two'))])
    for (let i = 0; i < 1400; i++) await clock.advance(100)
    await both

    expect(order.map((text) => text.split(' ')[1])).toEqual(['begins', 'ends', 'begins', 'ends'])
  })

  it('takes over the lock of a node that is gone', async () => {
    const { clock, hub, open } = createWorld()
    void open().withLock('k', () => new Promise(() => {}))
    await clock.advance(0)
    // It renews its lock no more: whatever it sends from now on comes to nothing.
    let isDone = false
    hub.intercept = ({ id, body }) =>
      id === 'node.lockToken' && (body as { waitMs: number }).waitMs === 0 ? { isHeld: false } : undefined

    const second = open().withLock('k', async () => {
      isDone = true
    })
    for (let i = 0; i < 200 && !isDone; i++) await clock.advance(100)
    await second

    expect(isDone).toBe(true)
  })

  it('goes on with what this process knows while the hub is away, without asking it each time', async () => {
    const { clock, hub, open } = createWorld()
    const store = open()
    await store.write('k', { sequence: 1, token: token('t1') })
    hub.mode = 'UNAVAILABLE'
    const before = hub.calls.length

    expect((await store.read('k'))?.token?.value.reveal()).toBe('t1')
    expect(await store.withLock('k', async () => 'done')).toBe('done')
    expect(await store.write('k', { sequence: 2, token: token('t2') })).toBe(true)
    expect(hub.calls.length - before).toBe(1)
    hub.mode = 'there'
    await clock.advance(5000)

    expect(await store.read('k')).toMatchObject({ sequence: 2 })
  })

  it("ends waiting with the signal's own reason and leaves the lock to others", async () => {
    const { clock, open } = createWorld()
    const release = Promise.withResolvers<void>()
    const first = open().withLock('k', () => release.promise)
    await clock.advance(0)
    const controller = new AbortController()
    const reason = new Error('enough')
    const second = open().withLock('k', async () => 'never', { signal: controller.signal })
    await clock.advance(0)

    controller.abort(reason)

    await expect(second).rejects.toBe(reason)
    release.resolve()
    await first
    expect(await open().withLock('k', async () => 'third')).toBe('third')
  })
})
