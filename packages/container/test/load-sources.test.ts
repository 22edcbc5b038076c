import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createConnection } from '@coupa-connector/connector'
import { createLoad } from '@coupa-connector/process'
import type { Run } from '@coupa-connector/protocol'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestSchema } from '../../endpoints/src/testing/test-database.ts'
import { startS3Server } from '../../endpoints/src/testing/test-s3-server.ts'
import { hasSshServer, startSshServer } from '../../endpoints/src/testing/test-ssh-server.ts'
import { type ConnectionTestWorld, startConnectionTestWorld } from '../../hub/src/testing/connection-world.ts'
import { enrollNode } from '../src/hub/enroll-node.ts'
import { createNode, type Node } from '../src/node.ts'
import { settingsOf } from '../src/testing/test-node.ts'

type Settings = Readonly<Record<string, string>>

let sandbox: Sandbox
let world: ConnectionTestWorld
let node: Node
let container: string
let connection: string
let environment: string
/** A supplier that the organization has. */
let supplier: string

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: false, records: 30 })
  world = await startConnectionTestWorld()
  const { client } = world.owner
  const { token } = (await client.call('installerTokens.create', { params: params(), body: { kind: 'molecule' } })).body
  const versions = { version: '0.1.0', connectorVersion: '0.1.0' }
  const { fetch } = world.test.hub
  const place = { hubUrl: world.test.origin, installerToken: token, kind: 'molecule', nodeName: 'one' } as const
  const identity = await enrollNode({ ...place, ...versions, fetch })
  container = identity.container.id
  node = createNode({ identity, ...versions, fetch, environment: {} })
  node.start()
  const { clientSecret = '', ...fields } = settingsOf(sandbox)
  const secrets = { clientSecret: await world.setSecret(clientSecret) }
  connection = (await client.call('connections.create', { params: params(), body: { name: 'Acme', fields, secrets } }))
    .body.id
  const { items } = (await client.call('environments.list', { params: params() })).body
  environment = items.find(({ name }) => name === 'test')?.id ?? ''
  const [found] = await records('suppliers', { status: 'active' }, ['number'])
  supplier = String(found?.number)
})
afterAll(async () => {
  await node.stop({ graceMs: 0 })
  await world[Symbol.asyncDispose]()
  await sandbox.close()
})

const params = (): { readonly account: string } => ({ account: world.owner.account.id })

async function records(resource: string, where: object, fields: readonly string[]) {
  const { url, accessTokenUrl, clientId, clientSecret, scope } = sandbox
  const coupa = createConnection({ url, accessTokenUrl, clientId, clientSecret, scope })
  try {
    return await coupa
      .resource<string>(resource)
      .query({ where: where as never, fields, limit: 100 })
      .toArray()
  } finally {
    await coupa.close()
  }
}

interface Load {
  readonly kind: 'sftp' | 's3' | 'postgresql' | 'http'
  readonly template?: string
  readonly settings: Settings
  readonly secrets?: Settings
  /** Changes of the part `source` of the definition. */
  readonly source?: object
}

/** Deploys a load from another end, and runs it once. */
async function load({ kind, template = 'L09', settings, secrets = {}, source = {} }: Load): Promise<Run> {
  const { client } = world.owner
  const name = `${kind}-${template.toLowerCase()}`
  const handles = Object.entries(secrets).map(async ([field, value]) => {
    const secret = { field, value, destinationKind: kind }
    return [field, (await client.call('secrets.create', { params: params(), body: secret })).body.handle] as const
  })
  const body = { name, kind, settings, secrets: Object.fromEntries(await Promise.all(handles)) }
  const destination = (await client.call('destinations.create', { params: params(), body })).body.id
  const made = createLoad({ template, source: kind, name })
  const definition = { ...made, source: { ...made.source, ...source } } as never
  const process = (await client.call('processes.apply', { params: params(), body: { definition } })).body.process ?? ''
  const place = { ...params(), process, environment }
  const ends = { version: 1, container, connection, destination }
  const { id: deployment } = (await client.call('process.deploy', { params: place, body: ends })).body
  const { id } = (await client.call('runs.start', { params: { ...params(), deployment }, body: {} })).body
  for (;;) {
    const { body: run } = await client.call('run.get', { params: { ...params(), run: id }, query: { waitMs: 25_000 } })
    if (run.state === 'ended') return run
  }
}

/** Two records, of which the second has a status that does not exist. */
const partial = { outcome: 'partial', counters: { created: 1, failed: 1, read: 2 } }
const suppliersCsv = (mark: string): string =>
  `number,name,status\n${mark}-1,${mark} One,active\n${mark}-2,${mark} Two,actve\n`
const invoicesCsv = (): string =>
  [
    'invoice-number,supplier.number,invoice-date,currency.code,image-scan',
    `V-1,${supplier},2026-11-02,USD,scan.pdf`,
  ].join('\n')

describe('a container loads', () => {
  it.skipIf(!hasSshServer)('files of an SFTP server, with the scans beside them', async () => {
    await using server = await startSshServer()
    const { privateKey = '', folder = '', ...settings } = server.settings
    await mkdir(server.folder)
    const suppliers = join(server.folder, 'suppliers.csv')
    await writeFile(suppliers, suppliersCsv('SFTP'))
    const invoices = join(server.folder, 'invoices')
    await mkdir(invoices)
    await writeFile(join(invoices, 'invoices.csv'), invoicesCsv())
    await writeFile(join(invoices, 'scan.pdf'), 'a scan')
    const secrets = { privateKey }

    const first = await load({ kind: 'sftp', settings: { ...settings, folder, stillSeconds: '0' }, secrets })
    const places = { ...settings, file: join(invoices, 'invoices.csv') }
    const second = await load({ kind: 'sftp', template: 'L22', settings: places, secrets })

    expect(first).toMatchObject(partial)
    expect(await readdir(join(server.folder, 'archive'))).toEqual(['suppliers.csv', 'suppliers.csv.result.ndjson'])
    expect(second).toMatchObject({ outcome: 'succeeded', counters: { created: 1 } })
    const [invoice] = await records('invoices', { 'invoice-number': 'V-1' }, ['id', 'image-scan-file-name'])
    expect(invoice).toMatchObject({ 'image-scan-file-name': 'scan.pdf' })
    expect(await readFile(join(invoices, 'invoices.csv.result.ndjson'), 'utf8')).toContain('"outcome":"created"')
  })

  it('objects of a bucket', async () => {
    await using server = await startS3Server()
    const { accessKeyId = '', secretAccessKey = '', ...settings } = server.settings
    const secrets = { accessKeyId, secretAccessKey }
    await server.store('in/suppliers.csv', suppliersCsv('S3'))

    const run = await load({ kind: 's3', settings: { ...settings, prefix: 'in' }, secrets })

    expect(run).toMatchObject(partial)
    expect(await server.keys()).toEqual([
      'in/archive/suppliers.csv',
      'in/archive/suppliers.csv.result.ndjson',
      'in/suppliers.csv.result.ndjson',
    ])
  })

  it('the rows of a PostgreSQL query', async () => {
    await using schema = await createTestSchema()
    await schema.query('create schema $schema')
    await schema.query('create table $schema.supplier (number text, name text, status text)')
    await schema.query(`insert into $schema.supplier values ('PG-1', 'PG One', 'active'), ('PG-2', 'PG Two', 'actve')`)
    const url = new URL(schema.url)
    const password = url.password
    url.password = ''
    const secrets: Settings = password === '' ? {} : { password }

    const query = `select number, name, status from ${schema.schema}.supplier`
    const run = await load({ kind: 'postgresql', settings: { url: url.href }, secrets, source: { query } })

    expect(run).toMatchObject({ ...partial, receipt: { inputs: [{ input: 'query', state: 'loaded', records: 2 }] } })
  })

  it('the records of an API', async () => {
    const items = [
      { number: 'API-1', name: 'API One', status: 'active' },
      { number: 'API-2', name: 'API Two', status: 'actve' },
    ]
    await using api = await startApi((authorization) =>
      authorization === 'Bearer open-sesame' ? { items } : undefined,
    )

    const secrets = { bearerToken: 'open-sesame' }
    const run = await load({ kind: 'http', settings: { url: api.url }, secrets, source: { records: '/items' } })

    expect(run).toMatchObject({ ...partial, receipt: { inputs: [{ input: 'answer', records: 2 }] } })
  })
})

async function startApi(
  answer: (authorization: string | undefined) => object | undefined,
): Promise<AsyncDisposable & { readonly url: string }> {
  const server: Server = createServer((request, response) => {
    const body = answer(request.headers.authorization)
    response.writeHead(body === undefined ? 401 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/suppliers`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
