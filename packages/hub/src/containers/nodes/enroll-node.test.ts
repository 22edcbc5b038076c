import { describe, expect, it } from 'vitest'
import { startContainerWorld } from '../../testing/container-world.ts'
import { advanceDatabaseTime } from '../../testing/database/test-database.ts'
import { resolveContainer, resolveContainers } from '../directory/resolve-container.ts'

describe('node.enroll', () => {
  it('makes a container named like its node, with a credential that works', async () => {
    await using world = await startContainerWorld()

    const enrolled = await world.enroll({ nodeName: 'dmz-1' })
    await world.beat(enrolled)

    expect(enrolled).toMatchObject({ container: { kind: 'atom', name: 'dmz-1' }, accountName: 'Acme' })
    expect(enrolled.credential).toMatch(/^ccn_[0-9a-f]{32}_[\w-]{43}$/)
    const resolved = await resolveContainer(world.db, world.acme.account.id, enrolled.container.id)
    expect(resolved).toMatchObject({ status: 'online', allowBrowsing: true, connectorVersions: ['1.0.0'] })
  })

  it('makes one molecule of one command pasted on three machines', async () => {
    await using world = await startContainerWorld()
    const { token } = await world.addInstallerToken({ kind: 'molecule', maxUses: 3 })

    const nodes = await Promise.all(
      ['a', 'b', 'c'].map((nodeName) =>
        world.enroll({ installerToken: token, kind: 'molecule', name: 'EU', nodeName }),
      ),
    )

    expect(new Set(nodes.map(({ container }) => container.id)).size).toBe(1)
    expect(new Set(nodes.map(({ node }) => node.id)).size).toBe(3)
    expect(await resolveContainers(world.db, world.acme.account.id)).toHaveLength(1)
  })

  it('lets exactly three of eight enrol at once with a token for three', async () => {
    await using world = await startContainerWorld()
    const { token } = await world.addInstallerToken({ maxUses: 3 })

    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4, 5, 6, 7, 8].map((n) => world.enroll({ installerToken: token, nodeName: `atom-${n}` })),
    )

    const codes = outcomes.filter((each) => each.status === 'rejected').map(({ reason }) => reason.code)
    expect(codes).toEqual(Array(5).fill('INSTALLER_TOKEN_USED_UP'))
    expect(await resolveContainers(world.db, world.acme.account.id)).toHaveLength(3)
  })

  it.each([
    ['INSTALLER_TOKEN_UNKNOWN', { installerToken: `cci_${'x'.repeat(43)}` }],
    ['INSTALLER_TOKEN_OTHER_KIND', { kind: 'molecule' as const }],
  ])('answers %s, each with what to do', async (code, given) => {
    await using world = await startContainerWorld()
    const { token } = await world.addInstallerToken()

    await expect(world.enroll({ installerToken: token, ...given })).rejects.toMatchObject({
      code,
      suggestion: expect.stringMatching(/\w/),
    })
  })

  it('refuses a token that has expired', async () => {
    await using world = await startContainerWorld()
    const { token } = await world.addInstallerToken()
    await advanceDatabaseTime(world.database, 3_600_000)

    await expect(world.enroll({ installerToken: token })).rejects.toMatchObject({ code: 'INSTALLER_TOKEN_EXPIRED' })
  })

  it('records twenty refusals of a spent token at once, however often it is sent', async () => {
    await using world = await startContainerWorld()
    const { token } = await world.addInstallerToken()
    await world.enroll({ installerToken: token })

    for (let number = 0; number < 60; number++) await world.enroll({ installerToken: token }).catch(() => {})

    const refused = (await world.auditOf(world.acme)).filter(({ outcome }) => outcome === 'refused')
    expect(refused).toHaveLength(20)
  })

  it('counts no use that was refused, and records the refusal', async () => {
    await using world = await startContainerWorld()
    await world.beat(await world.enroll({ name: 'DMZ' }))
    const { token, id } = await world.addInstallerToken()

    const refused = world.enroll({ installerToken: token, name: 'dmz' })

    await expect(refused).rejects.toMatchObject({ code: 'NAME_TAKEN' })
    const stored = await world.db.selectFrom('installer_token').select('used_count').where('id', '=', id).execute()
    expect(stored).toEqual([{ used_count: 0 }])
    expect((await world.auditOf(world.acme)).at(-1)).toMatchObject({
      action: 'node.enroll',
      outcome: 'refused',
      actor: { kind: 'container' },
      detail: { code: 'NAME_TAKEN' },
    })
  })

  it('replaces a node of the same name once it is offline, and ends its credential and its work', async () => {
    await using world = await startContainerWorld()
    const former = await world.enroll({ name: 'DMZ', nodeName: 'host-1' })
    await world.beat(former)
    const job = await world.addRunningJob({ account: world.acme.account.id, node: former })
    await advanceDatabaseTime(world.database, 16_000)

    const next = await world.enroll({ name: 'DMZ', nodeName: 'host-2' })

    expect([next.container.id, next.node.id]).toEqual([former.container.id, former.node.id])
    await expect(world.beat(former)).rejects.toMatchObject({ code: 'CREDENTIAL_REFUSED' })
    await world.beat(next)
    const { state } = await world.db.selectFrom('job').select('state').where('id', '=', job).executeTakeFirstOrThrow()
    expect(state).toBe('queued')
  })

  it('adds a node to the molecule that the token names, whatever name the node gives it', async () => {
    await using world = await startContainerWorld()
    const first = await world.enroll({ kind: 'molecule', name: 'EU', nodeName: 'one' })

    const second = await world.enroll({
      kind: 'molecule',
      container: first.container.id,
      name: 'Another',
      nodeName: 'two',
    })
    const again = world.enroll({ kind: 'molecule', container: first.container.id, nodeName: 'TWO' })

    expect(second.container).toEqual(first.container)
    await expect(again).rejects.toMatchObject({ code: 'NAME_TAKEN' })
  })
})
