import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Secret } from '../secrets/secret.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import { createFileTokenStore } from './file-token-store.ts'
import type { AccessToken } from './token.ts'
import { createTokenCycle } from './token-cycle.ts'

let directory: string

beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'token-store-')), 'tokens')
})

afterEach(async () => {
  await rm(join(directory, '..'), { recursive: true })
})

function token(name: string): AccessToken {
  return { value: new Secret(name), issuedAtMs: 1, expiresAtMs: 86_400_001, grantedScopes: ['a.b'] }
}

describe('createFileTokenStore', () => {
  test('gives back what was written, to another store on the same directory', async () => {
    await createFileTokenStore({ directory }).write('k', { sequence: 1, token: token('one') })

    const stored = await createFileTokenStore({ directory }).read('k')

    expect(stored).toMatchObject({
      sequence: 1,
      token: { issuedAtMs: 1, expiresAtMs: 86_400_001, grantedScopes: ['a.b'] },
    })
    expect(stored?.token?.value.reveal()).toBe('one')
  })

  test('knows nothing of other keys, and takes no path for a key', async () => {
    const store = createFileTokenStore({ directory })

    expect(await store.read('other')).toBeUndefined()
    expect(() => store.read('../k')).toThrow(TypeError)
  })

  test('keeps files and directory to this user, and leaves nothing else behind', async () => {
    const store = createFileTokenStore({ directory })
    await store.withLock('k', () => store.write('k', { sequence: 1, token: token('one') }))

    expect(await readdir(directory)).toEqual(['k.token'])
    expect((await stat(directory)).mode & 0o777).toBe(0o700)
    expect((await stat(join(directory, 'k.token'))).mode & 0o777).toBe(0o600)
  })

  test('never lets an older answer replace a newer token, also after the newer one was removed', async () => {
    const store = createFileTokenStore({ directory })
    await store.write('k', { sequence: 2, token: token('newer') })

    expect(await store.write('k', { sequence: 2, token: token('slow') })).toBe(false)
    await store.remove('k', token('newer'))
    expect(await store.write('k', { sequence: 2, token: token('slow') })).toBe(false)
    expect(await store.write('k', { sequence: 3, token: token('newest') })).toBe(true)
  })

  test('removes only the token it was told to', async () => {
    const store = createFileTokenStore({ directory })
    await store.write('k', { sequence: 1, token: token('one') })

    await store.remove('k', token('other'))
    expect((await store.read('k'))?.token).toBeDefined()
    await store.remove('k', token('one'))
    expect(await store.read('k')).toEqual({ sequence: 1, token: undefined })
  })

  test('writes nothing readable when it is given a seal', async () => {
    const flip = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0xff)
    const store = createFileTokenStore({ directory, seal: { seal: flip, open: flip } })
    await store.write('k', { sequence: 1, token: token('canary') })

    expect((await readFile(join(directory, 'k.token'))).toString('latin1')).not.toContain('canary')
    expect((await store.read('k'))?.token?.value.reveal()).toBe('canary')
    expect(await createFileTokenStore({ directory }).read('k')).toBeUndefined()
  })

  test.each(['', '{', '[]', 'null', '{"version":1,"sequence":1,"token":{"value":7}}'])(
    'takes a broken file as absent: %s',
    async (content) => {
      const store = createFileTokenStore({ directory })
      await store.write('k', { sequence: 1, token: token('one') })
      await writeFile(join(directory, 'k.token'), content)

      expect(await store.read('k')).toBeUndefined()
      expect(await store.write('k', { sequence: 1, token: token('two') })).toBe(true)
    },
  )
})

describe('the lock of a file store', () => {
  test('lets one piece of work run at a time', async () => {
    const stores = [createFileTokenStore({ directory }), createFileTokenStore({ directory })]
    let running = 0
    let most = 0
    const work = async () => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setImmediate(resolve))
      running--
    }

    await Promise.all(Array.from({ length: 5 }).flatMap(() => stores.map((store) => store.withLock('k', work))))

    expect(most).toBe(1)
    expect(await readdir(directory)).toEqual([])
  })

  test('is taken over at once from a process that is dead', async () => {
    const clock = createManualClock()
    const store = createFileTokenStore({ directory, clock })
    const machine = await machineOf(store)
    await writeLock({ id: 'gone', pid: 2 ** 22 + 1, machine })

    expect(await store.withLock('k', async () => 'mine')).toBe('mine')
  })

  test('is taken over from another machine only when it shows no sign of life for a lease', async () => {
    const clock = createManualClock()
    const store = createFileTokenStore({ directory, clock, random: () => 0.5, lockLeaseMs: 15_000 })
    await machineOf(store)
    await writeLock({ id: 'far', pid: 1, machine: `not ${hostname()}` })
    let isMine = false
    const waiting = store.withLock('k', async () => {
      isMine = true
    })
    await settleFiles(clock, 10_000)
    await utimes(join(directory, 'k.token.lock'), 7, 7)
    await settleFiles(clock, 10_000)
    expect(isMine).toBe(false)

    await settleFiles(clock, 15_000)
    await waiting
    expect(isMine).toBe(true)
  })

  test('stays with whoever took it over when the first owner comes back', async () => {
    const store = createFileTokenStore({ directory })
    await store.withLock('k', async () => {
      await writeLock({ id: 'thief', pid: process.pid, machine: 'elsewhere' })
    })

    expect(await readFile(join(directory, 'k.token.lock'), 'utf8')).toContain('thief')
  })

  test("stops waiting with the signal's own reason", async () => {
    const store = createFileTokenStore({ directory })
    const { promise: held, resolve: release } = Promise.withResolvers<void>()
    const controller = new AbortController()
    const { promise: started, resolve: start } = Promise.withResolvers<void>()
    const holder = store.withLock('k', () => {
      start()
      return held
    })
    await started
    const waiting = store.withLock('k', async () => 'never', { signal: controller.signal })

    controller.abort('enough')

    await expect(waiting).rejects.toBe('enough')
    release()
    await holder
  })

  async function writeLock(owner: object): Promise<void> {
    await writeFile(join(directory, 'k.token.lock'), JSON.stringify(owner))
  }

  /** What the store calls this machine, read from a lock of its own. */
  async function machineOf(store: ReturnType<typeof createFileTokenStore>): Promise<string> {
    return store.withLock('k', async () => JSON.parse(await readFile(join(directory, 'k.token.lock'), 'utf8')).machine)
  }

  /** Moves a clock on in small steps, so that work on files between two sleeps gets its turn. */
  async function settleFiles(clock: ReturnType<typeof createManualClock>, durationMs: number): Promise<void> {
    for (let stepMs = 0; stepMs < durationMs; stepMs += 500) {
      for (let turn = 0; turn < 20 && clock.sleeping === 0; turn++) await stat(directory)
      await clock.advance(500)
    }
  }
})

describe('processes that share a file store', () => {
  test('cause exactly one token request', async () => {
    let requests = 0
    const server = createServer((_, response) => {
      requests++
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ access_token: `token-${requests}`, token_type: 'bearer', expires_in: 86399 }))
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/oauth2/token`
    const program = join(import.meta.dirname, '..', 'testing', 'share-token.ts')

    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, [program, directory, url], { stdio: ['pipe', 'pipe', 'inherit'] }),
    )
    const outputs = children.map(({ stdout }) => text(stdout))
    await Promise.all(children.map(({ stdout }) => once(stdout, 'data')))
    for (const { stdin } of children) stdin.end('go\n')

    expect(await Promise.all(outputs)).toEqual(Array.from({ length: 4 }, () => 'ready\nBearer token-1\n'))
    server.close()
    expect(requests).toBe(1)
  })

  test('take over the token that another one left', async () => {
    const requests: string[] = []
    const request = async () => {
      requests.push('asked')
      return { ...token('left'), issuedAtMs: Date.now(), expiresAtMs: Date.now() + 86_400_000 }
    }
    const first = createTokenCycle({ request, store: createFileTokenStore({ directory }), key: 'k' })
    const second = createTokenCycle({ request, store: createFileTokenStore({ directory }), key: 'k' })

    await first.authorize()
    const authorization = await second.authorize()

    expect(authorization.headerValue.reveal()).toBe('Bearer left')
    expect(requests).toHaveLength(1)
  })
})
