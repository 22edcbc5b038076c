import type { RequestListener } from 'node:http'
import type { TestOutcomeCode } from '@coupa-connector/connector'
import { testOutcomes } from '@coupa-connector/connector/internals'
import type { NodeOptions } from '@coupa-connector/container'
import type { Job } from '@coupa-connector/protocol'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createCertificate } from '../../../connector/src/testing/certificates.ts'
import {
  type LoopbackServer,
  startHttp,
  startHttps,
  startProxy,
  startTcp,
  unusedPort,
} from '../../../connector/src/testing/loopback.ts'
import { advanceDatabaseTime } from '../../../hub/src/testing/database/test-database.ts'
import type { TestAccount } from '../../../hub/src/testing/test-account.ts'
import { createJumpClock } from './support/jump-clock.ts'
import { type Platform, type PlatformNodeOptions, startPlatform } from './support/platform.ts'

// Every way in which a test of a connection can end, provoked for real: a hub, a container's
// node, and servers, proxies and certificates on this machine. Only time is moved instead of waited for.

const clock = createJumpClock()
const authority = createCertificate({ commonName: 'Test authority', authority: true })
const dayMs = 86_400_000
const narrow = { id: 'narrow', secret: 'secret-of-narrow', scope: 'core.invoice.read' }
const common = { id: 'common', secret: 'secret-of-common', scope: 'core.common.read' }
const ofPeople = { id: 'people', secret: 'secret-of-people', grantType: 'authorization_code' as const }

let platform: Platform
let sandbox: Sandbox
let atom: string
const servers: AsyncDisposable[] = []

beforeAll(async () => {
  platform = await startPlatform({ clock, housekeeping: {} })
  sandbox = await startSandbox({ records: 5, rateLimit: false, apiKey: true, clients: [narrow, common, ofPeople] })
  atom = (await addNode({ name: 'Atom' })).container
})
afterEach(async () => {
  sandbox.control.clearFaults()
  for (const server of servers.splice(0)) await server[Symbol.asyncDispose]()
})
afterAll(async () => {
  await platform[Symbol.asyncDispose]()
  await sandbox.close()
})

/** Names lead to this machine, except those that nobody knows. */
const lookup: NonNullable<NodeOptions['lookup']> = async (name) => {
  if (name.endsWith('.unknown')) throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' })
  return ['127.0.0.1']
}

async function addNode(options: PlatformNodeOptions = {}) {
  return await platform.addNode({ clock, lookup, ca: authority.certificate, ...options })
}

/** Moves the time of everybody on: the database's, the hub's and the nodes'. */
async function pass(durationMs: number): Promise<void> {
  await advanceDatabaseTime(platform.database, durationMs)
  clock.jump(durationMs)
}

async function keep<Server extends AsyncDisposable>(server: Promise<Server>): Promise<Server> {
  servers.push(await server)
  return await server
}

interface Try {
  /** Instead of those of the sandbox's own client. */
  readonly fields?: Readonly<Record<string, string>>
  readonly secret?: string
  readonly container?: string | undefined
  readonly probes?: readonly string[]
  readonly by?: TestAccount
}

async function start({
  fields = {},
  secret,
  container = atom,
  probes = [],
  by = platform.acme,
}: Try = {}): Promise<Job> {
  const params = { account: by.account.id }
  const { url, accessTokenUrl, clientId, scope, clientSecret } = sandbox
  const usesKey = fields.authenticationType === 'api-key'
  const field = usesKey ? 'token' : 'clientSecret'
  const value = secret ?? (usesKey ? sandbox.apiKey : clientSecret)
  const { handle } = (await by.client.call('secrets.create', { params, body: { field, value } })).body
  const given: Record<string, string> = usesKey
    ? { url }
    : { url, accessTokenUrl, clientId, scope, authenticationType: 'oauth2' }
  const body = {
    ...(by === platform.acme ? { container } : {}),
    fields: { ...given, ...fields },
    secrets: { [field]: handle },
    probes: [...probes],
  }
  return (await by.client.call('tests.start', { params, body })).body
}

async function finished({ id }: Job, by: TestAccount = platform.acme): Promise<Job> {
  const params = { account: by.account.id, job: id }
  return (await by.client.call('job.get', { params, query: { waitMs: 20_000 } })).body
}

/** Resolves when the job was taken from its node. */
async function waitsAgain({ id }: Job): Promise<void> {
  const state = async (): Promise<string | undefined> =>
    (await platform.db.selectFrom('job').select('state').where('id', '=', id).executeTakeFirst())?.state
  await expect.poll(state, { timeout: 10_000, interval: 20 }).toBe('queued')
}

async function run(given: Try = {}): Promise<Job> {
  return await finished(await start(given), given.by)
}

/** A server that takes connections and says nothing; resolves when it is reached. */
async function startSilent(): Promise<LoopbackServer & { readonly reached: () => Promise<void> }> {
  let arrivals = 0
  const waiting = new Set<() => void>()
  const server = await keep(
    startTcp(() => {
      arrivals++
      for (const resolve of waiting) resolve()
    }),
  )
  return Object.assign(server, {
    reached: async () => {
      if (arrivals === 0) await new Promise<void>((resolve) => waiting.add(resolve))
      arrivals--
    },
  })
}

const answering =
  (
    status: number,
    body: string,
    headers: Record<string, string> = { 'content-type': 'application/json' },
  ): RequestListener =>
  (_request, response) => {
    response.writeHead(status, headers).end(body)
  }
const grant = (facts: object = {}) => JSON.stringify({ access_token: 'a-token', expires_in: 86_399, ...facts })

/** Where a party is put for a scenario: the token server or the service. */
type Side = 'TOKEN' | 'SERVICE'
const at = (side: Side, origin: string): Readonly<Record<string, string>> =>
  side === 'TOKEN' ? { accessTokenUrl: `${origin}/oauth2/token` } : { url: `${origin}/api` }

async function startSecure(certificate: Parameters<typeof createCertificate>[0]): Promise<LoopbackServer> {
  const { key, certificate: cert } = createCertificate(certificate)
  return await keep(startHttps({ key, cert }, answering(200, '[]')))
}

async function hang(side: Side): Promise<Job> {
  const silent = await startSilent()
  const job = await start({ fields: at(side, silent.url) })
  await silent.reached()
  clock.jump(60_000)
  return await finished(job)
}

/** What both parties can suffer. */
function partyScenarios(side: Side): Record<string, () => Promise<Job>> {
  return {
    [`${side}_HOST_UNKNOWN`]: () => run({ fields: at(side, 'https://nowhere.unknown') }),
    [`${side}_UNREACHABLE`]: async () => await run({ fields: at(side, `http://127.0.0.1:${await unusedPort()}`) }),
    [`${side}_TIMEOUT`]: () => hang(side),
    [`${side}_TLS_EXPIRED`]: async () => {
      const past = { issuer: authority, validFrom: new Date(0), validTo: new Date(dayMs) }
      return await run({ fields: at(side, (await startSecure(past)).url) })
    },
    [`${side}_TLS_UNTRUSTED`]: async () => {
      const other = createCertificate({ commonName: 'Other authority', authority: true })
      return await run({ fields: at(side, (await startSecure({ issuer: other })).url) })
    },
    [`${side}_TLS_NAME`]: async () => {
      const named = { issuer: authority, names: ['other.example'] }
      return await run({ fields: at(side, (await startSecure(named)).url) })
    },
    [`${side}_TLS_PROTOCOL`]: async () => {
      const plain = await keep(startHttp(answering(200, '[]')))
      return await run({ fields: at(side, plain.url.replace('http:', 'https:')) })
    },
  }
}

/** A service that answers every request so, behind the sandbox's token server. */
async function service(listener: RequestListener): Promise<Job> {
  return await run({ fields: at('SERVICE', (await keep(startHttp(listener))).url) })
}

/** A token server that answers every request so, before the sandbox's service. */
async function tokenServer(listener: RequestListener): Promise<Job> {
  return await run({ fields: at('TOKEN', (await keep(startHttp(listener))).url) })
}

async function fault(rule: Parameters<Sandbox['control']['fault']>[0], given: Try = {}): Promise<Job> {
  sandbox.control.fault({ times: 20, ...rule })
  return await run(given)
}

const as = ({ id, secret, scope }: { id: string; secret: string; scope?: string }): Try => ({
  fields: { clientId: id, ...(scope === undefined ? {} : { scope }) },
  secret,
})

async function updateContainer(
  container: string,
  body: { allowBrowsing?: boolean; maxConcurrentJobs?: number },
): Promise<void> {
  const params = { account: platform.acme.account.id, container }
  const { etag } = await platform.acme.client.call('container.get', { params })
  await platform.acme.client.call('container.update', { params, body, ifMatch: etag })
}

const scenarios: Readonly<Record<string, () => Promise<Job>>> = {
  OK: () => run(),
  OK_DEPRECATED_AUTH: () => run({ fields: { authenticationType: 'api-key' } }),
  SETTINGS_INVALID: () => run({ fields: { clientId: '' } }),
  NO_CONTAINER: () => run({ by: platform.other }),
  CONTAINER_NOT_ASSOCIATED: async () => {
    const silent = await platform.enroll({ name: 'Removed while it waits', version: '0.1.0' })
    await platform.beat(silent, { connectorVersion: '0.1.0' })
    const job = await start({ container: silent.container.id })
    const params = { account: platform.acme.account.id, container: silent.container.id }
    await platform.acme.client.call('container.delete', { params })
    return await finished(job)
  },
  CONTAINER_OFFLINE: async () => {
    const { node, container } = await addNode()
    await node.stop()
    return await run({ container })
  },
  CONTAINER_NO_RESPONSE: async () => {
    const silent = await platform.enroll({ name: 'Beats but does not poll', version: '0.1.0' })
    await platform.beat(silent, { connectorVersion: '0.1.0' })
    const job = await start({ container: silent.container.id })
    for (let beats = 0; beats < 4; beats++) {
      await advanceDatabaseTime(platform.database, 10_000)
      await platform.beat(silent, { connectorVersion: '0.1.0' })
    }
    clock.jump(40_000)
    return await finished(job)
  },
  QUARANTINED: async () => {
    const silent = await startSilent()
    const [first, second] = await addMolecule()
    const job = await start({ container: first.container, fields: at('TOKEN', silent.url) })
    await silent.reached()
    await kill(job, [first, second])
    await pass(16_000)
    await silent.reached()
    await kill(job, [first, second])
    await pass(16_000)
    return await finished(job)
  },
  CONTAINER_LOST: async () => {
    const silent = await startSilent()
    const { container, kill: killNode } = await addNode()
    const job = await start({ container, fields: at('TOKEN', silent.url) })
    await silent.reached()
    killNode()
    await pass(16_000)
    await waitsAgain(job)
    await pass(31_000)
    return await finished(job)
  },
  BROWSING_DISABLED: async () => {
    const { container } = await addNode({ kind: 'cloud' })
    return await run({ container })
  },
  CONNECTOR_UNAVAILABLE: async () => await run({ container: (await addNode({ connectorVersion: '0.0.9' })).container }),
  CONTAINER_BUSY: async () => {
    const silent = await platform.enroll({ name: 'Full', version: '0.1.0' })
    await platform.beat(silent, { connectorVersion: '0.1.0' })
    await updateContainer(silent.container.id, { maxConcurrentJobs: 1 })
    for (;;) {
      const job = await start({ container: silent.container.id })
      if (job.state === 'finished') return job
    }
  },
  SECRET_UNREADABLE: async () => {
    const { node, container } = await addNode({ isStarted: false })
    const job = await start({ container })
    // As after a restore whose keys were not kept: the key that sealed the secret is not in the keyring.
    await sql`update secret set sealed = jsonb_set(sealed, '{keyId}', '"a-lost-key"')
      where account_id = ${platform.acme.account.id}`.execute(platform.db)
    node.start()
    return await finished(job)
  },
  ...partyScenarios('TOKEN'),
  ...partyScenarios('SERVICE'),
  ADDRESS_NOT_ALLOWED: async () => {
    const { container } = await addNode({ kind: 'cloud' })
    await updateContainer(container, { allowBrowsing: true })
    return await run({ container })
  },
  PROXY_ERROR: async () => {
    const proxy = await keep(startProxy({ port: sandbox.port, status: 407 }))
    const { container } = await addNode({ proxy: { https: proxy.url } })
    return await run({ container, fields: at('TOKEN', 'https://tokens.example') })
  },
  TOKEN_URL_WRONG: () =>
    tokenServer(answering(200, '<html><title>Sign in</title></html>', { 'content-type': 'text/html' })),
  INVALID_CLIENT: () => run({ secret: 'not-the-secret' }),
  GRANT_NOT_ALLOWED: () => run({ ...as(ofPeople), fields: { clientId: ofPeople.id, scope: 'core.common.read' } }),
  INVALID_SCOPE: () => run({ ...as(narrow), fields: { clientId: narrow.id, scope: 'core.supplier.read' } }),
  TOKEN_REQUEST_REFUSED: () => tokenServer(answering(400, '{"error":"invalid_request"}')),
  SCOPE_NOT_GRANTED: () => tokenServer(answering(200, grant({ scope: 'core.common.read' }))),
  TOKEN_SERVER_ERROR: () => fault({ kind: 'html-500', on: 'token' }),
  RATE_LIMITED: () => fault({ kind: 'too-many-requests' }),
  TOKEN_REJECTED: () => tokenServer(answering(200, grant({ scope: sandbox.scope }))),
  API_KEY_REJECTED: () => run({ fields: { authenticationType: 'api-key' }, secret: 'not-the-key' }),
  TAX_CODE_FORBIDDEN: () => run(as(narrow)),
  PROBE_FORBIDDEN: () => run({ ...as(common), probes: ['invoices'] }),
  PROBE_UNAVAILABLE: () => fault({ kind: 'status', status: 404, path: '/invoices' }, { probes: ['invoices'] }),
  URL_MISSING_API: () => run({ fields: { url: sandbox.url.replace(/\/api$/, '') } }),
  URL_WRONG_PATH: () => run({ fields: { url: sandbox.url.replace(/\/api$/, '/api/v9') } }),
  NOT_COUPA: () => service(answering(200, '{"hello":"world"}')),
  URL_REDIRECTS: () => service(answering(302, '', { location: 'https://acme.example/api/tax_codes' })),
  SERVICE_ERROR: () => fault({ kind: 'html-500' }),
  SERVICE_BAD_RESPONSE: () => fault({ kind: 'garbage' }),
  TOKEN_TOO_LARGE: () => service(answering(431, '')),
  CANCELLED: async () => {
    const silent = await startSilent()
    const job = await start({ fields: at('TOKEN', silent.url) })
    await silent.reached()
    await platform.acme.client.call('job.cancel', { params: { account: platform.acme.account.id, job: job.id } })
    return await finished(job)
  },
  INTERNAL_ERROR: async () => {
    // Nothing that a person can enter comes to this: what the node hands in is not a report by the time it arrives.
    const spoil: typeof fetch = async (input, init) => {
      const body = init?.body
      const isSpoilt = typeof body === 'string' && body.includes('"outcome":"OK"')
      return await platform.hub.fetch(
        input,
        isSpoilt ? { ...init, body: body.replace('"stages":[', '"stages":[7,') } : init,
      )
    }
    const { container } = await addNode({ fetch: spoil })
    return await run({ container })
  },
}

type Molecule = readonly [Awaited<ReturnType<typeof addNode>>, Awaited<ReturnType<typeof addNode>>]

async function addMolecule(): Promise<Molecule> {
  const { token } = await platform.addInstallerToken({ kind: 'molecule', maxUses: 2 })
  const first = await addNode({ kind: 'molecule', installerToken: token, nodeName: 'first' })
  return [first, await addNode({ kind: 'molecule', installerToken: token, nodeName: 'second' })]
}

/** Kills the node that runs the job. */
async function kill({ id }: Job, nodes: Molecule): Promise<string> {
  const { body } = await platform.acme.client.call('job.get', {
    params: { account: platform.acme.account.id, job: id },
  })
  const node = nodes.find((each) => each.id === body.node?.id)
  if (body.state !== 'running' || node === undefined) throw new Error(`Nobody runs the job: ${JSON.stringify(body)}`)
  node.kill()
  return node.id
}

describe('a test through a hub and a container', () => {
  it.each(Object.entries(scenarios))('comes to %s', async (code, provoke) => {
    const job = await provoke()

    expect(job, JSON.stringify(job.report)).toMatchObject({ state: 'finished', outcome: code })
    const { title, retry, producedBy } = testOutcomes[code as TestOutcomeCode]
    expect(job.report).toMatchObject({ outcome: code, title, retry })
    expect(job.report?.message).not.toMatch(/undefined|NaN|\[object/)
    expect(job.report?.remedy).not.toBe('')
    // A test that no container could run has reached no stage, and one whose report was lost tells none.
    const isToldByStages = producedBy === 'connector' && !['SECRET_UNREADABLE', 'INTERNAL_ERROR'].includes(code)
    const failed = job.report?.stages.filter(({ status }) => status === 'failed') ?? []
    expect(failed.length > 0).toBe(isToldByStages && !code.startsWith('OK'))
  })

  it('can end in no way that has no scenario here', () => {
    expect(Object.keys(scenarios).sort()).toEqual(Object.keys(testOutcomes).sort())
  })

  it('is finished by the other node of a molecule when one is killed in the middle', async () => {
    const silent = await startSilent()
    const nodes = await addMolecule()
    const job = await start({ container: nodes[0].container, fields: at('TOKEN', silent.url) })
    await silent.reached()

    const killed = await kill(job, nodes)
    await pass(16_000)
    await silent.reached()
    clock.jump(60_000)

    const { outcome, attempt, node } = await finished(job)
    expect({ outcome, attempt }).toEqual({ outcome: 'TOKEN_TIMEOUT', attempt: 2 })
    expect(node?.id).not.toBe(killed)
  })
})
