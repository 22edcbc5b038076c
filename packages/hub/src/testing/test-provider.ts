import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import type { OpenIdConnectOptions } from '../context/people-options.ts'

/** What the provider knows of a person. */
export interface ProviderPerson {
  readonly sub: string
  readonly email?: string
  readonly email_verified?: boolean | string
  readonly name?: string
}

/** An OpenID Connect provider on loopback, at which somebody is signed in already. */
export interface TestProvider extends AsyncDisposable {
  readonly options: OpenIdConnectOptions
  /** Who is sitting at the browser. Undefined: they press Cancel. */
  person: ProviderPerson | undefined
  /** Requests for what the provider says of itself. */
  discoveries: number
  /** Answers everything with 503. */
  isDown: boolean
}

export async function startTestProvider(origin: string): Promise<TestProvider> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const credentials = { clientId: 'hub', clientSecret: 'a-secret-of-the-test-client' }
  const people = new Map<string, ProviderPerson>()
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: credentials.clientId,
        client_secret: credentials.clientSecret,
        redirect_uris: [`${origin}/api/v1/openid-connect/callback`],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'test', use: 'sig' }] },
    cookies: { keys: ['test'] },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
    features: { devInteractions: { enabled: false } },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_context: unknown, accountId: string) => ({ accountId, claims: () => people.get(accountId) }),
    // Everybody has agreed before that the hub may know them.
    loadExistingGrant: async ({ oidc }: { oidc: { session: { accountId: string } } }) => {
      const grant = new provider.Grant({ clientId: credentials.clientId, accountId: oidc.session.accountId })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  const test: TestProvider = {
    options: { issuer, ...credentials, label: 'Example' },
    person: undefined,
    discoveries: 0,
    isDown: false,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  server.on('request', (request, response) => {
    if (request.url?.includes('/.well-known/') === true) test.discoveries += 1
    if (test.isDown) response.writeHead(503).end('away')
    else if (request.url?.startsWith('/interaction/') === true) {
      const { person } = test
      if (person) people.set(person.sub, person)
      const result = person ? { login: { accountId: person.sub } } : { error: 'access_denied' }
      void provider.interactionFinished(request, response, result)
    } else answer(request, response)
  })
  return test
}
