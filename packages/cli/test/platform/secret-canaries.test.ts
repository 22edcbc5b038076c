import { Writable } from 'node:stream'
import { inspect } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { backupDatabase } from '@coupa-connector/hub'
import { type BodyInputOf, type Routes, routeIds, routes } from '@coupa-connector/protocol'
import { startSandbox } from '@coupa-connector/sandbox'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Belongings, exampleBody, furnish, pathOf } from './support/examples.ts'
import { type Platform, startPlatform } from './support/platform.ts'

// Every kind of secret that passes through the platform has a value of its own here. After all of them were used, none
// stands in anything that can be read: answers, errors, logs, tables, a backup, the documents that the hub serves.

let platform: Platform
let own: Belongings
const written: string[] = []
const canaries: Record<string, string> = {}

const note = (facts: object, message: string) => {
  written.push(`${message} ${inspect(facts, { depth: 20, showHidden: true })}`)
}
const log = { debug: note, info: note, warn: note, error: note }

let answersToAgent: string[] = []
/** The connection that the secrets are of. */
let canaryConnection = ''

beforeAll(async () => {
  platform = await startPlatform({ log })
  own = await furnish(platform, platform.acme)
})
afterAll(async () => await platform[Symbol.asyncDispose]())

/** Where a text shows a canary, in clear or in base64. */
function leaksIn(text: string): string[] {
  return Object.entries(canaries)
    .filter(([, value]) =>
      [value, Buffer.from(value).toString('base64').slice(0, -4)].some((each) => text.includes(each)),
    )
    .map(([name]) => name)
}

/** What a tool answers to an agent with a key of the account. */
async function ask(name: string, input: object): Promise<string> {
  const headers = {
    cookie: '',
    authorization: `Bearer ${own.account.key.value}`,
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
  }
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: input } })
  return await read('/mcp', headers, { method: 'POST', body })
}

async function dump(): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public'`.execute(platform.db)
  const texts: string[] = []
  for (const { name } of rows) {
    const all = await sql<{ text: string | null }>`
      select string_agg(t::text, ' ') as text from ${sql.table(name)} as t`.execute(platform.db)
    texts.push(all.rows[0]?.text ?? '')
  }
  return texts.join('\n')
}

async function read(path: string, headers: Record<string, string> = {}, init: RequestInit = {}): Promise<string> {
  const signed = { cookie: own.account.cookie, origin: platform.origin, ...headers }
  const response = await platform.hub.fetch(`${platform.origin}${path}`, {
    redirect: 'manual',
    ...init,
    headers: signed,
  })
  return `${JSON.stringify([...response.headers])} ${await response.text()}`
}

describe('secrets that were used', () => {
  beforeAll(async () => {
    const params = { account: own.account.account.id }
    const { client } = own.account
    const secret = { id: 'canary', secret: 'canary-client-secret-7f31', scope: 'core.common.read core.supplier.read' }
    await using sandbox = await startSandbox({ records: 3, rateLimit: false, clients: [secret] })
    const { token: installerToken } = await platform.addInstallerToken({ kind: 'molecule' })
    const node = await platform.addNode({ kind: 'molecule', installerToken, log })
    const setSecret = async (field: string, value: string) =>
      (await client.call('secrets.create', { params, body: { field, value } })).body.handle
    await setSecret('token', 'canary-api-token-55ab')
    const target = { field: 'password', value: 'canary-destination-9c02', destinationKind: 'postgresql' }
    const handle = (await client.call('secrets.create', { params, body: target })).body.handle
    const settings = { url: 'postgresql://me@db.example.com/warehouse', schema: 'coupa' }
    await client.call('destinations.create', {
      params,
      body: { name: 'Canary', kind: 'postgresql', settings, secrets: { password: handle } },
    })
    // Sent to a receiver that refuses it, so that what is said of a failure is searched, too.
    const token = { field: 'bearerToken', value: 'canary-channel-4be7', channelKind: 'webhook' } as const
    const bearerToken = (await client.call('secrets.create', { params, body: token })).body.handle
    const url = { field: 'url', value: 'https://127.0.0.1:9/canary-slack-81aa', channelKind: 'slack' } as const
    const slackUrl = (await client.call('secrets.create', { params, body: url })).body.handle
    const channels: readonly BodyInputOf<Routes['alertChannels.create']>[] = [
      { name: 'Canary', kind: 'webhook', settings: { url: 'https://127.0.0.1:9/x' }, secrets: { bearerToken } },
      { name: 'Canary too', kind: 'slack', secrets: { url: slackUrl } },
    ]
    for (const channel of channels) {
      const made = await client.call('alertChannels.create', { params, body: channel })
      const tested = await client.call('alertChannel.test', { params: { ...params, channel: made.body.id } })
      expect(tested.body.isSent).toBe(false)
    }
    const key = await client.call('keys.create', {
      params,
      body: { name: 'Canary', role: 'viewer', lifetimeDays: 1 },
    })
    const fields = {
      url: sandbox.url,
      accessTokenUrl: sandbox.accessTokenUrl,
      authenticationType: 'oauth2',
      clientId: secret.id,
      scope: secret.scope,
    }
    const body = { name: 'Canary', fields, secrets: { clientSecret: await setSecret('clientSecret', secret.secret) } }
    const connection = (await client.call('connections.create', { params, body })).body.id
    const test = await client.call('tests.start', { params, body: { connection, container: node.container } })
    const wait = { waitMs: 20_000 }
    const tested = await client.call('job.get', { params: { ...params, job: test.body.id }, query: wait })
    expect(tested.body.outcome).toBe('OK')
    const operation = { action: 'query', resource: 'suppliers', query: { fields: ['id'] }, limit: 1 } as const
    const started = await client.call('operations.start', {
      params: { ...params, connection },
      body: { container: node.container, operation },
    })
    const used = await client.call('job.get', { params: { ...params, job: started.body.id }, query: wait })
    expect(used.body.outcome).toBe('OK')
    canaryConnection = connection
    const fieldsRead = await client.call('connectionSchema.read', {
      params: { ...params, connection },
      body: { container: node.container, resources: ['suppliers'], samples: 3 },
    })
    const readFields = await client.call('job.get', { params: { ...params, job: fieldsRead.body.id }, query: wait })
    expect(readFields.body.outcome).toBe('OK')
    // The nodes of a molecule share the token through the hub; only it can open the row again.
    const { rows } = await sql<{ sealed: unknown }>`select sealed from node_token`.execute(platform.db)
    expect(rows.length).toBeGreaterThan(0)
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: secret.id,
      client_secret: secret.secret,
      scope: secret.scope,
    })
    const granted = await fetch(sandbox.accessTokenUrl, { method: 'POST', body: form })
    const grant = (await granted.json()) as { readonly access_token: string }
    Object.assign(canaries, {
      'client secret': secret.secret,
      'API token': 'canary-api-token-55ab',
      'password of a destination': 'canary-destination-9c02',
      'bearer token of a channel': 'canary-channel-4be7',
      'URL of a Slack channel': 'canary-slack-81aa',
      'installer token': installerToken,
      'node credential': node.credential,
      'API key': key.body.key,
      'session cookie': own.account.cookie.split('=')[1] ?? '',
      // The first part of every token of this organization.
      'access token': `${grant.access_token.split('.')[0]}.`,
    })
    // The example container has no node that works.
    const idle = { account: own.ids.account ?? '', container: own.ids.container ?? '' }
    const { etag } = await client.call('container.get', { params: idle })
    await client.call('container.update', { params: idle, body: { allowBrowsing: false }, ifMatch: etag })
    // Let through by a rule: no person looks at it before the secrets are opened for it.
    const rule = { name: 'Canary', connection, resource: 'suppliers', fields: ['website'], mostPerDay: 5 }
    await client.call('approvalRules.create', { params, body: { ...rule, change: { action: 'update' } } })
    const change = { action: 'update', resource: 'suppliers', id: sandbox.control.ids('suppliers')[0] ?? 0 } as const
    const values = { record: { website: 'https://new.example' }, expected: { website: 'https://old.example' } }
    const { body: proposed } = await client.call('proposals.create', {
      params: { ...params, connection },
      body: { operation: { ...change, ...values }, reason: 'Canary', agent: 'canary' },
    })
    const job = proposed.execution?.job ?? ''
    const carriedOut = await client.call('job.get', { params: { ...params, job }, query: wait })
    expect([proposed.letThroughBy, carriedOut.body.state]).toEqual(['Canary', 'finished'])
    answersToAgent = [
      await ask('list_connections', {}),
      await ask('query_records', { connection: 'Canary', resource: 'suppliers', limit: 2 }),
      // Whoever types a secret where none belongs is not shown it again.
      await ask('query_records', { connection: 'Canary', resource: 'suppliers', cursor: secret.secret }),
    ]
    const refused = { ...fields, clientSecret: secret.secret, url: `https://${secret.secret}@acme.example/api` }
    written.push(
      await read(
        pathOf('connections.check', own.ids),
        { 'content-type': 'application/json' },
        {
          method: 'POST',
          body: JSON.stringify({ fields: refused }),
        },
      ),
    )
  })

  it('stand in no answer to an agent', () => {
    expect(answersToAgent[1]).toContain('records')
    expect(answersToAgent.flatMap(leaksIn)).toEqual([])
  })

  it('stand in no answer of any route', async () => {
    for (const id of routeIds.filter((each) => routes[each].method === 'GET' && each !== 'job.stream')) {
      for (const ids of [own.ids, { ...own.ids, connection: canaryConnection }]) {
        expect([id, leaksIn(await read(pathOf(id, ids)))]).toEqual([id, []])
      }
    }
  })

  it('stand in no page or document that the hub serves', async () => {
    for (const path of ['/healthz', '/readyz', '/metrics', '/api/v1/openapi.json', '/api', '/api/v1', '/nothing']) {
      expect([path, leaksIn(await read(path))]).toEqual([path, []])
    }
  })

  it('stand in no error, when they are typed into the field of another secret', async () => {
    const [secret = '', key = ''] = [canaries['client secret'], canaries['API key']]
    for (const id of routeIds.filter((each) => 'body' in routes[each] && routes[each].access.kind !== 'container')) {
      const example = exampleBody(id, own.ids) as Record<string, unknown>
      for (const [name, value] of Object.entries(example)) {
        if (!/password|secret|token|value/i.test(name) || typeof value !== 'string') continue
        for (const wrong of [[secret], { secret }, `${key}\n${'x'.repeat(20_000)}`]) {
          const body = JSON.stringify({ ...example, [name]: wrong })
          const answer = await read(
            pathOf(id, own.ids),
            { 'content-type': 'application/json' },
            { method: routes[id].method, body },
          )
          expect([id, leaksIn(answer)]).toEqual([id, []])
        }
      }
      const broken = `{"value":"${secret}"`
      const init = { method: routes[id].method, body: broken }
      expect(leaksIn(await read(pathOf(id, own.ids), { 'content-type': 'application/json' }, init))).toEqual([])
    }
    expect(leaksIn(await read(`/api/v1/accounts`, { cookie: '', authorization: `Bearer ${secret}` }))).toEqual([])
  })

  it('stand in no table', async () => {
    const text = await dump()

    expect(leaksIn(text)).toEqual([])
    // A control: what is not a secret is found.
    expect(text).toContain('core.supplier.read')
  })

  it('stand in no backup', async () => {
    const pieces: Buffer[] = []
    const output = new Writable({
      write: (piece: Buffer, _encoding, done) => {
        pieces.push(piece)
        done()
      },
    })
    await backupDatabase(platform.database, output, { version: '0.1.0' })
    const text = gunzipSync(Buffer.concat(pieces)).toString('utf8')

    expect(leaksIn(text)).toEqual([])
    expect(text).toContain('core.supplier.read')
  })

  it('stand in no line of the logs of hub and node', () => {
    expect(written.length).toBeGreaterThan(0)
    expect(leaksIn(written.join('\n'))).toEqual([])
  })

  it('would be noticed', () => {
    for (const value of Object.values(canaries)) expect(leaksIn(`x${value}y`)).not.toEqual([])
    expect(Object.values(canaries).filter((value) => value.length < 15)).toEqual([])
  })
})
