import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ProcessWorld, startProcessWorld } from '../../testing/process-world.ts'
import type { TestAccount } from '../../testing/test-account.ts'

let own: ProcessWorld
let other: TestAccount
let production: string

beforeAll(async () => {
  own = await startProcessWorld()
  other = await own.world.addMember({ role: 'administrator' })
  const { client } = own.world.owner
  const { items } = (await client.call('environments.list', { params: params() })).body
  production = items.find(({ classification }) => classification === 'production')?.id ?? ''
  await setPolicy(client, 'with-approval')
})
afterAll(() => own[Symbol.asyncDispose]())

const params = () => ({ account: own.account })

async function setPolicy(by: TestAccount['client'], productionDeploys: 'alone' | 'with-approval') {
  const { etag } = await by.call('account.get', { params: params() })
  return (
    await by.call('account.update', { params: params(), body: { policy: { productionDeploys } }, ifMatch: etag ?? '' })
  ).body
}

async function deploy(by: TestAccount['client'], environment = production) {
  const place = { ...params(), process: own.process, environment }
  return (await by.call('process.deploy', { params: place, body: { version: 1, ...own.parts } })).body
}

const approve = async (by: TestAccount['client']) =>
  (await by.call('process.approve', { params: { ...params(), process: own.process, number: 1 } })).body

describe('an account that wants two people for production', () => {
  it('refuses a version that nobody has approved, and lets it into a test environment', async () => {
    await expect(deploy(own.world.owner.client)).rejects.toMatchObject({ code: 'APPROVAL_NEEDED' })
    expect((await deploy(own.world.owner.client, own.environment)).version).toBe(1)
  })

  it('refuses it from who approved it, also with a key of theirs, and takes it from another administrator', async () => {
    const { client, keyClient, person } = own.world.owner
    const approved = await approve(client)

    await expect(deploy(client)).rejects.toMatchObject({
      code: 'APPROVAL_NEEDED',
      problem: { detail: expect.stringContaining('You approved version 1 yourself') },
    })
    await expect(deploy(keyClient)).rejects.toMatchObject({ code: 'APPROVAL_NEEDED' })
    expect(approved.approval).toMatchObject({ by: person.name, person: person.id })
    expect((await deploy(other.client)).version).toBe(1)
  })

  it('records each approval', async () => {
    await approve(other.client)

    const query = { action: 'process.approve' }
    const { items } = (await own.world.owner.client.call('audit.list', { params: params(), query })).body

    expect(items[0]).toMatchObject({ actor: { name: other.person.name }, detail: { version: 1 } })
  })
  it('is released from that by an owner alone, not by an administrator who would deploy, nor with a key', async () => {
    const { client, keyClient } = own.world.owner

    await expect(setPolicy(other.client, 'alone')).rejects.toMatchObject({ code: 'ROLE_TOO_LOW' })
    await expect(setPolicy(keyClient, 'alone')).rejects.toMatchObject({ code: 'PERSON_REQUIRED' })
    expect((await setPolicy(client, 'alone')).policy.productionDeploys).toBe('alone')
    expect((await setPolicy(other.client, 'with-approval')).policy.productionDeploys).toBe('with-approval')
  })
})
