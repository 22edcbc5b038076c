import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConnectionTestWorld, startConnectionTestWorld } from '../testing/connection-world.ts'

let world: ConnectionTestWorld
let connection: string
beforeAll(async () => {
  world = await startConnectionTestWorld()
  connection = (await world.createConnection()).id
})
afterAll(() => world[Symbol.asyncDispose]())

async function shown(record: object, expected?: object) {
  const operation = { action: 'update', resource: 'users', id: 7, record, expected } as never
  const params = { account: world.owner.account.id, connection }
  const body = { operation, reason: 'Tidy up.' }
  return (await world.owner.keyClient.call('proposals.create', { params, body })).body.changes
}

describe('a proposal shows everything that would be written', () => {
  it('with what is put into a list by nothing but its id, such as a role', async () => {
    const expected = { firstname: 'Ada', roles: [{ id: 2, name: 'Buyer' }] }

    const changes = await shown({ firstname: 'Eva', roles: [{ id: 1 }, { id: 2 }] }, expected)

    expect(changes).toContainEqual({ field: 'firstname', before: 'Ada', after: 'Eva' })
    expect(changes).toContainEqual({ field: 'roles[1]', before: null, after: { id: 1 } })
    expect(changes).toContainEqual({ field: 'roles[2]', before: { id: 2, name: 'Buyer' }, after: { id: 2 } })
    expect(changes).toHaveLength(3)
  })

  it('with a list or an association that is emptied', async () => {
    expect(await shown({ roles: [] }, { roles: [{ id: 2 }] })).toEqual([
      { field: 'roles', before: [{ id: 2 }], after: [] },
    ])
    expect(await shown({ department: {} })).toEqual([{ field: 'department', before: null, after: {} }])
  })

  it('with each field of the items of a list', async () => {
    const expected = { addresses: [{ id: 4, city: 'Bonn' }] }
    expect(await shown({ addresses: [{ id: 4, city: 'Köln' }] }, expected)).toEqual([
      { field: 'addresses[4].city', before: 'Bonn', after: 'Köln' },
    ])
  })
})
