import { randomUUID } from 'node:crypto'
import { createDefinition } from '@coupa-connector/process'
import { apiPrefix, type Route, type RouteId, routes } from '@coupa-connector/protocol'
import { createTestAccount, type TestAccount } from '../../../../hub/src/testing/test-account.ts'
import { type Platform, testVersion } from './platform.ts'

/** One of everything that an account can hold, as ids by the name that paths and bodies give them. */
export interface Belongings {
  readonly account: TestAccount
  readonly ids: Readonly<Record<string, string>>
}

export const oauthFields = {
  url: 'https://acme.example/api',
  authenticationType: 'oauth2',
  clientId: 'client-1',
  scope: 'core.common.read',
  accessTokenUrl: 'https://acme.example/oauth2/token',
}

const proposedChange = {
  action: 'update',
  resource: 'suppliers',
  id: 7,
  record: { website: 'https://new.example' },
  expected: { website: null },
} as const

const exampleRule = (connection: string) => ({
  name: 'Web sites',
  connection,
  resource: 'suppliers',
  change: { action: 'update' as const },
  fields: ['website'],
  mostPerDay: 5,
})

/** Gives an account one of everything, over the API. */
export async function furnish(platform: Platform, account: TestAccount): Promise<Belongings> {
  const params = { account: account.account.id }
  const { client } = account
  const secret = async () =>
    (await client.call('secrets.create', { params, body: { field: 'clientSecret', value: 'of-the-example' } })).body
      .handle
  const connection = await client.call('connections.create', {
    params,
    body: { name: 'Example', fields: oauthFields, secrets: { clientSecret: await secret() } },
  })
  const enrolled = await platform.enroll({ account, name: 'Example cloud', kind: 'cloud', version: testVersion })
  await platform.beat(enrolled, { version: testVersion, connectorVersion: testVersion })
  const cloud = { ...params, container: enrolled.container.id }
  const { etag } = await client.call('container.get', { params: cloud })
  await client.call('container.update', { params: cloud, body: { allowBrowsing: true }, ifMatch: etag })
  const tenant = await createTestAccount(platform)
  await client.call('shares.set', {
    params: { ...cloud, tenant: tenant.account.slug },
    body: {},
  })
  const installerToken = await client.call('installerTokens.create', { params, body: { kind: 'atom' } })
  const matrix = await client.call('tests.startMatrix', {
    params,
    body: { connection: connection.body.id, containers: [enrolled.container.id] },
  })
  const invitation = await client.call('invitations.create', {
    params,
    body: { email: `${randomUUID()}@example.com`, role: 'viewer' },
  })
  const member = await createTestAccount(platform, { account: account.account, role: 'viewer' })
  const session = await client.call('session.get', {})
  const deployed = await furnishProcess(account, connection.body.id, enrolled.container.id)
  const proposal = await client.call('proposals.create', {
    params: { ...params, connection: connection.body.id },
    body: { operation: proposedChange, reason: 'The web site moved.', agent: 'example' },
  })
  const rule = await client.call('approvalRules.create', { params, body: exampleRule(connection.body.id) })
  return {
    account,
    ids: {
      proposal: proposal.body.id,
      approvalRule: rule.body.id,
      account: account.account.id,
      connection: connection.body.id,
      container: enrolled.container.id,
      node: enrolled.node.id,
      cloud: enrolled.container.id,
      installerToken: installerToken.body.id,
      invitation: invitation.body.id,
      key: account.key.id,
      job: matrix.body.jobs[0]?.id ?? '',
      matrix: matrix.body.matrix,
      person: member.person.id,
      session: session.body.session.id,
      handle: await secret(),
      tenant: tenant.account.slug,
      resource: 'suppliers',
      type: 'Supplier',
      number: '1',
      rule: 'run-failed',
      channel: await furnishChannel(account),
      ...deployed,
    },
  }
}

/** A channel of alerts. */
async function furnishChannel({ client, account }: TestAccount): Promise<string> {
  const params = { account: account.id }
  const body = { name: 'Example', kind: 'webhook', settings: { url: 'https://hooks.example.com/example' } } as const
  return (await client.call('alertChannels.create', { params, body })).body.id
}

/** A process that is deployed, with a destination and a run. */
async function furnishProcess(
  { account, client }: TestAccount,
  connection: string,
  container: string,
): Promise<Record<string, string>> {
  const params = { account: account.id }
  const secret = { field: 'password', value: 'of-the-destination', destinationKind: 'postgresql' }
  const handle = async () => (await client.call('secrets.create', { params, body: secret })).body.handle
  const target = { name: 'Warehouse', kind: 'postgresql', settings: targetSettings }
  const body = { ...target, secrets: { password: await handle() } }
  const destination = (await client.call('destinations.create', { params, body })).body.id
  const applied = await client.call('processes.apply', { params, body: { definition: exampleDefinition } })
  const { items } = (await client.call('environments.list', { params })).body
  const environment = items.find(({ name }) => name === 'test')?.id ?? ''
  const process = applied.body.process ?? ''
  const deployed = await client.call('process.deploy', {
    params: { ...params, process, environment },
    body: { version: 1, container, connection, destination },
  })
  const deployment = deployed.body.id
  const run = (await client.call('runs.start', { params: { ...params, deployment }, body: {} })).body.id
  return { destination, process, environment, deployment, run, targetHandle: await handle() }
}

const targetSettings = { url: 'postgresql://me@db.example.com/warehouse', schema: 'coupa' }
const exampleDefinition = createDefinition({
  template: 'E01',
  destination: 'postgresql',
  acknowledge: 'after-answer',
  name: 'example',
}) as never

type Ids = Readonly<Record<string, string>>
const settings = ({ connection, handle }: Ids) => ({
  connection,
  fields: oauthFields,
  secrets: { clientSecret: handle },
})
const link = 'a-token-that-no-link-has'
const storedToken = { sequence: 1, token: 'token' }
const password = 'correct horse battery'

/** A body for every route that takes one. A new route without its example fails the test that looks for it. */
const bodies: Readonly<Partial<Record<RouteId, (ids: Ids) => unknown>>> = {
  'installation.setUp': () => ({ token: link, name: 'A', email: 'a@example.com', password, accountName: 'B' }),
  'installation.checkSetUpLink': () => ({ token: link }),
  'person.checkResetLink': () => ({ token: link }),
  'person.requestPasswordReset': () => ({ email: 'nobody@example.com' }),
  'session.create': () => ({ email: 'nobody@example.com', password }),
  'person.update': () => ({ name: 'Ada' }),
  'person.setPassword': () => ({ currentPassword: password, newPassword: `${password} staple` }),
  'person.resetPassword': () => ({ token: link, newPassword: password }),
  'invitation.describe': () => ({ token: link }),
  'invitation.accept': () => ({ token: link, name: 'A', password }),
  'accounts.create': () => ({ name: 'Another' }),
  'account.update': () => ({ name: 'Renamed', policy: { draftUse: 'allowed' } }),
  'member.update': () => ({ role: 'viewer' }),
  'invitations.create': () => ({ email: 'new@example.com', role: 'viewer' }),
  'keys.create': () => ({ name: 'A key', role: 'viewer', lifetimeDays: 1 }),
  'secrets.create': () => ({ field: 'clientSecret', value: 'a-secret' }),
  'connections.check': settings,
  'connections.create': ({ handle }) => ({
    name: 'New',
    description: 'What for',
    folder: 'A',
    labels: ['b'],
    fields: oauthFields,
    secrets: { clientSecret: handle },
  }),
  'connection.update': ({ handle }) => ({ name: 'Renamed', fields: oauthFields, secrets: { clientSecret: handle } }),
  'connection.copy': () => ({ name: 'Copy' }),
  'tests.start': (ids) => ({ ...settings(ids), container: ids.container, probes: ['invoices'] }),
  'tests.startMatrix': (ids) => ({ ...settings(ids), containers: [ids.container] }),
  'operations.start': ({ container }) => ({
    container,
    operation: { action: 'query', resource: 'suppliers', query: { fields: ['id'] }, limit: 1 },
  }),
  'proposals.create': () => ({ operation: proposedChange, reason: 'The web site moved.', agent: 'example' }),
  'approvalRules.create': ({ connection }) => exampleRule(connection ?? ''),
  'proposal.decide': () => ({ decision: 'refuse' }),
  'reads.start': ({ container }) => ({ container, operation: { action: 'get', resource: 'suppliers', id: 7 } }),
  'environments.create': () => ({ name: 'Staging', classification: 'test' }),
  'destinations.create': ({ targetHandle }) => ({
    name: 'New',
    kind: 'postgresql',
    settings: targetSettings,
    secrets: { password: targetHandle },
  }),
  'destination.update': ({ targetHandle }) => ({ name: 'Renamed', secrets: { password: targetHandle } }),
  'destinations.check': ({ container, targetHandle }) => ({
    container,
    kind: 'postgresql',
    settings: targetSettings,
    secrets: { password: targetHandle },
  }),
  'definitions.create': () => ({ template: 'E01', kind: 'files', format: 'csv' }),
  'definitions.check': () => ({ definition: exampleDefinition }),
  'definitions.preview': ({ container, connection }) => ({ container, connection, definition: exampleDefinition }),
  'schedules.describe': () => ({ schedule: { everyMinutes: 60 } }),
  'connectionSchema.read': ({ container }) => ({ container, resources: ['suppliers'], samples: 1 }),
  'connectionSchedule.set': ({ container }) => ({ schedule: { everyMinutes: 60 }, container, probes: ['invoices'] }),
  'alertChannels.create': () => ({ name: 'New', kind: 'webhook', settings: { url: 'https://hooks.example.com/new' } }),
  'alertChannel.update': () => ({ name: 'Renamed', isEnabled: false }),
  'alertMessages.resend': () => ({}),
  'alertRule.set': () => ({ isOn: false }),
  'processes.apply': () => ({ definition: exampleDefinition, note: 'Again' }),
  'process.deploy': ({ container, connection, destination }) => ({
    version: 1,
    container,
    connection,
    destination,
    schedules: [{ everyMinutes: 60 }],
  }),
  'deployment.pause': () => ({ reason: 'Maintenance' }),
  'deployment.reset': () => ({ what: 'position' }),
  'runs.start': () => ({ limit: 1 }),
  'answers.give': () => ({ answers: [{ id: '1204', outcome: 'accepted' }] }),
  'failures.show': () => ({ id: '1204' }),
  'failures.edit': () => ({ id: 'ERP-1', record: { number: 'ERP-1' } }),
  'failures.retry': () => ({ class: 'invalid' }),
  'failures.dismiss': () => ({ class: 'invalid', reason: 'Not needed' }),
  'installerTokens.create': ({ container }) => ({ kind: 'cloud', container }),
  'container.update': () => ({ name: 'Renamed', allowBrowsing: true, maxConcurrentJobs: 2 }),
  'attachments.create': ({ cloud }) => ({ cloud, name: 'Attached' }),
  'shares.set': () => ({ maxAttachments: 2, maxConcurrentJobs: 2 }),
  'node.enroll': () => ({
    installerToken: link,
    kind: 'atom',
    name: 'New',
    node: { name: 'node', version: '1', connectorVersion: '1' },
  }),
  'node.beat': ({ job }) => ({
    boot: randomUUID(),
    status: 'online',
    version: '1',
    connectorVersion: '1',
    nowMs: 0,
    capacity: 1,
    held: [{ job, attempt: 1 }],
    organizations: ['acme.example'],
  }),
  'node.poll': () => ({ boot: randomUUID(), capacity: 1, waitMs: 0 }),
  'node.events': () => ({
    attempt: 1,
    events: [{ type: 'progress', at: '2026-01-01T00:00:00Z', data: { step: 1 } }],
  }),
  'node.complete': ({ job }) => ({ completions: [{ job, attempt: 1, outcome: 'OK' }] }),
  'node.runState': () => ({ attempt: 1, number: 1, call: 'counters', input: {} }),
  'node.releaseRun': () => ({ attempt: 1, reason: 'The node stops' }),
  'node.readToken': ({ account }) => ({ account }),
  'node.writeToken': ({ account }) => ({ account, stored: storedToken, expiresAt: null }),
  'node.lockToken': ({ account }) => ({ account, holder: randomUUID(), waitMs: 0, leaseMs: 1000 }),
  'node.unlockToken': ({ account }) => ({ account, holder: randomUUID() }),
}

/** An example of a route's body. Throws when the route takes one and has no example, or one that its schema refuses. */
export function exampleBody(id: RouteId, ids: Ids): unknown {
  const { body }: Route = routes[id]
  if (body === undefined) return undefined
  const make = bodies[id]
  if (make === undefined) throw new Error(`${id} takes a body and has no example: add one to this table`)
  const example = make(ids)
  body.parse(example)
  return example
}

/** Names of the parameters in a route's path. */
export function parametersOf(id: RouteId): string[] {
  return [...routes[id].path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
}

/** The path of a route. Throws when an id is missing. */
export function pathOf(id: RouteId, ids: Ids): string {
  const path = routes[id].path.replaceAll(/:(\w+)/g, (_all, name: string) => {
    const value = ids[name]
    if (value === undefined) throw new Error(`${id} has the parameter ${name}, which has no example: add one`)
    return encodeURIComponent(value)
  })
  return `${apiPrefix}${path}`
}
