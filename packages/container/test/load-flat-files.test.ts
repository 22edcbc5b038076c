import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLoad } from '@coupa-connector/process'
import type { Run } from '@coupa-connector/protocol'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConnectionTestWorld, startConnectionTestWorld } from '../../hub/src/testing/connection-world.ts'
import { enrollNode } from '../src/hub/enroll-node.ts'
import { createNode, type Node } from '../src/node.ts'
import { settingsOf } from '../src/testing/test-node.ts'

let sandbox: Sandbox
let world: ConnectionTestWorld
let node: Node
let folder: string
/** What a deployment needs. */
let place: { readonly account: string; readonly process: string; readonly environment: string }
let ends: {
  readonly version: number
  readonly container: string
  readonly connection: string
  readonly destination: string
}
let inbox: string

const params = (): { readonly account: string } => ({ account: world.owner.account.id })

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: false, records: { default: 3 }, sftp: { pickUpSeconds: 1 } })
  world = await startConnectionTestWorld()
  folder = await mkdtemp(join(tmpdir(), 'flat-files-'))
  await mkdir(join(folder, 'in'))
  await writeFile(join(folder, 'in', 'a.csv'), 'number,name,payment-term.code\nF-1,One,N30\nF-2,Two,nope\n')
  const { client } = world.owner
  const { token } = (await client.call('installerTokens.create', { params: params(), body: { kind: 'molecule' } })).body
  const versions = { version: '0.1.0', connectorVersion: '0.1.0' }
  const { fetch } = world.test.hub
  const asked = { hubUrl: world.test.origin, installerToken: token, kind: 'molecule', nodeName: 'one' } as const
  const identity = await enrollNode({ ...asked, ...versions, fetch })
  node = createNode({ identity, ...versions, fetch, environment: {} })
  node.start()
  const { clientSecret = '', ...fields } = settingsOf(sandbox)
  const secrets = { clientSecret: await world.setSecret(clientSecret) }
  const connection = (
    await client.call('connections.create', { params: params(), body: { name: 'Acme', fields, secrets } })
  ).body.id
  const { items } = (await client.call('environments.list', { params: params() })).body
  const definition = createLoad({ template: 'L09', destination: 'flat-files', name: 'flat' }) as never
  const process = (await client.call('processes.apply', { params: params(), body: { definition } })).body.process ?? ''
  place = { ...params(), process, environment: items.find(({ name }) => name === 'test')?.id ?? '' }
  const destination = await createDestination('Files', 'files', { folder: join(folder, 'in') })
  ends = { version: 1, container: identity.container.id, connection, destination }
  const { port, user, password, hostKey } = sandbox.sftp ?? { port: 0, user: '', password: '', hostKey: '' }
  inbox = await createDestination(
    'Coupa inbox',
    'sftp',
    { host: '127.0.0.1', port: String(port), user, hostKey, folder: '/' },
    { password },
  )
}, 60_000)
afterAll(async () => {
  await node.stop({ graceMs: 0 })
  await world[Symbol.asyncDispose]()
  await sandbox.close()
  await rm(folder, { recursive: true, force: true })
})

async function createDestination(
  name: string,
  kind: string,
  settings: Readonly<Record<string, string>>,
  secrets: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { client } = world.owner
  const handles = Object.entries(secrets).map(async ([field, value]) => {
    const asked = { params: params(), body: { field, value, destinationKind: kind } }
    return [field, (await client.call('secrets.create', asked)).body.handle] as const
  })
  const body = { name, kind, settings, secrets: Object.fromEntries(await Promise.all(handles)) }
  return (await client.call('destinations.create', { params: params(), body })).body.id
}

async function finished(deployment: string, kind?: 'check'): Promise<Run> {
  const { client } = world.owner
  const body = kind === undefined ? {} : { kind }
  const { id } = (await client.call('runs.start', { params: { ...params(), deployment }, body })).body
  for (;;) {
    const { body: run } = await client.call('run.get', { params: { ...params(), run: id }, query: { waitMs: 25_000 } })
    if (run.state === 'ended') return run
  }
}

describe('a load that writes flat files, on a container', () => {
  it('needs a destination for the inbox, of the kind of its value', async () => {
    const { client } = world.owner

    await expect(client.call('process.deploy', { params: place, body: ends })).rejects.toMatchObject({
      code: 'SETTINGS_INVALID',
      message: expect.stringContaining('The process needs a destination for its value "inbox"'),
    })
    const wrong: readonly Record<string, string>[] = [{ inbox: ends.destination }, { inbox, other: inbox }]
    for (const given of wrong) {
      const deploying = client.call('process.deploy', { params: place, body: { ...ends, ends: given } })
      await expect(deploying).rejects.toMatchObject({ code: 'SETTINGS_INVALID' })
    }
  })

  it('checks the inbox, puts the file there, and keeps the outcome of each record', async () => {
    const { client } = world.owner
    const deployed = await client.call('process.deploy', { params: place, body: { ...ends, ends: { inbox } } })
    const { id } = deployed.body

    const checked = await finished(id, 'check')
    const run = await finished(id)
    // Deployed again without a word of it, the inbox stays.
    const again = await client.call('process.deploy', { params: place, body: { ...ends, overlap: 'skip' } })

    expect(deployed.body.ends).toEqual({ inbox: { id: inbox, name: 'Coupa inbox', kind: 'sftp' } })
    expect(again.body.ends).toEqual(deployed.body.ends)
    expect(checked).toMatchObject({ outcome: 'succeeded' })
    expect(JSON.stringify(checked.receipt)).toContain('inbox-read')
    expect(run).toMatchObject({ outcome: 'partial', counters: { created: 1, held: 1, read: 2 } })
    await expect(
      client.call('destination.delete', { params: { ...params(), destination: inbox } }),
    ).rejects.toMatchObject({ code: 'IN_USE', message: expect.stringContaining('flat in test') })
  }, 60_000)
})
