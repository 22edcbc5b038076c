import { describe, expect, it } from 'vitest'
import { createTestAccount } from './test-account.ts'
import { startTestHub } from './test-hub.ts'

describe('createTestAccount', () => {
  it('gives a client of a person and a client with a key', async () => {
    await using test = await startTestHub()

    const { account, person, client, keyClient } = await createTestAccount(test, { role: 'builder' })

    expect((await client.call('session.get')).body).toMatchObject({
      person,
      memberships: [{ account, role: 'builder' }],
    })
    await expect(keyClient.call('session.get')).rejects.toMatchObject({ code: 'PERSON_REQUIRED' })
  })
})
