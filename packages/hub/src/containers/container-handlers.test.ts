import type { Container } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import { createId } from '../basics/create-id.ts'
import type { HubContext } from '../context/hub-context.ts'
import { hubNow } from '../database/hub-now.ts'
import { startContainerWorld } from '../testing/container-world.ts'
import { advanceDatabaseTime } from '../testing/database/test-database.ts'
import { createTestAccount } from '../testing/test-account.ts'
import { noteContainerStatuses } from './housekeeping.ts'

describe('containers of an account', () => {
  it('lists them by name, page by page, each once', async () => {
    await using world = await startContainerWorld()
    const names = ['delta', 'Alpha', 'charlie', 'Bravo', 'echo']
    for (const name of names) await world.enroll({ name })
    const params = { account: world.acme.account.id }

    const seen: string[] = []
    let cursor: string | null | undefined
    while (cursor !== null) {
      const query = { limit: 2, ...(cursor === undefined ? {} : { cursor }) }
      const { body } = await world.acme.client.call('containers.list', { params, query })
      seen.push(...body.items.map(({ name }) => name))
      cursor = body.nextCursor
    }

    expect(seen).toEqual(['Alpha', 'Bravo', 'charlie', 'delta', 'echo'])
  })

  it('finds them by kind, status and part of the name, in which % and _ mean themselves', async () => {
    await using world = await startContainerWorld()
    await world.beat(await world.enroll({ name: 'eu_one' }))
    await world.enroll({ name: 'euXone' })
    await world.enroll({ name: 'EU molecule', kind: 'molecule' })
    const list = async (query: object): Promise<string[]> => {
      const { body } = await world.acme.client.call('containers.list', {
        params: { account: world.acme.account.id },
        query,
      })
      return body.items.map(({ name }) => name)
    }

    expect(await list({ kind: 'molecule' })).toEqual(['EU molecule'])
    expect(await list({ status: 'online' })).toEqual(['eu_one'])
    expect(await list({ status: 'new' })).toEqual(['EU molecule', 'euXone'])
    expect(await list({ search: 'EU_' })).toEqual(['eu_one'])
  })

  it('reads a page of a thousand containers with their nodes in as many statements as a page of one', async () => {
    await using world = await startContainerWorld()
    const ids = Array.from({ length: 1000 }, () => createId())
    await world.db
      .insertInto('container')
      .values(
        ids.map((id, index) => ({
          account_id: world.acme.account.id,
          id,
          kind: 'atom' as const,
          name: `atom ${String(index).padStart(4, '0')}`,
          allow_browsing: true,
          created_at: hubNow(),
        })),
      )
      .execute()
    await world.db
      .insertInto('container_node')
      .values(
        ids.map((id) => ({
          id: createId(),
          container_id: id,
          name: 'node',
          credential_hash: id,
          previous_credential_hash: null,
          version: '1',
          connector_version: '1',
          boot_id: null,
          clock_difference_ms: null,
          last_seen_at: hubNow(),
          reported_status: 'online' as const,
          enrolled_at: hubNow(),
        })),
      )
      .execute()

    const { body } = await world.acme.client.call('containers.list', {
      params: { account: world.acme.account.id },
      query: { limit: 200, status: 'online' },
    })

    expect(body.items.map(({ name }) => name)).toHaveLength(200)
    expect(body.items.every(({ nodes, status }) => nodes.length === 1 && status === 'online')).toBe(true)
  })

  it('says in a sentence why one cannot run a test, and what to do', async () => {
    await using world = await startContainerWorld()
    const node = await world.enroll({ name: 'DMZ' })
    const params = { account: world.acme.account.id, container: node.container.id }
    const reason = async (): Promise<string | null> =>
      (await world.acme.client.call('container.get', { params })).body.unavailableReason
    const seen = [await reason()]

    await world.beat(node)
    seen.push(await reason())
    await advanceDatabaseTime(world.database, 16_000)
    seen.push(await reason())

    expect(seen[0]).toContain('never started')
    expect(seen[1]).toBeNull()
    expect(seen[2]).toMatch(/"DMZ" is offline\. Start it/)
  })

  it('changes the version that was read, and no other', async () => {
    await using world = await startContainerWorld()
    const node = await world.enroll({ name: 'One' })
    await world.enroll({ name: 'Two' })
    const params = { account: world.acme.account.id, container: node.container.id }
    const { etag = '' } = await world.acme.client.call('container.get', { params })
    const update = async (body: object, ifMatch: string): Promise<Container> =>
      (await world.acme.client.call('container.update', { params, body, ifMatch })).body

    await expect(update({ name: 'two' }, etag)).rejects.toMatchObject({ code: 'NAME_TAKEN' })
    const changed = await update({ name: 'ONE', allowBrowsing: false, maxConcurrentJobs: 3 }, etag)

    expect(changed).toMatchObject({ name: 'ONE', allowBrowsing: false, maxConcurrentJobs: 3 })
    await expect(update({ name: 'Three' }, etag)).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' })
  })

  it('ends credentials, jobs and installer tokens with the container', async () => {
    await using world = await startContainerWorld()
    const { token } = await world.addInstallerToken({ kind: 'molecule', maxUses: 5 })
    const node = await world.enroll({ installerToken: token, kind: 'molecule', nodeName: 'one' })
    const job = await world.addRunningJob({ account: world.acme.account.id, node })
    const params = { account: world.acme.account.id, container: node.container.id }

    await world.acme.client.call('container.delete', { params })

    await expect(world.beat(node)).rejects.toMatchObject({ code: 'CREDENTIAL_REFUSED' })
    await expect(world.enroll({ installerToken: token, kind: 'molecule', nodeName: 'two' })).rejects.toMatchObject({
      code: 'INSTALLER_TOKEN_UNKNOWN',
    })
    await expect(world.acme.client.call('container.delete', { params })).rejects.toMatchObject({ status: 404 })
    const { outcome } = await world.db
      .selectFrom('job')
      .select('outcome')
      .where('id', '=', job)
      .executeTakeFirstOrThrow()
    expect(outcome).toBe('CONTAINER_LOST')
  })

  it('does not exist for another account', async () => {
    await using world = await startContainerWorld()
    const node = await world.enroll()
    const params = { account: world.other.account.id, container: node.container.id, node: node.node.id }
    const { client } = world.other
    const calls = [
      client.call('container.get', { params }),
      client.call('container.update', { params, body: { name: 'Mine' }, ifMatch: '*' }),
      client.call('container.delete', { params }),
      client.call('container.revokeNode', { params }),
      client.call('shares.list', { params }),
      client.call('shares.set', { params: { ...params, tenant: world.other.account.slug }, body: {} }),
      client.call('shares.delete', { params: { ...params, tenant: world.other.account.slug } }),
      client.call('installerTokens.create', { params, body: { kind: 'molecule', container: node.container.id } }),
      client.call('attachments.create', { params, body: { cloud: node.container.id, name: 'Mine' } }),
    ]

    const answers = await Promise.allSettled(calls)

    expect(answers.map((each) => (each.status === 'rejected' ? each.reason.status : 200))).toEqual(calls.map(() => 404))
    await world.beat(node)
  })
})

describe('note-container-statuses', () => {
  it('records once that a container came and once that it went, with two hubs looking at once', async () => {
    await using world = await startContainerWorld()
    const node = await world.enroll()
    const look = async (): Promise<void> => {
      const context = { db: world.db } as HubContext
      await Promise.all([noteContainerStatuses.run(context), noteContainerStatuses.run(context)])
    }

    await look()
    await world.beat(node)
    await look()
    await look()
    await advanceDatabaseTime(world.database, 16_000)
    await look()
    await look()

    const actions = (await world.auditOf(world.acme)).map(({ action }) => action)
    expect(actions).toEqual(['node.enroll', 'container.online', 'container.offline'])
  })
})

describe('installer tokens', () => {
  it('shows a token once, enrols with it, and refuses it once it is revoked', async () => {
    await using world = await startContainerWorld()
    const params = { account: world.acme.account.id }
    const { body: token } = await world.acme.client.call('installerTokens.create', {
      params,
      body: { kind: 'atom', maxUses: 2 },
    })
    await world.enroll({ installerToken: token.token })
    await world.acme.client.call('installerTokens.revoke', { params: { ...params, installerToken: token.id } })
    const { body: list } = await world.acme.client.call('installerTokens.list', { params })

    expect(JSON.stringify(list)).not.toContain(token.token)
    expect(list.items).toMatchObject([{ id: token.id, start: token.token.slice(0, 10), usedCount: 1, maxUses: 2 }])
    await expect(world.enroll({ installerToken: token.token, name: 'second' })).rejects.toMatchObject({
      code: 'INSTALLER_TOKEN_REVOKED',
    })
  })

  it('cannot add a node to an atom, nor to a container of another kind', async () => {
    await using world = await startContainerWorld()
    const atom = await world.enroll({ name: 'Atom' })
    const cloud = await world.enroll({ name: 'Cloud', kind: 'cloud' })
    const create = async (kind: 'atom' | 'molecule', container: string): Promise<unknown> =>
      await world.acme.client.call('installerTokens.create', {
        params: { account: world.acme.account.id },
        body: { kind, container },
      })

    const refusal = { code: 'INSTALLER_TOKEN_OTHER_KIND' }
    await expect(create('atom', atom.container.id)).rejects.toMatchObject(refusal)
    await expect(create('molecule', cloud.container.id)).rejects.toMatchObject(refusal)
  })

  it('is not for builders', async () => {
    await using world = await startContainerWorld()
    const builder = await createTestAccount(world, { account: world.acme.account, role: 'builder' })

    const created = builder.client.call('installerTokens.create', {
      params: { account: world.acme.account.id },
      body: { kind: 'atom' },
    })

    await expect(created).rejects.toMatchObject({ code: 'ROLE_TOO_LOW' })
  })
})
