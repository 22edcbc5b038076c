import { createClient } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import { startTestHub } from './testing/test-hub.ts'

describe('createHub', () => {
  it('answers by the route table, in this process', async () => {
    await using test = await startTestHub()
    const client = createClient({ hubUrl: test.origin, fetch: test.hub.fetch })

    const { body } = await client.call('installation.get')

    expect(body).toEqual({ version: '0.0.0-test', isSetUp: false, openIdConnect: null, sendsMail: false })
  })

  it('answers a route that needs a person with a problem', async () => {
    await using test = await startTestHub()
    const client = createClient({ hubUrl: test.origin, fetch: test.hub.fetch })

    await expect(client.call('session.get')).rejects.toMatchObject({ code: 'NOT_SIGNED_IN', status: 401 })
  })
})
