import { randomBytes } from 'node:crypto'
import { createConnectionType } from '@coupa-connector/container'
import { afterEach, describe, expect, it } from 'vitest'
import { createKeyDocument, toKeyring } from '../secrets/keyring.ts'
import { createSealer } from '../secrets/sealer.ts'
import { oauthFields } from '../testing/connection-world.ts'
import { createTestAccount } from '../testing/test-account.ts'
import { startTestHub, type TestHub } from '../testing/test-hub.ts'

const sealer = createSealer(toKeyring(createKeyDocument(randomBytes)))
const offered = { name: 'Sandbox', fields: { ...oauthFields }, secrets: { clientSecret: 'canary-of-the-sandbox' } }

describe('the connection that the operator offers', () => {
  let test: TestHub | undefined
  afterEach(async () => await test?.[Symbol.asyncDispose]())

  const start = async (suggestedConnection?: typeof offered) => {
    test = await startTestHub({ connectionType: createConnectionType('0.1.0'), sealer, suggestedConnection })
    return await createTestAccount(test)
  }

  it('is described without its secrets', async () => {
    const { client } = await start(offered)

    const { body } = await client.call('connectionType.get')

    expect(body.suggestedConnection).toEqual({ name: 'Sandbox', fields: oauthFields })
    expect(JSON.stringify(body)).not.toContain('canary')
  })

  it('is created complete, with a secret that nobody sees', async () => {
    const { client, account } = await start(offered)

    const { body } = await client.call('connections.createSuggested', { params: { account: account.id } })

    expect(body).toMatchObject({ name: 'Sandbox', state: 'never-tested', fields: oauthFields, notices: [] })
    expect(Object.keys(body.secrets)).toEqual(['clientSecret'])
    expect(JSON.stringify(body)).not.toContain('canary')
  })

  it('is refused where its name is taken', async () => {
    const { client, account } = await start(offered)
    await client.call('connections.createSuggested', { params: { account: account.id } })

    await expect(client.call('connections.createSuggested', { params: { account: account.id } })).rejects.toMatchObject(
      { code: 'NAME_TAKEN' },
    )
  })

  it('is not there when none is offered', async () => {
    const { client, account } = await start()

    expect((await client.call('connectionType.get')).body.suggestedConnection).toBeNull()
    await expect(client.call('connections.createSuggested', { params: { account: account.id } })).rejects.toMatchObject(
      { code: 'NOT_FOUND' },
    )
  })
})
