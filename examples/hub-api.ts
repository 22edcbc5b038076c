// Runs a hub with an atom and a sandbox organization in this process, and uses it through the typed client of its API:
// set up, save a connection, test it from the atom, read invoices with it. Nothing is left on the disk.
import { randomBytes } from 'node:crypto'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@coupa-connector/connector/plugins'
import { createConnectionType, createNode, enrollNode } from '@coupa-connector/container'
import { createHub, createKeyDocument, createSealer, openEmbeddedDatabase, toKeyring } from '@coupa-connector/hub'
import { type BodyOf, createClient, type Routes } from '@coupa-connector/protocol'
import { startSandbox } from '@coupa-connector/sandbox'

const version = '0.1.0'
const hubUrl = 'http://127.0.0.1:8090'
const log = { debug() {}, info() {}, warn() {}, error() {} }

// 1. The hub, on an embedded database in a folder that is gone at the end. It opens no port: `hub.fetch` answers in this
// process.
await using sandbox = await startSandbox({ records: 100 })
await using folder = await mkdtempDisposable(join(tmpdir(), 'hub-api-'))
await using database = await openEmbeddedDatabase({ directory: folder.path })
await using hub = await createHub({
  database,
  sealer: createSealer(toKeyring(createKeyDocument(randomBytes))),
  connectionType: createConnectionType(version),
  origin: hubUrl,
  version,
  clock: systemClock,
  log,
})

// 2. The first administrator, by the one-time link, and an API key. Later steps need the key alone.
const { key, account } = await setUp(new URL((await hub.setUpLink()) ?? '').hash.slice(1))
const client = createClient({ hubUrl, fetch: hub.fetch, credential: () => key })
const params = { account: account.id }

// 3. An atom, enrolled with an installer token. Elsewhere this is `coupa-connector container enroll` and `run`.
const { body: installer } = await client.call('installerTokens.create', { params, body: { kind: 'atom' } })
const identity = await enrollNode({
  hubUrl,
  installerToken: installer.token,
  kind: 'atom',
  nodeName: 'Example atom',
  version,
  connectorVersion: version,
  fetch: hub.fetch,
})
await using atom = createNode({ identity, version, connectorVersion: version, fetch: hub.fetch })
atom.start()
await hasCome(
  async () => (await client.call('container.get', containerOf(identity.container.id))).body.status === 'online',
)
print(`container  ${identity.container.name} is online`)

// 4. A connection. The secret is sent once and answered with a handle; nobody reads it again.
const { body: secret } = await client.call('secrets.create', {
  params,
  body: { field: 'clientSecret', value: sandbox.clientSecret },
})
const { url, clientId, scope, accessTokenUrl } = sandbox
const { body: connection } = await client.call('connections.create', {
  params,
  body: {
    name: 'Sandbox',
    fields: { url, authenticationType: 'oauth2', clientId, scope, accessTokenUrl },
    secrets: { clientSecret: secret.handle },
  },
  idempotencyKey: 'create-sandbox-1',
})
print(`connection ${connection.name} is ${connection.state}`)

// 5. Test it from the atom, and watch its stages come in.
const { body: test } = await client.call('tests.start', {
  params,
  body: { connection: connection.id, container: identity.container.id, probes: ['invoices'] },
})
for await (const event of client.stream('job.stream', jobOf(test.id))) {
  const { stage } = event.data as { stage?: { name: string; status: string } }
  if (event.type === 'stage-finished' && stage) print(`  ${stage.status.padEnd(8)} ${stage.name}`)
}
const { body: tested } = await client.call('job.get', jobOf(test.id))
print(`test       ${tested.outcome}: ${tested.report?.message}`)

// 6. Now it may be used.
const { body: started } = await client.call('operations.start', {
  params: { ...params, connection: connection.id },
  body: {
    container: identity.container.id,
    operation: {
      action: 'query',
      resource: 'invoices',
      query: { where: { status: 'approved' }, fields: ['id', 'invoice-number'] },
      limit: 3,
    },
  },
})
const { body: read } = await client.call('job.get', { ...jobOf(started.id), query: { waitMs: 25_000 } })
for (const record of read.result?.records ?? []) print(`invoice    ${JSON.stringify(record)}`)
process.exitCode = tested.outcome === 'OK' && read.outcome === 'OK' ? 0 : 1

/** What a person does in a browser: sets up, makes a key. The session lives on a cookie, and the browser says where it is. */
async function setUp(token: string): Promise<{ key: string; account: { id: string } }> {
  const body: BodyOf<Routes['installation.setUp']> = {
    token,
    name: 'Ada',
    email: 'ada@example.com',
    password: randomBytes(24).toString('base64url'),
    accountName: 'Northwind',
  }
  const begun = await createClient({ hubUrl, fetch: hub.fetch }).call('installation.setUp', { body })
  const cookie = begun.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
  const asPerson = createClient({
    hubUrl,
    fetch: (input, init) => hub.fetch(input, { ...init, headers: { ...init?.headers, cookie, origin: hubUrl } }),
  })
  const [membership] = begun.body.memberships
  if (!membership) throw new Error('The set-up makes an account')
  const made = await asPerson.call('keys.create', {
    params: { account: membership.account.id },
    body: { name: 'Example', role: 'administrator', lifetimeDays: 1 },
  })
  return { key: made.body.key, account: membership.account }
}

function containerOf(container: string): { params: { account: string; container: string } } {
  return { params: { account: account.id, container } }
}

function jobOf(job: string): { params: { account: string; job: string } } {
  return { params: { account: account.id, job } }
}

async function hasCome(condition: () => Promise<boolean>): Promise<void> {
  const signal = AbortSignal.timeout(15_000)
  while (!(await condition())) await systemClock.sleep(50, signal)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
