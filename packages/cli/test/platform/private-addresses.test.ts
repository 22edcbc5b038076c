import type { NodeOptions } from '@coupa-connector/container'
import type { Job } from '@coupa-connector/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LoopbackServer, startHttp } from '../../../connector/src/testing/loopback.ts'
import { oauthFields } from './support/examples.ts'
import { type Platform, startPlatform } from './support/platform.ts'

// A cloud runs what other people enter. Nothing that they enter may reach the network that the cloud stands in:
// neither by its address in any spelling, nor by a name, nor by a redirect; by a test as by an operation.

let platform: Platform
let inside: LoopbackServer
let cloud: string
let lookUps = 0

/** What the cloud's name server answers. */
const addresses: Readonly<Record<string, () => readonly string[]>> = {
  'private.example': () => ['10.0.0.8'],
  'metadata.example': () => ['169.254.169.254'],
  'loopback.example': () => ['127.0.0.1'],
  'loopback6.example': () => ['::1'],
  'mapped.example': () => ['::ffff:127.0.0.1'],
  // Answers differently from look-up to look-up: only the first, which is judged, is private.
  'rebinding.example': () => (lookUps++ === 0 ? ['127.0.0.2'] : ['127.0.0.1']),
}
const lookup: NonNullable<NodeOptions['lookup']> = async (name) => {
  const answer = addresses[name]
  if (!answer) throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
  return answer()
}

beforeAll(async () => {
  platform = await startPlatform()
  inside = await startHttp((_request, response) => response.writeHead(200).end('[]'))
  const node = await platform.addNode({ kind: 'cloud', lookup })
  cloud = node.container
  const params = { account: platform.acme.account.id, container: cloud }
  const { etag } = await platform.acme.client.call('container.get', { params })
  await platform.acme.client.call('container.update', { params, body: { allowBrowsing: true }, ifMatch: etag })
})
afterAll(async () => {
  await platform[Symbol.asyncDispose]()
  await inside[Symbol.asyncDispose]()
})

async function finished(id: string): Promise<Job> {
  const params = { account: platform.acme.account.id, job: id }
  return (await platform.acme.client.call('job.get', { params, query: { waitMs: 20_000 } })).body
}

async function setSecret(): Promise<string> {
  const params = { account: platform.acme.account.id }
  const body = { field: 'clientSecret', value: 'a-secret' }
  return (await platform.acme.client.call('secrets.create', { params, body })).body.handle
}

async function test(fields: Readonly<Record<string, string>>): Promise<Job> {
  const params = { account: platform.acme.account.id }
  const body = {
    container: cloud,
    fields: { ...oauthFields, ...fields },
    secrets: { clientSecret: await setSecret() },
    probes: ['invoices'],
  }
  return await finished((await platform.acme.client.call('tests.start', { params, body })).body.id)
}

const hosts = [
  '127.0.0.1',
  'localhost',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[64:ff9b::7f00:1]',
  '[fe80::1]',
  '[fd00::1]',
  '[::]',
  '0.0.0.0',
  '0',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0177.0.0.1',
  '0x7f.1',
  '169.254.169.254',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '100.64.0.1',
  ...Object.keys(addresses).filter((name) => name !== 'rebinding.example'),
]

describe('a cloud', () => {
  it.each(hosts)('does not reach %s, as token server or as service', async (host) => {
    const origin = `https://${host}:${inside.port}`
    const before = inside.accepted()

    const jobs = [
      await test({ accessTokenUrl: `${origin}/oauth2/token` }),
      await test({ url: `${origin}/api`, accessTokenUrl: `${origin}/oauth2/token` }),
    ]

    for (const { outcome } of jobs) {
      // Names without an address here are as good as refused: nothing was reached.
      const refusals = [
        'ADDRESS_NOT_ALLOWED',
        'SETTINGS_INVALID',
        ...(host === 'localhost' ? ['TOKEN_HOST_UNKNOWN'] : []),
      ]
      expect(refusals).toContain(outcome)
    }
    expect(inside.accepted()).toBe(before)
  })

  it('looks a name up once for a connection, so that no later answer is used unjudged', async () => {
    const origin = `https://rebinding.example:${inside.port}`

    const { outcome, report } = await test({ accessTokenUrl: `${origin}/oauth2/token` })

    expect(outcome).toBe('ADDRESS_NOT_ALLOWED')
    expect(report?.message).toContain('127.0.0.2')
    expect(lookUps).toBe(1)
    expect(inside.accepted()).toBe(0)
  })

  it('does not reach them by an operation either', async () => {
    const params = { account: platform.acme.account.id }
    await platform.db.updateTable('account').set({ draft_use: 'allowed' }).where('id', '=', params.account).execute()
    const fields = {
      ...oauthFields,
      url: `https://loopback.example:${inside.port}/api`,
      accessTokenUrl: `https://loopback.example:${inside.port}/oauth2/token`,
    }
    const made = await platform.acme.client.call('connections.create', {
      params,
      body: { name: 'Inside', fields, secrets: { clientSecret: await setSecret() } },
    })
    const started = await platform.acme.client.call('operations.start', {
      params: { ...params, connection: made.body.id },
      body: { container: cloud, operation: { action: 'query', resource: 'suppliers', query: { fields: ['id'] } } },
    })

    const { outcome, result } = await finished(started.body.id)

    expect(outcome).toBe('FAILED')
    expect(JSON.stringify(result)).toMatch(/not allowed|ADDRESS/i)
    expect(inside.accepted()).toBe(0)
  })

  it('would reach them from a container of the account itself', async () => {
    const { container } = await platform.addNode({ lookup })
    const params = { account: platform.acme.account.id }
    const body = {
      container,
      fields: { ...oauthFields, accessTokenUrl: `${inside.url}/oauth2/token` },
      secrets: { clientSecret: await setSecret() },
    }

    await finished((await platform.acme.client.call('tests.start', { params, body })).body.id)

    expect(inside.accepted()).toBeGreaterThan(0)
  })
})
