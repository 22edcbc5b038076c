import { describe, expect, it } from 'vitest'
import { startContainerWorld } from '../../testing/container-world.ts'
import { createTestAccount } from '../../testing/test-account.ts'
import { resolveContainer } from '../directory/resolve-container.ts'

describe('clouds that are lent', () => {
  it('become a container of the tenant, who sees no node and no other tenant', async () => {
    await using world = await startContainerWorld()
    const cloud = await world.enroll({ kind: 'cloud', name: 'EU Cloud' })
    await world.beat(cloud)
    const third = await createTestAccount(world, { name: 'Third' })
    await world.attach(cloud, third, 'Theirs')

    const attachment = await world.attach(cloud, world.other, 'Lent')
    const { body: list } = await world.other.client.call('containers.list', {
      params: { account: world.other.account.id },
    })

    expect(attachment).toMatchObject({
      kind: 'cloud',
      relation: 'attachment',
      cloud: { id: cloud.container.id, name: 'EU Cloud' },
      status: 'online',
      allowBrowsing: false,
      nodes: [],
    })
    expect(attachment.unavailableReason).toContain('does not allow tests')
    expect(list.items).toEqual([attachment])
    expect(await resolveContainer(world.db, world.other.account.id, attachment.id)).toMatchObject({
      id: attachment.id,
      containerId: cloud.container.id,
      attachmentId: attachment.id,
      maxConcurrentJobsOfAccount: 2,
    })
    expect(await resolveContainer(world.db, world.other.account.id, cloud.container.id)).toBeUndefined()
  })

  it('are attached as often as the quota allows, by any number of requests at once', async () => {
    await using world = await startContainerWorld()
    const cloud = await world.enroll({ kind: 'cloud', name: 'Cloud' })
    await world.acme.client.call('shares.set', {
      params: { account: world.acme.account.id, container: cloud.container.id, tenant: world.other.account.slug },
      body: { maxAttachments: 2 },
    })

    const answers = await Promise.allSettled(
      [1, 2, 3, 4, 5].map((number) =>
        world.other.client.call('attachments.create', {
          params: { account: world.other.account.id },
          body: { cloud: cloud.container.id, name: `Lent ${number}` },
        }),
      ),
    )
    const { body: available } = await world.other.client.call('clouds.available', {
      params: { account: world.other.account.id },
    })

    const refusals = answers.filter((each) => each.status === 'rejected').map(({ reason }) => reason.code)
    expect(refusals).toEqual(Array(3).fill('QUOTA_REACHED'))
    expect(available.items).toMatchObject([{ name: 'Cloud', owner: 'Acme', maxAttachments: 2, attachments: 2 }])
  })

  it('share the names of the containers of the tenant', async () => {
    await using world = await startContainerWorld()
    const cloud = await world.enroll({ kind: 'cloud', name: 'Cloud' })
    await world.enroll({ account: world.other, name: 'Lent' })
    await world.attach(cloud, world.other, 'Attached')

    await expect(world.attach(cloud, world.other, 'lent')).rejects.toMatchObject({ code: 'NAME_TAKEN' })
    await expect(world.enroll({ account: world.other, name: 'ATTACHED' })).rejects.toMatchObject({
      code: 'NAME_TAKEN',
    })
  })

  it('are not lent to their owner, and neither atoms nor molecules are lent', async () => {
    await using world = await startContainerWorld()
    const cloud = await world.enroll({ kind: 'cloud', name: 'Cloud' })
    const atom = await world.enroll({ name: 'Atom' })
    const lend = async (container: string, tenant: string): Promise<unknown> =>
      await world.acme.client.call('shares.set', {
        params: { account: world.acme.account.id, container, tenant },
        body: {},
      })

    await expect(lend(cloud.container.id, world.acme.account.slug)).rejects.toMatchObject({ code: 'NOT_READY' })
    await expect(lend(atom.container.id, world.other.account.slug)).rejects.toMatchObject({ code: 'NOT_READY' })
    await expect(lend(cloud.container.id, 'nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('leave only the name of an attachment to its tenant', async () => {
    await using world = await startContainerWorld()
    const cloud = await world.enroll({ kind: 'cloud', name: 'Cloud' })
    const attachment = await world.attach(cloud, world.other, 'Lent')
    const params = { account: world.other.account.id, container: attachment.id }
    const { client } = world.other

    const renamed = await client.call('container.update', { params, body: { name: 'Ours' }, ifMatch: '"1"' })
    const changed = client.call('container.update', { params, body: { allowBrowsing: true }, ifMatch: '"2"' })

    expect([renamed.body.name, renamed.etag]).toEqual(['Ours', '"2"'])
    await expect(changed).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
    await expect(
      client.call('container.revokeNode', { params: { ...params, node: cloud.node.id } }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it.each(['container.delete', 'shares.delete', 'delete of the cloud'])('end with their jobs by %s', async (how) => {
    await using world = await startContainerWorld()
    const cloud = await world.enroll({ kind: 'cloud', name: 'Cloud' })
    const attachment = await world.attach(cloud, world.other, 'Lent')
    const [account, tenant] = [world.acme.account.id, world.other.account.id]
    const job = await world.addRunningJob({ account: tenant, node: cloud, attachment: attachment.id })
    const own = await world.addRunningJob({ account, node: cloud })
    const container = cloud.container.id

    if (how === 'container.delete') {
      await world.other.client.call('container.delete', { params: { account: tenant, container: attachment.id } })
    } else if (how === 'shares.delete') {
      const params = { account, container, tenant: world.other.account.slug }
      await world.acme.client.call('shares.delete', { params })
    } else await world.acme.client.call('container.delete', { params: { account, container } })

    const jobs = await world.db.selectFrom('job').select(['id', 'outcome']).where('id', 'in', [job, own]).execute()
    expect(jobs.find(({ id }) => id === job)?.outcome).toBe('CONTAINER_LOST')
    expect(jobs.find(({ id }) => id === own)?.outcome).toBe(how.startsWith('delete') ? 'CONTAINER_LOST' : null)
    expect(await resolveContainer(world.db, tenant, attachment.id)).toBeUndefined()
    const told = (await world.auditOf(world.other)).map(({ action }) => action)
    expect(told).toContain(how === 'container.delete' ? 'container.delete' : 'attachment.ended')
  })
})
