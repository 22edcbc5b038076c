import { describe, expect, it } from 'vitest'
import { createId } from '../../basics/create-id.ts'
import { type ContainerWorld, startContainerWorld, type TestNode } from '../../testing/container-world.ts'
import { advanceDatabaseTime } from '../../testing/database/test-database.ts'

const key = 'connection-1_abc'
const leaseMs = 30_000

function storeOf(world: ContainerWorld, { credential }: TestNode, account = world.acme.account.id) {
  const client = world.withCredential(credential)
  const params = { key }
  return {
    read: async () => (await client.call('node.readToken', { params, body: { account } })).body.stored,
    write: async (sequence: number, token: string | null) => {
      const body = { account, stored: { sequence, token }, expiresAt: null }
      return (await client.call('node.writeToken', { params, body })).body.isKept
    },
    lock: async (holder: string, waitMs = 0) =>
      (await client.call('node.lockToken', { params, body: { account, holder, waitMs, leaseMs } })).body.isHeld,
    unlock: async (holder: string) => await client.call('node.unlockToken', { params, body: { account, holder } }),
  }
}

async function startMolecule(world: ContainerWorld, nodes = 2): Promise<TestNode[]> {
  const { token } = await world.addInstallerToken({ kind: 'molecule', maxUses: nodes })
  const enrolled = []
  for (let i = 1; i <= nodes; i++) {
    enrolled.push(await world.enroll({ installerToken: token, kind: 'molecule', nodeName: `node-${i}` }))
  }
  return enrolled
}

describe('the token store that nodes share', () => {
  it('gives one node what another has written, and keeps it sealed', async () => {
    await using world = await startContainerWorld()
    const [one, two] = (await startMolecule(world)).map((node) => storeOf(world, node))

    const isKept = await one?.write(1, 'the-token')

    expect([isKept, await two?.read()]).toEqual([true, { sequence: 1, token: 'the-token' }])
    expect(JSON.stringify(await world.db.selectFrom('node_token').selectAll().execute())).not.toContain('the-token')
  })

  it('keeps no token of the same or a lower number', async () => {
    await using world = await startContainerWorld()
    const store = storeOf(world, await world.enroll())
    await store.write(5, 'five')

    const kept = [await store.write(5, 'another'), await store.write(4, 'four'), await store.write(6, 'six')]

    expect(kept).toEqual([false, false, true])
    expect(await store.read()).toEqual({ sequence: 6, token: 'six' })
  })

  it('removes exactly the token of the number, which stays', async () => {
    await using world = await startContainerWorld()
    const store = storeOf(world, await world.enroll())
    await store.write(2, 'two')

    const removed = [await store.write(1, null), await store.write(2, null), await store.write(2, null)]

    expect(removed).toEqual([false, true, false])
    expect(await store.read()).toEqual({ sequence: 2, token: null })
    expect(await store.write(2, 'late')).toBe(false)
  })

  it('lets one of three holders at a time have the lock', async () => {
    await using world = await startContainerWorld()
    const stores = (await startMolecule(world, 3)).map((node) => storeOf(world, node))
    let holders = 0
    let most = 0

    await Promise.all(
      stores.map(async (store) => {
        const holder = createId()
        expect(await store.lock(holder, 20_000)).toBe(true)
        most = Math.max(most, ++holders)
        await store.read()
        holders -= 1
        await store.unlock(holder)
      }),
    )

    expect(most).toBe(1)
  })

  it('gives a lock up only by its holder, and to others when its lease has ended', async () => {
    await using world = await startContainerWorld()
    const store = storeOf(world, await world.enroll())
    const [holder, stranger] = [createId(), createId()]
    const first = await store.lock(holder)

    await store.unlock(stranger)
    const whileHeld = await store.lock(stranger)
    await advanceDatabaseTime(world.database, leaseMs)
    const afterLease = await store.lock(stranger)
    await store.unlock(holder)

    expect([first, whileHeld, afterLease, await store.lock(holder)]).toEqual([true, false, true, false])
  })

  it('shows a lock that was taken before the first token as no token', async () => {
    await using world = await startContainerWorld()
    const store = storeOf(world, await world.enroll())

    await store.lock(createId())

    expect(await store.read()).toBeNull()
    expect(await store.write(1, 'first')).toBe(true)
  })

  it('is closed to accounts that the container does not work for', async () => {
    await using world = await startContainerWorld()
    const cloud = await world.enroll({ kind: 'cloud', name: 'Cloud' })
    const tenant = world.other.account.id
    const store = storeOf(world, cloud, tenant)
    const refused = { code: 'NOT_FOUND' }

    await expect(store.read()).rejects.toMatchObject(refused)
    const attachment = await world.attach(cloud, world.other, 'Lent')
    await expect(store.write(1, 'x')).rejects.toMatchObject(refused)
    await world.addRunningJob({ account: tenant, node: cloud, attachment: attachment.id })

    expect(await store.write(1, 'x')).toBe(true)
    await expect(storeOf(world, cloud, createId()).read()).rejects.toMatchObject(refused)
  })

  it('keeps tenants and containers apart under the same key', async () => {
    await using world = await startContainerWorld()
    const cloud = await world.enroll({ kind: 'cloud', name: 'Cloud' })
    const atom = await world.enroll({ name: 'Atom' })
    const attachment = await world.attach(cloud, world.other, 'Lent')
    await world.addRunningJob({ account: world.other.account.id, node: cloud, attachment: attachment.id })

    await storeOf(world, cloud).write(1, 'of the owner')

    expect(await storeOf(world, cloud, world.other.account.id).read()).toBeNull()
    expect(await storeOf(world, atom).read()).toBeNull()
  })
})
