import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { createId } from '../../basics/create-id.ts'
import { rateShareOf, takeRateShares } from '../../jobs/queue/rate-share.ts'
import { startContainerWorld } from '../../testing/container-world.ts'
import { advanceDatabaseTime } from '../../testing/database/test-database.ts'
import { resolveContainer } from '../directory/resolve-container.ts'

describe('node.beat', () => {
  it('becomes unknown, then offline, while beats are missing, and online at the next', async () => {
    await using world = await startContainerWorld()
    const node = await world.enroll()
    const status = async () => (await resolveContainer(world.db, world.acme.account.id, node.container.id))?.status
    const seen = [await status()]

    await world.beat(node)
    seen.push(await status())
    for (const seconds of [9, 4, 4]) {
      await advanceDatabaseTime(world.database, seconds * 1000)
      seen.push(await status())
    }
    await world.beat(node)
    seen.push(await status())

    expect(seen).toEqual(['new', 'online', 'online', 'unknown', 'offline', 'online'])
  })

  it('is degraded while a node is missing, stopping or of another version', async () => {
    await using world = await startContainerWorld()
    const { token } = await world.addInstallerToken({ kind: 'molecule', maxUses: 2 })
    const one = await world.enroll({ installerToken: token, kind: 'molecule', nodeName: 'one' })
    const two = await world.enroll({ installerToken: token, kind: 'molecule', nodeName: 'two' })
    const status = async () => (await resolveContainer(world.db, world.acme.account.id, one.container.id))?.status
    const seen = []

    await world.beat(one)
    seen.push(await status())
    await world.beat(two)
    seen.push(await status())
    await world.beat(two, { version: '2.0.0' })
    seen.push(await status())
    await world.beat(two, { status: 'stopping' })
    seen.push(await status())
    await world.beat(one, { status: 'stopping' })
    seen.push(await status())
    await world.beat(one, { status: 'stopped' })
    await world.beat(two, { status: 'stopped' })
    seen.push(await status())

    expect(seen).toEqual(['degraded', 'online', 'degraded', 'degraded', 'stopping', 'stopped'])
  })

  it('does not take a late beat of a node that has said good-bye for a living node', async () => {
    await using world = await startContainerWorld()
    const node = await world.enroll()
    await world.beat(node, { status: 'stopped' })

    await world.beat(node, { status: 'online' })
    const late = await resolveContainer(world.db, world.acme.account.id, node.container.id)
    await world.beat({ ...node, boot: createId() })
    const restarted = await resolveContainer(world.db, world.acme.account.id, node.container.id)

    expect([late?.status, restarted?.status]).toEqual(['stopped', 'online'])
  })

  it.each([-86_400_000, 86_400_000])(
    'is online with a clock that is %d ms off, and says by how much',
    async (offMs) => {
      await using world = await startContainerWorld()
      const node = await world.enroll()

      await world.beat(node, { nowMs: Date.now() + offMs })

      const params = { account: world.acme.account.id, container: node.container.id }
      const { body } = await world.acme.client.call('container.get', { params })
      expect(body.status).toBe('online')
      expect(Math.abs((body.nodes[0]?.clockDifferenceMs ?? 0) - offMs)).toBeLessThan(60_000)
    },
  )

  it('is answered with 429 when a node beats without end', async () => {
    await using world = await startContainerWorld()
    const node = await world.enroll()

    const beats = await Promise.allSettled(Array.from({ length: 100 }, () => world.beat(node)))

    const refused = beats.flatMap((beat) => (beat.status === 'rejected' ? [beat.reason.status] : []))
    expect(refused.length).toBeGreaterThan(50)
    expect(new Set(refused)).toEqual(new Set([429]))
  })

  it('gives back at once what a node held before it was restarted', async () => {
    await using world = await startContainerWorld()
    const node = await world.enroll()
    await world.beat(node)
    const job = await world.addRunningJob({ account: world.acme.account.id, node })
    const held = [{ job, attempt: 1 }]
    const kept = await world.beat(node, { held })

    await world.beat({ ...node, boot: createId() })

    expect(kept.lost).toEqual([])
    const { state } = await world.db.selectFrom('job').select('state').where('id', '=', job).executeTakeFirstOrThrow()
    expect(state).toBe('queued')
  })

  it('says that a job is lost which the node does not hold', async () => {
    await using world = await startContainerWorld()
    const [one, two] = [await world.enroll({ name: 'one' }), await world.enroll({ name: 'two' })]
    const job = await world.addRunningJob({ account: world.acme.account.id, node: one })

    const answer = await world.beat(two, { held: [{ job, attempt: 1 }] })

    expect(answer.lost).toEqual([job])
  })

  it('divides the rate of an organization among the nodes that call it, and takes back what is given back', async () => {
    await using world = await startContainerWorld()
    const [one, two] = [await world.enroll({ name: 'one' }), await world.enroll({ name: 'two' })]
    const organization = 'acme.coupahost.com'
    const beats = { organizations: [organization] }
    for (const node of [one, two]) await world.addRunningJob({ account: world.acme.account.id, node })

    const take = async (node: string): Promise<number | undefined> => {
      const { rows } = await sql<{ share: number }>`
        with claimed as (select ${organization}::text as organization, ${world.acme.account.id}::uuid as account_id), taken as (${takeRateShares(node)})
        select ${rateShareOf(node)} as share from claimed`.execute(world.db)
      return rows[0]?.share
    }
    const alone = await take(one.node.id)
    const second = await take(two.node.id)
    const both = (await world.beat(one, beats)).shares
    await world.beat(two, { organizations: [] })
    const again = (await world.beat(one, beats)).shares
    await world.beat(two, beats)
    await advanceDatabaseTime(world.database, 16_000)
    const afterSilence = (await world.beat(one, beats)).shares

    expect([alone, second]).toEqual([1, 0.5])
    expect([both, again, afterSilence]).toEqual([{ [organization]: 0.5 }, { [organization]: 1 }, { [organization]: 1 }])
  })

  describe('of another account', () => {
    const organization = 'acme.coupahost.com'
    const beats = { organizations: [organization] }

    it('does not take the rate of an organization, whatever its nodes run and name', async () => {
      await using world = await startContainerWorld()
      const honest = await world.enroll({ name: 'honest' })
      await world.addRunningJob({ account: world.acme.account.id, node: honest })
      await world.beat(honest, beats)

      for (let number = 0; number < 5; number++) {
        const liar = await world.enroll({ name: `liar-${number}`, account: world.other })
        await world.addRunningJob({ account: world.other.account.id, node: liar, organization })
        await world.beat(liar, beats)
      }

      expect((await world.beat(honest, beats)).shares).toEqual({ [organization]: 1 })
    })

    it('does not see who else calls an organization, with or without a job', async () => {
      await using world = await startContainerWorld()
      const honest = await world.enroll({ name: 'honest' })
      const liar = await world.enroll({ name: 'liar', account: world.other })
      const before = await world.beat(liar, beats)
      await world.addRunningJob({ account: world.acme.account.id, node: honest })
      await world.beat(honest, beats)

      const without = await world.beat(liar, beats)
      await world.addRunningJob({ account: world.other.account.id, node: liar, organization })
      const withJob = await world.beat(liar, beats)

      expect([before.shares, without.shares]).toEqual([{}, {}])
      expect(withJob.shares).toEqual({ [organization]: 1 })
    })

    it('keeps its own share on the node of a cloud that both use', async () => {
      await using world = await startContainerWorld()
      const first = await world.enroll({ name: 'cloud', kind: 'cloud' })
      const container = first.container.id
      const others = [
        await world.enroll({ kind: 'cloud', container, nodeName: 'two' }),
        await world.enroll({ kind: 'cloud', container, nodeName: 'three' }),
      ]
      await world.addRunningJob({ account: world.acme.account.id, node: first })
      for (const node of [first, ...others]) {
        await world.addRunningJob({ account: world.other.account.id, node, organization })
        await world.beat(node, beats)
      }

      const { accountShares = [] } = await world.beat(first, beats)

      const shares = Object.fromEntries(accountShares.map(({ account, share }) => [account, share]))
      expect(shares[world.acme.account.id]).toBe(1)
      expect(shares[world.other.account.id]).toBeCloseTo(1 / 3)
    })
  })
})
