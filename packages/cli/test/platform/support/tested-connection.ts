import type { Sandbox } from '@coupa-connector/sandbox'
import type { Platform } from './platform.ts'

/** Stores a connection of Acme to the sandbox and tests it, so that it may be used. Gives its id. */
export async function addTestedConnection(
  platform: Platform,
  sandbox: Sandbox,
  { name, container }: { readonly name: string; readonly container: string },
): Promise<string> {
  const { client, account } = platform.acme
  const params = { account: account.id }
  const given = { field: 'clientSecret', value: sandbox.clientSecret }
  const secret = await client.call('secrets.create', { params, body: given })
  const { url, accessTokenUrl, clientId, scope } = sandbox
  const fields = { authenticationType: 'oauth2', url, accessTokenUrl, clientId, scope }
  const body = { name, fields, secrets: { clientSecret: secret.body.handle } }
  const connection = (await client.call('connections.create', { params, body })).body.id
  const test = await client.call('tests.start', { params, body: { connection, container } })
  await client.call('job.get', { params: { ...params, job: test.body.id }, query: { waitMs: 20_000 } })
  return connection
}
