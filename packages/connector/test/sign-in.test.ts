import Provider from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createConnection } from '../src/index.ts'
import { type LoopbackServer, startHttp } from '../src/testing/loopback.ts'
import { collect, noLimit, startWorld } from './support/start-world.ts'

describe('a connection that is signed in', () => {
  it('never meets a 401 for half an hour of tokens that live for half a minute', async () => {
    await using world = await startWorld({ sandbox: { tokenLifetimeSeconds: 30, records: 20 } })

    for (let second = 0; second < 1800; second += 2) {
      await world.connection.resource('departments').get(world.sandbox.control.ids('departments')[0] ?? 0)
      world.clock.leap(2_000)
    }

    expect(world.sandbox.requests.filter(({ status }) => status === 401)).toEqual([])
    expect(world.connection.counters().tokenRequests).toBeGreaterThan(60)
  })

  it('waits out the warm-up of a token', async () => {
    await using world = await startWorld({ sandbox: { quirks: { 'token-warm-up': '401' } } })

    const read = await collect(world.connection.resource('departments').query())

    expect(read.map(({ id }) => id)).toEqual(world.sandbox.control.ids('departments'))
    expect(world.connection.counters().tokenRequests).toBe(1)
  })

  it('reads on when its token is revoked again and again, with one new token each time', async () => {
    await using world = await startWorld({ sandbox: { records: { suppliers: 400 } } })
    const ids: unknown[] = []

    for await (const { id } of world.connection.resource('suppliers').query({ reading: { concurrency: 4 } })) {
      ids.push(id)
      if (ids.length !== 100 && ids.length !== 300) continue
      world.clock.leap(10_000)
      world.sandbox.control.revokeAllTokens()
    }

    expect(ids).toEqual(world.sandbox.control.ids('suppliers'))
    expect(world.connection.counters().tokenRequests).toBeLessThanOrEqual(3)
  })

  it('survives a token server that fails a few times', async () => {
    await using world = await startWorld()
    world.sandbox.control.fault({ kind: 'unavailable', on: 'token', times: 3 })

    await expect(collect(world.connection.resource('departments').query())).resolves.not.toHaveLength(0)
  })

  it('says which scope was not granted, and that a secret is wrong, and asks the service nothing', async () => {
    await using unscoped = await startWorld({
      sandbox: { scope: 'core.common.read' },
      settings: { scope: 'core.common.read core.invoice.read' },
    })
    await using mistyped = await startWorld({ settings: { clientSecret: 'not the secret' } })

    await expect(unscoped.connection.resource('invoices').get(1)).rejects.toMatchObject({
      code: 'COUPA_TOKEN_REFUSED',
      details: { oauthError: 'invalid_scope' },
    })
    await expect(mistyped.connection.resource('invoices').get(1)).rejects.toMatchObject({
      code: 'COUPA_TOKEN_REFUSED',
      details: { oauthError: 'invalid_client' },
    })
    expect(unscoped.sandbox.counters.api + mistyped.sandbox.counters.api).toBe(0)
  })

  it('works with an API key, and says that a wrong one is refused', async () => {
    await using sandboxed = await startWorld({ sandbox: { apiKey: true } })
    const { url, apiKey } = sandboxed.sandbox
    await using right = createConnection({ authenticationType: 'api-key', url, token: apiKey })
    await using wrong = createConnection({ authenticationType: 'api-key', url, token: 'x'.repeat(40) })

    await expect(collect(right.resource('departments').query())).resolves.not.toHaveLength(0)
    await expect(collect(wrong.resource('departments').query())).rejects.toMatchObject({ code: 'COUPA_UNAUTHORIZED' })
  })
})

describe('a connection through oidc-provider, an authorization server that this project did not write', () => {
  const clientSecret = 'p+/=&%:s'
  let server: LoopbackServer

  beforeAll(async () => {
    const client = (client_id: string, token_endpoint_auth_method: 'client_secret_post' | 'client_secret_basic') => ({
      client_id,
      client_secret: clientSecret,
      token_endpoint_auth_method,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      scope: 'core.common.read',
    })
    const provider = new Provider('http://127.0.0.1', {
      clients: [client('by-body', 'client_secret_post'), client('by:basic', 'client_secret_basic')],
      features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
      scopes: ['core.common.read'],
    })
    const answer = provider.callback()
    server = await startHttp((request, response) => {
      if (!request.url?.startsWith('/api/')) return void answer(request, response)
      const token = request.headers.authorization?.replace(/^Bearer /, '') ?? ''
      void provider.ClientCredentials.find(token).then((found) => {
        response.writeHead(found ? 200 : 401, { 'content-type': 'application/json' })
        response.end(found && !request.url?.includes('gt') ? '[{"id":1,"name":"Plant"}]' : '[]')
      })
    })
  })

  afterAll(() => server[Symbol.asyncDispose]())

  it.each([
    { clientId: 'by-body', clientAuthentication: 'body' },
    { clientId: 'by:basic', clientAuthentication: 'basic' },
  ])('reads with credentials in the $clientAuthentication', async (change) => {
    await using connection = createConnection(
      {
        url: `${server.url}/api`,
        accessTokenUrl: `${server.url}/token`,
        clientSecret,
        scope: 'core.common.read',
        ...change,
      },
      { rate: noLimit, environment: {} },
    )

    const departments = await connection.resource('departments').query().toArray({ limit: 10 })

    expect(departments).toEqual([{ id: 1, name: 'Plant' }])
  })
})
