import { type Role, roles } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import { advanceDatabaseTime } from '../testing/database/test-database.ts'
import { createTestAccount, createTestBrowser, createTestPerson, type TestAccount } from '../testing/test-account.ts'
import { startTestHub, type TestHub } from '../testing/test-hub.ts'

describe('accounts', () => {
  it('are made by an administrator of the installation only, who owns them', async () => {
    await using test = await startTestHub()
    const somebody = await createTestAccount(test)
    const administrator = await createTestPerson(test, { isInstallationAdministrator: true })

    await expect(somebody.client.call('accounts.create', { body: { name: 'Mine' } })).rejects.toMatchObject({
      code: 'ROLE_TOO_LOW',
    })
    const { body } = await administrator.client.call('accounts.create', { body: { name: 'North & Söhne' } })
    const second = await administrator.client.call('accounts.create', { body: { name: 'North & Söhne!' } })

    expect(body).toMatchObject({ slug: 'north-sohne', policy: { draftUse: 'refused' } })
    expect(second.body.slug).toBe('north-sohne-2')
    expect((await administrator.client.call('accounts.list')).body.items).toMatchObject([
      { role: 'owner', account: { id: body.id } },
      { role: 'owner', account: { id: second.body.id } },
    ])
  })

  it('are created with a key of the role administrator that an administrator of the installation made', async () => {
    await using test = await startTestHub()
    const installer = await createTestAccount(test, { isInstallationAdministrator: true })
    const lower = await createTestAccount(test, { isInstallationAdministrator: true, role: 'builder' })
    const other = await createTestAccount(test)

    const { body } = await installer.keyClient.call('accounts.create', { body: { name: 'Tenant' } })

    const { items } = (await installer.client.call('accounts.list')).body
    expect(items).toContainEqual({ role: 'owner', account: expect.objectContaining({ id: body.id }) })
    for (const { keyClient } of [lower, other]) {
      const refused = keyClient.call('accounts.create', { body: { name: 'Tenant' } })
      await expect(refused).rejects.toMatchObject({ code: 'ROLE_TOO_LOW' })
    }
    // The key sees no more than before.
    expect((await installer.keyClient.call('accounts.list')).body.items).toHaveLength(1)
  })

  it('fill the audit log with twenty refusals at most at once', async () => {
    await using test = await startTestHub()
    const { client, account } = await createTestAccount(test)
    for (let number = 0; number < 50; number++)
      await client.call('accounts.create', { body: { name: 'Mine' } }).catch(() => {})

    const rows = await test.database.db.selectFrom('audit').select('id').where('account_id', '=', account.id).execute()

    // One more is allowed every three seconds.
    expect(rows.length).toBeGreaterThanOrEqual(20)
    expect(rows.length).toBeLessThan(30)
  })

  it('get slugs of their own when made at once', async () => {
    await using test = await startTestHub()
    const { client } = await createTestPerson(test, { isInstallationAdministrator: true })

    const made = await Promise.all(
      Array.from({ length: 5 }, () => client.call('accounts.create', { body: { name: '日本' } })),
    )

    expect(made.map(({ body }) => body.slug).sort()).toEqual([
      'account',
      'account-2',
      'account-3',
      'account-4',
      'account-5',
    ])
  })

  it('list for a key its own account with its own role', async () => {
    await using test = await startTestHub()
    const { keyClient, account } = await createTestAccount(test, { role: 'builder' })

    expect((await keyClient.call('accounts.list')).body.items).toEqual([{ account, role: 'builder' }])
  })

  it('keep the first of two changes made from the same version', async () => {
    await using test = await startTestHub()
    const { client, account } = await createTestAccount(test)
    const params = { account: account.id }
    const { etag } = await client.call('account.get', { params })

    const changed = await client.call('account.update', {
      params,
      ifMatch: etag,
      body: { policy: { draftUse: 'allowed' } },
    })
    await expect(
      client.call('account.update', { params, ifMatch: etag, body: { name: 'Lost' } }),
    ).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' })

    expect(changed.body.policy.draftUse).toBe('allowed')
    expect((await client.call('account.get', { params })).etag).toBe(changed.etag)
    expect(changed.etag).not.toBe(etag)
    const audit = await client.call('audit.list', { params, query: { action: 'account.update' } })
    expect(audit.body.items).toMatchObject([
      { detail: { changes: [{ field: 'policy.draftUse', from: 'refused', to: 'allowed' }] } },
    ])
  })
})

describe('members', () => {
  it('are listed page by page, each once', async () => {
    await using test = await startTestHub()
    const owner = await createTestAccount(test, { email: 'Zoe@example.com' })
    for (const email of ['b@example.com', 'A@example.com', 'c@example.com']) await join(test, owner, 'viewer', email)
    const emails: string[] = []
    let cursor: string | undefined
    do {
      const { body } = await owner.client.call('members.list', {
        params: { account: owner.account.id },
        query: { limit: 2, ...(cursor === undefined ? {} : { cursor }) },
      })
      emails.push(...body.items.map(({ person }) => person.email))
      cursor = body.nextCursor ?? undefined
    } while (cursor !== undefined)

    expect(emails).toEqual(['A@example.com', 'b@example.com', 'c@example.com', 'Zoe@example.com'])
  })

  it('cannot be raised above, lowered from above or removed from above the role of who asks', async () => {
    await using test = await startTestHub()
    const owner = await createTestAccount(test)
    const administrator = await join(test, owner, 'administrator')
    const builder = await join(test, owner, 'builder')
    const change = (by: TestAccount, of: TestAccount, role: Role) =>
      by.client.call('member.update', { params: { account: owner.account.id, person: of.person.id }, body: { role } })

    const refused = await Promise.allSettled([
      change(administrator, administrator, 'owner'),
      change(administrator, builder, 'owner'),
      change(administrator, owner, 'viewer'),
      change(builder, builder, 'administrator'),
      administrator.client.call('member.remove', { params: { account: owner.account.id, person: owner.person.id } }),
      builder.client.call('member.remove', { params: { account: owner.account.id, person: administrator.person.id } }),
    ])
    for (const attempt of refused) expect(attempt).toMatchObject({ reason: { code: 'ROLE_TOO_LOW' } })

    expect((await change(administrator, builder, 'administrator')).body.role).toBe('administrator')
    expect((await change(owner, builder, 'owner')).body.role).toBe('owner')
    const { body } = await owner.client.call('audit.list', {
      params: { account: owner.account.id },
      query: { outcome: 'refused', actor: administrator.person.id },
    })
    expect(body.items).toHaveLength(4)
  })

  it('have their new role from the next request on', async () => {
    await using test = await startTestHub()
    const owner = await createTestAccount(test)
    const administrator = await join(test, owner, 'administrator')
    const params = { account: owner.account.id, person: administrator.person.id }
    await administrator.client.call('keys.list', { params })

    await owner.client.call('member.update', { params, body: { role: 'viewer' } })
    await expect(administrator.client.call('keys.list', { params })).rejects.toMatchObject({ code: 'ROLE_TOO_LOW' })
    await owner.client.call('member.remove', { params })

    await expect(administrator.client.call('account.get', { params })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('leave when they want, but for the last owner', async () => {
    await using test = await startTestHub()
    const owner = await createTestAccount(test)
    const viewer = await join(test, owner, 'viewer')
    const leave = ({ client, person }: TestAccount) =>
      client.call('member.remove', { params: { account: owner.account.id, person: person.id } })

    expect((await leave(viewer)).status).toBe(200)
    await expect(leave(owner)).rejects.toMatchObject({ code: 'LAST_OWNER' })
    await expect(
      owner.client.call('member.update', {
        params: { account: owner.account.id, person: owner.person.id },
        body: { role: 'administrator' },
      }),
    ).rejects.toMatchObject({ code: 'LAST_OWNER' })
  })

  it('keep an owner when the two that there are leave, or demote each other, at once', async () => {
    await using test = await startTestHub()
    for (const how of ['leave', 'demote', 'leave', 'demote'] as const) {
      const one = await createTestAccount(test)
      const other = await join(test, one, 'owner')
      const params = (of: TestAccount) => ({ account: one.account.id, person: of.person.id })

      const answers = await Promise.allSettled(
        how === 'leave'
          ? [one, other].map((who) => who.client.call('member.remove', { params: params(who) }))
          : [
              one.client.call('member.update', { params: params(other), body: { role: 'viewer' } }),
              other.client.call('member.update', { params: params(one), body: { role: 'viewer' } }),
            ],
      )

      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const owners = await test.database.db
        .selectFrom('membership')
        .selectAll()
        .where('account_id', '=', one.account.id)
        .where('role', '=', 'owner')
        .execute()
      expect(owners).toHaveLength(1)
    }
  })

  it('leave the keys that they made to the account, which is told of them', async () => {
    await using test = await startTestHub()
    const owner = await createTestAccount(test)
    const administrator = await join(test, owner, 'administrator')
    const params = { account: owner.account.id, person: administrator.person.id }

    const { body } = await owner.client.call('member.remove', { params })

    expect(body.keys).toMatchObject([{ id: administrator.key.id, isCreatorMember: false }])
    expect((await administrator.keyClient.call('accounts.list')).body.items).toHaveLength(1)
    const { items } = (await owner.client.call('keys.list', { params })).body
    expect(items.map(({ id, isCreatorMember }) => [id, isCreatorMember])).toEqual([
      [administrator.key.id, false],
      [owner.key.id, true],
    ])
  })

  it('of another account are nobody here', async () => {
    await using test = await startTestHub()
    const [here, elsewhere] = [await createTestAccount(test), await createTestAccount(test)]
    const foreign = { account: here.account.id, person: elsewhere.person.id }
    const theirs = { account: elsewhere.account.id, person: elsewhere.person.id }

    for (const params of [foreign, theirs]) {
      await expect(here.client.call('member.remove', { params })).rejects.toMatchObject({ code: 'NOT_FOUND' })
      await expect(here.client.call('member.update', { params, body: { role: 'viewer' } })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      })
    }
    await expect(here.keyClient.call('members.list', { params: theirs })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('API keys', () => {
  it('are shown once, do what their role may, and are kept as a hash', async () => {
    await using test = await startTestHub()
    const { client, account } = await createTestAccount(test)
    const params = { account: account.id }

    const { body } = await client.call('keys.create', { params, body: { name: 'CI', role: 'viewer', lifetimeDays: 7 } })

    expect(body.key).toMatch(/^cck_[\w-]{43}$/)
    expect(body.key.startsWith(body.start)).toBe(true)
    const send = (path: string, method = 'GET') =>
      test.hub.fetch(`${test.origin}/api/v1/accounts/${account.id}${path}`, {
        method,
        headers: { authorization: `Bearer ${body.key}` },
      })
    expect((await send('')).status).toBe(200)
    expect((await send('/keys')).status).toBe(403)
    const { db } = test.database
    const rows = [
      await db.selectFrom('api_key').selectAll().execute(),
      await db.selectFrom('audit').selectAll().execute(),
    ]
    expect(JSON.stringify([rows, (await client.call('keys.list', { params })).body])).not.toContain(body.key)
  })

  it('cannot make keys, invitations or members', async () => {
    await using test = await startTestHub()
    const owner = await createTestAccount(test)
    const params = { account: owner.account.id, person: owner.person.id, key: owner.key.id }

    const refused = await Promise.allSettled([
      owner.keyClient.call('keys.create', { params, body: { name: 'n', role: 'viewer', lifetimeDays: 1 } }),
      owner.keyClient.call('keys.revoke', { params }),
      owner.keyClient.call('invitations.create', { params, body: { email: 'a@example.com', role: 'viewer' } }),
      owner.keyClient.call('member.update', { params, body: { role: 'viewer' } }),
      owner.keyClient.call('person.update', { body: { name: 'Mine' } }),
    ])

    for (const attempt of refused) expect(attempt).toMatchObject({ reason: { code: 'PERSON_REQUIRED' } })
  })

  it('are never of the role owner, nor for ever', async () => {
    await using test = await startTestHub()
    const { client, account } = await createTestAccount(test)
    const params = { account: account.id }

    const wrong = [
      { name: 'n', role: 'owner', lifetimeDays: 1 },
      { name: 'n', role: 'viewer' },
      { name: 'n', role: 'viewer', lifetimeDays: 367 },
    ]
    for (const body of wrong) {
      await expect(client.call('keys.create', { params, body: body as never })).rejects.toMatchObject({
        code: 'REQUEST_INVALID',
      })
    }
  })

  it('stop working when they expire', async () => {
    await using test = await startTestHub()
    const { client, account, fetch: send } = await createTestAccount(test)
    const { body } = await client.call('keys.create', {
      params: { account: account.id },
      body: { name: 'CI', role: 'viewer', lifetimeDays: 1 },
    })
    const status = async () =>
      (await send(`${test.origin}/api/v1/accounts`, { headers: { authorization: `Bearer ${body.key}` } })).status
    expect(await status()).toBe(200)

    await advanceDatabaseTime(test.database, 86_400_000)

    expect(await status()).toBe(401)
  })

  it('stop working for requests that begin after they are revoked, while in use', async () => {
    await using test = await startTestHub()
    const owner = await createTestAccount(test)
    const use = () =>
      owner.keyClient.call('accounts.list').then(
        () => 200,
        (error: { status: number }) => error.status,
      )
    const before = Array.from({ length: 10 }, use)

    await owner.client.call('keys.revoke', { params: { account: owner.account.id, key: owner.key.id } })

    expect(new Set(await Promise.all(Array.from({ length: 10 }, use)))).toEqual(new Set([401]))
    for (const status of await Promise.all(before)) expect([200, 401]).toContain(status)
    // Again is as well; another's key is nobody's.
    await owner.client.call('keys.revoke', { params: { account: owner.account.id, key: owner.key.id } })
    const other = await createTestAccount(test)
    await expect(
      owner.client.call('keys.revoke', { params: { account: owner.account.id, key: other.key.id } }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await other.keyClient.call('accounts.list')).status).toBe(200)
  })

  it('go with their account', async () => {
    await using test = await startTestHub()
    const { keyClient, account } = await createTestAccount(test)

    await test.database.db.deleteFrom('account').where('id', '=', account.id).execute()

    await expect(keyClient.call('accounts.list')).rejects.toMatchObject({ status: 401 })
  })

  it('write down when they were used every five minutes at most', async () => {
    await using test = await startTestHub()
    const { keyClient } = await createTestAccount(test)
    const used = async () =>
      (await test.database.db.selectFrom('api_key').select('last_used_at').executeTakeFirstOrThrow()).last_used_at
    expect(await used()).toBeNull()

    await keyClient.call('accounts.list')
    const first = await used()
    await keyClient.call('accounts.list')
    expect(await used()).toEqual(first)
    await advanceDatabaseTime(test.database, 301_000)
    await keyClient.call('accounts.list')

    expect(await used()).not.toEqual(first)
  })
})

describe('audit.list', () => {
  it('gives entries newest first, page by page, each once', async () => {
    await using test = await startTestHub()
    const { client, account } = await createTestAccount(test)
    const params = { account: account.id }
    for (let i = 0; i < 5; i += 1) {
      await client.call('keys.create', { params, body: { name: `key ${i}`, role: 'viewer', lifetimeDays: 1 } })
    }
    const names: (string | undefined)[] = []
    let cursor: string | undefined
    do {
      const { body } = await client.call('audit.list', {
        params,
        query: { limit: 2, action: 'keys.create', ...(cursor === undefined ? {} : { cursor }) },
      })
      names.push(...body.items.map(({ subject }) => subject?.name))
      cursor = body.nextCursor ?? undefined
    } while (cursor !== undefined)

    expect(names).toEqual(['key 4', 'key 3', 'key 2', 'key 1', 'key 0'])
  })

  it('filters by subject, actor, outcome and time', async () => {
    await using test = await startTestHub()
    const { client, account, person } = await createTestAccount(test)
    const params = { account: account.id }
    const { body: key } = await client.call('keys.create', {
      params,
      body: { name: 'CI', role: 'viewer', lifetimeDays: 1 },
    })
    const count = async (query: Record<string, string>) =>
      (await client.call('audit.list', { params, query: query as never })).body.items.length

    expect(await count({ subject: key.id, actor: person.id, outcome: 'done' })).toBe(1)
    expect(await count({ subject: account.id })).toBe(0)
    expect(await count({ actor: account.id })).toBe(0)
    expect(await count({ outcome: 'refused' })).toBe(0)
    expect(await count({ from: '2020-01-01T00:00:00Z' })).toBe(1)
    expect(await count({ to: '2020-01-01T00:00:00Z' })).toBe(0)
  })

  it('shows nothing of another account, and refuses a cursor that it did not make', async () => {
    await using test = await startTestHub()
    const [one, other] = [await createTestAccount(test), await createTestAccount(test)]
    await other.client.call('person.update', { body: { name: 'Other' } })

    expect((await one.client.call('audit.list', { params: { account: one.account.id } })).body.items).toEqual([])
    const made = [[1e17, one.account.id], ['x', one.account.id], [1, 'x'], null].map((place) =>
      Buffer.from(JSON.stringify(place)).toString('base64url'),
    )
    for (const cursor of [...made, '%%%']) {
      await expect(
        one.client.call('audit.list', { params: { account: one.account.id }, query: { cursor } }),
      ).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
    }
  })
})

describe('invitations', () => {
  const newPerson = { name: 'Grace Hopper', password: 'seven grey herons walk' }

  it('make a new person a member, signed in', async () => {
    await using test = await startTestHub()
    const owner = await createTestAccount(test)
    const { token } = await invite(owner, 'builder')
    const browser = createTestBrowser(test)
    const described = await browser.client.call('invitation.describe', { body: { token } })

    const { body } = await browser.client.call('invitation.accept', { body: { token, ...newPerson } })

    expect(described.body).toMatchObject({ accountName: owner.account.name, role: 'builder', isKnown: false })
    expect(body).toMatchObject({ person: { email: 'grace@example.com' }, memberships: [{ role: 'builder' }] })
    expect((await browser.client.call('session.get')).body.person.id).toBe(body.person.id)
    await expect(browser.client.call('invitation.describe', { body: { token } })).rejects.toMatchObject({
      code: 'LINK_SPENT',
    })
  })

  it('are accepted by one of eight at once', async () => {
    await using test = await startTestHub()
    const owner = await createTestAccount(test)
    const { token } = await invite(owner, 'viewer')
    const { client } = createTestBrowser(test)

    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, () => client.call('invitation.accept', { body: { token, ...newPerson } })),
    )

    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const members = await owner.client.call('members.list', { params: { account: owner.account.id } })
    expect(members.body.items).toHaveLength(2)
  })

  it('take a person who is known to be signed in as that person', async () => {
    await using test = await startTestHub()
    const owner = await createTestAccount(test)
    const known = await createTestPerson(test, { email: 'Grace@Example.com' })
    const stranger = await createTestPerson(test)
    const { token } = await invite(owner, 'viewer')

    for (const { client } of [createTestBrowser(test), stranger]) {
      await expect(client.call('invitation.accept', { body: { token, ...newPerson } })).rejects.toMatchObject({
        code: 'NOT_SIGNED_IN',
      })
    }
    expect((await known.client.call('invitation.describe', { body: { token } })).body.isKnown).toBe(true)
    const { body } = await known.client.call('invitation.accept', { body: { token } })

    expect(body.memberships).toMatchObject([{ role: 'viewer', account: { id: owner.account.id } }])
  })

  it('take a name and a password of a new person, and not a weak one', async () => {
    await using test = await startTestHub()
    const owner = await createTestAccount(test)
    const { token } = await invite(owner, 'viewer')
    const { client } = createTestBrowser(test)

    await expect(client.call('invitation.accept', { body: { token } })).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      problem: { fields: [{ field: 'body.name' }, { field: 'body.password' }] },
    })
    await expect(
      client.call('invitation.accept', { body: { token, name: 'Grace', password: 'gracegracegrace' } }),
    ).rejects.toMatchObject({ code: 'PASSWORD_TOO_WEAK' })
  })

  it('stop working when they expire, are withdrawn or are replaced by a newer one', async () => {
    await using test = await startTestHub()
    const owner = await createTestAccount(test)
    const { client } = createTestBrowser(test)
    const params = { account: owner.account.id }
    const replaced = await invite(owner, 'viewer')
    const withdrawn = await invite(owner, 'viewer')
    await owner.client.call('invitations.revoke', { params: { ...params, invitation: withdrawn.id } })
    const expired = await invite(owner, 'viewer')
    expect((await owner.client.call('invitations.list', { params })).body.items).toMatchObject([{ id: expired.id }])
    await advanceDatabaseTime(test.database, 3_600_000)

    for (const { token } of [replaced, withdrawn, expired]) {
      await expect(client.call('invitation.accept', { body: { token, ...newPerson } })).rejects.toMatchObject({
        code: 'LINK_SPENT',
      })
    }
    // The session of the owner has gone on; the list is empty.
    expect((await owner.client.call('invitations.list', { params })).body.items).toEqual([])
  })

  it('are to no role above that of who invites, in every combination', async () => {
    await using test = await startTestHub()
    const owner = await createTestAccount(test)
    for (const own of roles) {
      const inviter = await join(test, owner, own)
      for (const [i, role] of roles.entries()) {
        const answer = invite(inviter, role, `${own}-${i}@example.com`)

        if (roles.indexOf(own) >= roles.indexOf('administrator') && roles.indexOf(role) <= roles.indexOf(own))
          await answer
        else await expect(answer).rejects.toMatchObject({ code: 'ROLE_TOO_LOW' })
      }
    }
  })

  it('of a role above that of who asks cannot be replaced or withdrawn', async () => {
    await using test = await startTestHub()
    const owner = await createTestAccount(test)
    const administrator = await join(test, owner, 'administrator')
    const { id, token } = await invite(owner, 'owner')

    await expect(invite(administrator, 'viewer')).rejects.toMatchObject({ code: 'ROLE_TOO_LOW' })
    await expect(
      administrator.client.call('invitations.revoke', { params: { account: owner.account.id, invitation: id } }),
    ).rejects.toMatchObject({ code: 'ROLE_TOO_LOW' })

    const { body } = await createTestBrowser(test).client.call('invitation.accept', { body: { token, ...newPerson } })
    expect(body.memberships).toMatchObject([{ role: 'owner' }])
  })

  it('are withdrawn when who invited may no longer invite to that role', async () => {
    await using test = await startTestHub()
    const owner = await createTestAccount(test)
    const demoted = await join(test, owner, 'owner')
    const removed = await join(test, owner, 'administrator')
    const tooHigh = await invite(demoted, 'owner', 'a@example.com')
    const stays = await invite(demoted, 'builder', 'b@example.com')
    const gone = await invite(removed, 'viewer', 'c@example.com')
    const params = { account: owner.account.id }

    await owner.client.call('member.update', {
      params: { ...params, person: demoted.person.id },
      body: { role: 'administrator' },
    })
    await owner.client.call('member.remove', { params: { ...params, person: removed.person.id } })

    const { items } = (await owner.client.call('invitations.list', { params })).body
    expect(items.map(({ id }) => id)).toEqual([stays.id])
    for (const { token } of [tooHigh, gone]) {
      await expect(
        createTestBrowser(test).client.call('invitation.describe', { body: { token } }),
      ).rejects.toMatchObject({ code: 'LINK_SPENT' })
    }
  })

  it('are not made for who is a member, and not spent by one', async () => {
    await using test = await startTestHub()
    const owner = await createTestAccount(test)
    const { token } = await invite(owner, 'viewer')
    const grace = await join(test, owner, 'viewer', 'grace@example.com')

    await expect(invite(owner, 'builder', 'GRACE@example.com')).rejects.toMatchObject({ code: 'ALREADY_MEMBER' })
    await expect(grace.client.call('invitation.accept', { body: { token } })).rejects.toMatchObject({
      code: 'ALREADY_MEMBER',
    })

    const { items } = (await owner.client.call('invitations.list', { params: { account: owner.account.id } })).body
    expect(items).toHaveLength(1)
  })
})

async function invite(
  by: TestAccount,
  role: Role,
  email = 'grace@example.com',
): Promise<{ id: string; token: string }> {
  const { body } = await by.client.call('invitations.create', {
    params: { account: by.account.id },
    body: { email, role, lifetimeHours: 1 },
  })
  return { id: body.id, token: new URL(body.link).hash.slice(1) }
}

async function join(test: TestHub, to: TestAccount, role: Role, email?: string): Promise<TestAccount> {
  return await createTestAccount(test, { account: to.account, role, ...(email === undefined ? {} : { email }) })
}
