import { randomBytes } from 'node:crypto'
import { createConnectionType, createDestinationTypes } from '@coupa-connector/container'
import type { Connection } from '@coupa-connector/protocol'
import { sql } from 'kysely'
import { createId } from '../basics/create-id.ts'
import { systemClock } from '../basics/system-clock.ts'
import type { HubContext } from '../context/hub-context.ts'
import { readMessagingOptions } from '../context/messaging-options.ts'
import type { HubOptions } from '../hub.ts'
import { createPgBossEngine } from '../processes/engine/pg-boss-engine.ts'
import { createKeyDocument, toKeyring } from '../secrets/keyring.ts'
import { createSealer, type KeyringSealer } from '../secrets/sealer.ts'
import { createTestAccount, type TestAccount, type TestAccountOptions } from './test-account.ts'
import { startTestHub, type TestHub } from './test-hub.ts'

/** A hub with the connector's own connection type and a real sealer, and what tests do again and again. */
export interface ConnectionTestWorld extends AsyncDisposable {
  readonly test: TestHub
  readonly owner: TestAccount
  readonly sealer: KeyringSealer
  /** What the functions under test take of a hub's context. */
  readonly context: HubContext
  addMember(options?: TestAccountOptions): Promise<TestAccount>
  setSecret(value?: string, by?: TestAccount, field?: string): Promise<string>
  /** A complete connection, with a secret of its own. */
  createConnection(name?: string, changes?: Readonly<Record<string, string>>): Promise<Connection>
}

export const oauthFields = {
  url: 'https://acme.coupahost.com/api',
  authenticationType: 'oauth2',
  clientId: 'client-1',
  scope: 'core.common.read core.invoice.read',
  accessTokenUrl: 'https://acme.coupahost.com/oauth2/token',
} as const

export async function startConnectionTestWorld(options: Partial<HubOptions> = {}): Promise<ConnectionTestWorld> {
  const connectionType = createConnectionType('0.1.0')
  const sealer = createSealer(toKeyring(createKeyDocument(randomBytes)))
  const destinationTypes = createDestinationTypes()
  const test = await startTestHub({ connectionType, destinationTypes, sealer, ...options })
  const owner = await createTestAccount(test)
  const params = { account: owner.account.id }
  const setSecret: ConnectionTestWorld['setSecret'] = async (
    value = 'a-client-secret',
    by = owner,
    field = 'clientSecret',
  ) => (await by.client.call('secrets.create', { params, body: { field, value } })).body.handle
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  return {
    test,
    owner,
    sealer,
    context: {
      db: test.database.db,
      database: test.database,
      sealer,
      connectionType,
      destinationTypes,
      runEngine: createPgBossEngine({ database: test.database, log }),
      topics: test.database.topics,
      log,
      randomBytes,
      clock: systemClock,
      origin: test.origin,
      messaging: readMessagingOptions(options.messaging),
      stopping: new AbortController().signal,
    } as unknown as HubContext,
    addMember: (options) => createTestAccount(test, { account: owner.account, ...options }),
    setSecret,
    createConnection: async (name = 'Acme', changes = {}) => {
      const fields = { ...oauthFields, ...changes }
      const body = { name, fields, secrets: { clientSecret: await setSecret() } }
      return (await owner.client.call('connections.create', { params, body })).body
    },
    [Symbol.asyncDispose]: () => test[Symbol.asyncDispose](),
  }
}

/** Notes a test as a node's work would have left it. */
export async function insertTestJob(
  { test, owner }: ConnectionTestWorld,
  job: {
    readonly connection?: string | null
    readonly fingerprint: string
    readonly outcome: string | null
    readonly state?: 'queued' | 'running' | 'finished'
    readonly secrets?: Readonly<Record<string, string>>
  },
): Promise<string> {
  const id = createId()
  const { connection = null, fingerprint, outcome, state = 'finished', secrets = {} } = job
  const now = sql<Date>`hub_now()`
  await test.database.db
    .insertInto('job')
    .values({
      account_id: owner.account.id,
      id,
      kind: 'test',
      container_id: null,
      attachment_id: null,
      container_name: 'Atom 1',
      container_kind: 'atom',
      connection_id: connection,
      connection_name: 'Acme',
      connection_revision: 1,
      fingerprint,
      matrix_id: null,
      requested_by: JSON.stringify({ kind: 'person', id: owner.person.id, name: owner.person.name }),
      request: JSON.stringify({ kind: 'test', fields: {}, secrets, probes: [] }),
      organization: 'acme.coupahost.com',
      state,
      outcome: state === 'finished' ? outcome : null,
      title: 'Tested',
      node_id: null,
      node_name: null,
      pickup_deadline_at: now,
      deadline_at: now,
      queued_at: now,
      lease_expires_at: state === 'running' ? now : null,
      finished_at: state === 'finished' ? now : null,
      correlation_id: id,
    })
    .execute()
  return id
}
