import { describe, expect, it } from 'vitest'
import { type ContainerWorld, startContainerWorld, type TestNode } from '../../testing/container-world.ts'
import { advanceDatabaseTime } from '../../testing/database/test-database.ts'

async function rotate(world: ContainerWorld, node: TestNode): Promise<TestNode> {
  const { body } = await world.withCredential(node.credential).call('node.rotateCredential')
  return { ...node, credential: body.credential }
}

describe('createNodeAuthentication', () => {
  it('refuses forged credentials: none, of another kind, of a known node, changed by one character', async () => {
    await using world = await startContainerWorld()
    const node = await world.enroll()
    const { credential } = node
    const last = credential.endsWith('A') ? 'B' : 'A'
    const forged = [
      undefined,
      world.acme.key.value,
      `ccn_${node.node.id.replaceAll('-', '')}_`,
      credential.slice(0, -1) + last,
    ]

    for (const each of forged) {
      await expect(world.beat({ ...node, credential: each as string })).rejects.toMatchObject({
        code: 'CREDENTIAL_REFUSED',
        status: 401,
      })
    }
  })

  it('stores no credential and no installer token, only their hashes', async () => {
    await using world = await startContainerWorld()
    const { token } = await world.addInstallerToken()
    const { credential } = await world.enroll({ installerToken: token })

    const stored = JSON.stringify([
      await world.db.selectFrom('container_node').selectAll().execute(),
      await world.db.selectFrom('installer_token').selectAll().execute(),
      await world.db.selectFrom('audit').selectAll().execute(),
    ])

    expect(stored).not.toContain(credential)
    expect(stored).not.toContain(token)
    expect(stored).not.toContain(credential.split('_').at(-1))
  })

  it('takes the credential before a rotation until the new one is used', async () => {
    await using world = await startContainerWorld()
    const before = await world.enroll()

    const after = await rotate(world, before)

    await world.beat(before)
    await world.beat(after)
    await expect(world.beat(before)).rejects.toMatchObject({ code: 'CREDENTIAL_REFUSED' })
    await world.beat(after)
  })

  it('takes the credential before a rotation for five minutes at most', async () => {
    await using world = await startContainerWorld()
    const before = await world.enroll()
    const after = await rotate(world, before)

    await advanceDatabaseTime(world.database, 300_000)

    await expect(world.beat(before)).rejects.toMatchObject({ code: 'CREDENTIAL_REFUSED' })
    await world.beat(after)
  })

  it('lets a node rotate again that never got the answer of its last rotation', async () => {
    await using world = await startContainerWorld()
    const before = await world.enroll()
    const lost = await rotate(world, before)

    const after = await rotate(world, before)

    await world.beat(before)
    await expect(world.beat(lost)).rejects.toMatchObject({ code: 'CREDENTIAL_REFUSED' })
    await world.beat(after)
  })

  it('ends the credential of a node that is revoked, and leaves the other nodes alone', async () => {
    await using world = await startContainerWorld()
    const { token } = await world.addInstallerToken({ kind: 'molecule', maxUses: 2 })
    const one = await world.enroll({ installerToken: token, kind: 'molecule', nodeName: 'one' })
    const two = await world.enroll({ installerToken: token, kind: 'molecule', nodeName: 'two' })

    await world.acme.client.call('container.revokeNode', {
      params: { account: world.acme.account.id, container: one.container.id, node: one.node.id },
    })

    await expect(world.beat(one)).rejects.toMatchObject({ code: 'CREDENTIAL_REFUSED' })
    await world.beat(two)
  })
})
