import { describe, expect, it } from 'vitest'
import { hubNow, hubNowPlus } from '../database/hub-now.ts'
import { insertTestJob, oauthFields, startConnectionTestWorld } from '../testing/connection-world.ts'
import { advanceDatabaseTime } from '../testing/database/test-database.ts'
import { createTestAccount } from '../testing/test-account.ts'

describe('creating a connection', () => {
  it('stores it as never tested, with its secret only said to be set', async () => {
    await using world = await startConnectionTestWorld()
    const { owner } = world

    const created = await world.createConnection('Acme')

    expect(created).toMatchObject({
      name: 'Acme',
      state: 'never-tested',
      organization: 'acme.coupahost.com',
      authenticationType: 'oauth2',
      isDeprecated: false,
      lastTest: null,
      revision: 1,
      fields: oauthFields,
      secrets: { clientSecret: { setBy: owner.person.name } },
      createdBy: owner.person.name,
    })
  })

  it('normalizes URL and keeps the fields of the authentication type that is not chosen', async () => {
    await using world = await startConnectionTestWorld()
    const { owner } = world
    const token = await world.setSecret('a-token-of-the-key', owner, 'token')

    const { body } = await owner.client.call('connections.create', {
      params: { account: owner.account.id },
      body: {
        name: 'Old',
        fields: { ...oauthFields, url: ' https://acme.coupahost.com/api/ ', authenticationType: 'api-key' },
        secrets: { token },
      },
    })

    expect(body.fields).toMatchObject({ url: 'https://acme.coupahost.com/api', scope: oauthFields.scope })
    expect(body.isDeprecated).toBe(true)
  })

  it('stores half-finished work, and says what is missing', async () => {
    await using world = await startConnectionTestWorld()
    const { owner } = world

    const { body } = await owner.client.call('connections.create', {
      params: { account: owner.account.id },
      body: { name: 'Half', fields: { url: oauthFields.url } },
    })

    expect(body.state).toBe('never-tested')
    expect(body.notices.filter(({ kind }) => kind === 'problem').map(({ field }) => field)).toEqual(
      expect.arrayContaining(['clientId', 'clientSecret', 'scope', 'accessTokenUrl']),
    )
  })

  it.each([
    ['no URL', { clientId: 'x' }, 'body.fields.url'],
    ['a wrong URL', { ...oauthFields, url: 'ftp://acme' }, 'body.fields.url'],
    ['an unknown field', { ...oauthFields, colour: '' }, 'body.fields.colour'],
    ['a wrong authentication type', { ...oauthFields, authenticationType: 'basic' }, 'body.fields.authenticationType'],
    ['a secret among the fields', { ...oauthFields, clientSecret: 'in-the-clear' }, 'body.fields.clientSecret'],
  ])('refuses %s and names the field', async (_what, fields, field) => {
    await using world = await startConnectionTestWorld()
    const { owner } = world

    const refused = await owner.client
      .call('connections.create', { params: { account: owner.account.id }, body: { name: 'Bad', fields } })
      .catch((error: unknown) => error)

    expect(refused).toMatchObject({
      code: 'SETTINGS_INVALID',
      problem: { fields: expect.arrayContaining([expect.objectContaining({ field })]) },
    })
    expect(JSON.stringify(refused)).not.toContain('in-the-clear')
  })

  it('refuses a name that differs from another only in capitals', async () => {
    await using world = await startConnectionTestWorld()
    await world.createConnection('Acme')

    await expect(world.createConnection('ACME')).rejects.toMatchObject({ code: 'NAME_TAKEN' })
  })

  it('refuses text that no database keeps, before it gets there', async () => {
    await using world = await startConnectionTestWorld()

    await expect(world.createConnection('Acme', { token: 'a\0b' })).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
  })

  it('is verified at once when the very settings passed a test before they were saved', async () => {
    await using world = await startConnectionTestWorld()
    const first = await world.createConnection('First')
    const { fingerprint } = await world.test.database.db
      .selectFrom('connection')
      .select('fingerprint')
      .where('id', '=', first.id)
      .executeTakeFirstOrThrow()
    const job = await insertTestJob(world, { fingerprint, outcome: 'OK' })

    const { body } = await world.owner.client.call('connections.create', {
      params: { account: world.owner.account.id },
      body: {
        name: 'Second',
        fields: oauthFields,
        secrets: { clientSecret: first.secrets.clientSecret?.handle ?? '' },
      },
    })

    expect(body).toMatchObject({ state: 'verified', lastTest: { job, outcome: 'OK', isCurrent: true } })
  })
})

describe('secrets of connections', () => {
  it('lets only who made a handle use it before a connection has taken it up', async () => {
    await using world = await startConnectionTestWorld()
    const other = await world.addMember({ role: 'builder' })
    const handle = await world.setSecret('not-yours', other)
    const body = { name: 'Theft', fields: oauthFields, secrets: { clientSecret: handle } }
    const params = { account: world.owner.account.id }

    await expect(world.owner.client.call('connections.create', { params, body })).rejects.toMatchObject({
      code: 'SECRET_NOT_USABLE',
      problem: { fields: [expect.objectContaining({ field: 'body.secrets.clientSecret' })] },
    })
    await expect(other.keyClient.call('connections.create', { params, body })).rejects.toMatchObject({
      code: 'SECRET_NOT_USABLE',
    })
    await expect(other.client.call('connections.create', { params, body })).resolves.toMatchObject({ status: 201 })
  })

  it('takes a handle written in capitals', async () => {
    await using world = await startConnectionTestWorld()
    const secrets = { clientSecret: (await world.setSecret()).toUpperCase() }
    const params = { account: world.owner.account.id }

    const { body } = await world.owner.client.call('connections.create', {
      params,
      body: { name: 'Capitals', fields: oauthFields, secrets },
    })

    expect(body.secrets.clientSecret?.handle).toBe(secrets.clientSecret.toLowerCase())
  })

  it.each([
    ['of another account', 'the handle is unknown'],
    ['of another field', 'the handle is unknown'],
    ['that has expired', 'has expired'],
  ])('refuses a handle %s', async (which, message) => {
    await using world = await startConnectionTestWorld()
    const { owner, test } = world
    const stranger = await createTestAccount(test)
    const handles: Record<string, string> = {
      'of another account': (
        await stranger.client.call('secrets.create', {
          params: { account: stranger.account.id },
          body: { field: 'clientSecret', value: 'elsewhere' },
        })
      ).body.handle,
      'of another field': await world.setSecret('a-token', owner, 'token'),
      'that has expired': await world.setSecret('too-late'),
    }
    if (which === 'that has expired') {
      await advanceDatabaseTime(test.database, 24 * 3_600_000 + 1000)
      // The session lives on.
      await test.database.db
        .updateTable('session')
        .set({ expires_at: hubNowPlus(60_000), seen_at: hubNow() })
        .execute()
    }

    await expect(
      owner.client.call('connections.create', {
        params: { account: owner.account.id },
        body: { name: 'Bad', fields: oauthFields, secrets: { clientSecret: handles[which] ?? '' } },
      }),
    ).rejects.toMatchObject({ code: 'SECRET_NOT_USABLE', message: expect.stringContaining(message) })
  })

  it('asks for the secret again when URL or Access Token URL leads to another host', async () => {
    await using world = await startConnectionTestWorld()
    const { id } = await world.createConnection()
    const params = { account: world.owner.account.id, connection: id }
    const elsewhere = { ...oauthFields, accessTokenUrl: 'https://evil.example.com/oauth2/token' }

    const refused = await world.owner.client
      .call('connection.update', { params, body: { fields: elsewhere }, ifMatch: '"1"' })
      .catch((error: unknown) => error)

    expect(refused).toMatchObject({
      code: 'SECRET_NOT_USABLE',
      message: expect.stringContaining(
        'Client Secret has to be set again because Access Token URL now leads to another host: evil.example.com',
      ),
    })
    const clientSecret = await world.setSecret('the-new-one')
    await expect(
      world.owner.client.call('connection.update', {
        params,
        body: { fields: elsewhere, secrets: { clientSecret } },
        ifMatch: '"1"',
      }),
    ).resolves.toMatchObject({ body: { revision: 2 } })
  })

  it('binds a secret that is kept with half-finished settings to what is known of them', async () => {
    await using world = await startConnectionTestWorld()
    const { owner } = world
    const clientSecret = await world.setSecret()
    const { body } = await owner.client.call('connections.create', {
      params: { account: owner.account.id },
      body: { name: 'Half', fields: { url: oauthFields.url }, secrets: { clientSecret } },
    })
    const params = { account: owner.account.id, connection: body.id }
    const evil = { ...oauthFields, url: 'https://evil.example.com/api' }

    await expect(
      owner.client.call('connection.update', { params, body: { fields: evil }, ifMatch: '"1"' }),
    ).rejects.toMatchObject({ code: 'SECRET_NOT_USABLE' })
    await expect(
      owner.client.call('connection.update', { params, body: { fields: oauthFields }, ifMatch: '"1"' }),
    ).resolves.toMatchObject({ body: { notices: [] } })
  })

  it('says so in a check of the form, beside everything else that is wrong', async () => {
    await using world = await startConnectionTestWorld()
    const { id } = await world.createConnection()

    const { body } = await world.owner.client.call('connections.check', {
      params: { account: world.owner.account.id },
      body: { connection: id, fields: { ...oauthFields, url: 'https://evil.example.com/api', scope: '' } },
    })

    expect(body.problems.map(({ field }) => field)).toEqual(['scope', 'clientSecret'])
  })

  it('deletes a secret when the last connection that uses it lets go of it', async () => {
    await using world = await startConnectionTestWorld()
    const { db } = world.test.database
    const original = await world.createConnection('Original')
    const params = { account: world.owner.account.id, connection: original.id }
    const copy = (await world.owner.client.call('connection.copy', { params, body: { name: 'Copy' } })).body
    const count = async (): Promise<number> => (await db.selectFrom('secret').select('id').execute()).length

    expect(copy).toMatchObject({ state: 'never-tested', secrets: original.secrets })
    await world.owner.client.call('connection.delete', { params, ifMatch: '"1"' })
    expect(await count()).toBe(1)
    await world.owner.client.call('connection.update', {
      params: { ...params, connection: copy.id },
      body: { secrets: { clientSecret: null } },
      ifMatch: '"1"',
    })
    expect(await count()).toBe(0)
  })
})

describe('changing a connection', () => {
  it('lets one of two editors win, and tells the other who was faster', async () => {
    await using world = await startConnectionTestWorld()
    const other = await world.addMember({ role: 'builder' })
    const { id } = await world.createConnection()
    const params = { account: world.owner.account.id, connection: id }

    const results = await Promise.allSettled(
      [world.owner, other].map(({ client, person }) =>
        client.call('connection.update', { params, body: { description: person.name }, ifMatch: '"1"' }),
      ),
    )

    const lost = results.find(({ status }) => status === 'rejected')
    const { body } = await other.client.call('connection.get', { params })
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(body.revision).toBe(2)
    expect(lost).toMatchObject({
      reason: { code: 'CHANGED_MEANWHILE', message: expect.stringContaining(`${body.updatedBy} changed Acme at`) },
    })
  })

  it('notes a revision field by field, of a secret only that it changed', async () => {
    await using world = await startConnectionTestWorld()
    const { id } = await world.createConnection()
    const params = { account: world.owner.account.id, connection: id }
    const clientSecret = await world.setSecret('another')
    await world.owner.client.call('connection.update', {
      params,
      body: { name: 'Acme 2', fields: { ...oauthFields, clientId: 'client-2' }, secrets: { clientSecret } },
      ifMatch: '"1"',
    })

    const { body } = await world.owner.client.call('connection.revisions', { params, query: { limit: 1 } })
    const next = await world.owner.client.call('connection.revisions', {
      params,
      query: { cursor: body.nextCursor ?? '' },
    })

    expect(body.items[0]).toMatchObject({
      revision: 2,
      changedBy: { kind: 'person', id: world.owner.person.id, name: world.owner.person.name },
      changes: [
        { field: 'name', from: 'Acme', to: 'Acme 2', isSecret: false },
        { field: 'clientId', from: 'client-1', to: 'client-2', isSecret: false },
        { field: 'clientSecret', from: 'set', to: 'changed', isSecret: true },
      ],
    })
    expect(next.body).toMatchObject({ items: [{ revision: 1 }], nextCursor: null })
  })

  it('makes no revision of a change that changes nothing', async () => {
    await using world = await startConnectionTestWorld()
    const { id } = await world.createConnection()
    const params = { account: world.owner.account.id, connection: id }

    const { body } = await world.owner.client.call('connection.update', {
      params,
      body: { name: 'Acme', fields: oauthFields },
      ifMatch: '"1"',
    })

    expect(body.revision).toBe(1)
  })

  it('refuses to delete what jobs use, names them, and keeps history when it is deleted at last', async () => {
    await using world = await startConnectionTestWorld()
    const { id } = await world.createConnection()
    const params = { account: world.owner.account.id, connection: id }
    const job = await insertTestJob(world, { connection: id, fingerprint: 'f', outcome: null, state: 'queued' })

    const uses = await world.owner.client.call('connection.uses', { params })
    expect(uses.body.items).toMatchObject([{ kind: 'job', id: job }])
    await expect(world.owner.client.call('connection.delete', { params, ifMatch: '"1"' })).rejects.toMatchObject({
      code: 'IN_USE',
      message: expect.stringContaining(job),
    })
    await world.test.database.db.updateTable('job').set({ state: 'finished', outcome: 'OK' }).execute()
    await world.owner.client.call('connection.delete', { params, ifMatch: '"1"' })

    await expect(world.owner.client.call('connection.get', { params })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await world.test.database.db.selectFrom('job').select('id').execute()).toHaveLength(1)
    expect((await world.owner.client.call('connection.revisions', { params })).body.items).toHaveLength(1)
  })

  it('is recorded in the audit log by the names of the fields', async () => {
    await using world = await startConnectionTestWorld()
    const { id } = await world.createConnection()
    const params = { account: world.owner.account.id, connection: id }
    await world.owner.client.call('connection.update', { params, body: { description: 'd' }, ifMatch: '"1"' })
    await world.owner.client.call('connection.copy', { params, body: { name: 'Copy' } })
    await world.owner.client.call('connection.delete', { params, ifMatch: '"2"' })

    const rows = await world.test.database.db.selectFrom('audit').selectAll().orderBy('at').orderBy('id').execute()

    expect(rows.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['secrets.create', 'done'],
      ['connections.create', 'done'],
      ['connection.update', 'done'],
      ['connection.copy', 'done'],
      ['connection.delete', 'done'],
    ])
    expect(rows[2]).toMatchObject({ subject_id: id, subject_name: 'Acme', detail: { changed: ['description'] } })
  })
})
