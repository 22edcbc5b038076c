import { randomBytes } from 'node:crypto'
import {
  type BodyInputOf,
  type Client,
  type ContainerKind,
  createClient,
  type ResponseOf,
  type Routes,
} from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { createId } from '../basics/create-id.ts'
import { createInstallerToken, hashCredential, startOfToken } from '../containers/nodes/credentials.ts'
import type { Sealer } from '../context/sealer.ts'
import type { Database } from '../database/schema.ts'
import type { HubOptions } from '../hub.ts'
import { testConnectionType } from './job-world.ts'
import { createTestAccount, type TestAccount } from './test-account.ts'
import { startTestHub, type TestHub } from './test-hub.ts'

/** A hub with two accounts, and nodes that enrol and call with credentials of their own. */
export interface ContainerWorld extends TestHub {
  readonly db: Kysely<Database>
  readonly acme: TestAccount
  readonly other: TestAccount
  /** Calls with the credential of a node, or with none. */
  withCredential(credential?: string): Client
  /** Stores an installer token of Acme, for one atom unless told. */
  addInstallerToken(token?: TestInstallerTokenOptions): Promise<{ readonly id: string; readonly token: string }>
  /** Enrols a node, with a new installer token unless one is given. */
  enroll(node?: TestNodeOptions): Promise<TestNode>
  beat(node: TestNode, beat?: Partial<BodyInputOf<Routes['node.beat']>>): Promise<ResponseOf<Routes['node.beat']>>
  /** Stores a job that the node runs. */
  addRunningJob(job: {
    readonly account: string
    readonly node: TestNode
    readonly organization?: string
    readonly attachment?: string
  }): Promise<string>
  /** Lends the cloud to the account and attaches it. */
  attach(cloud: TestNode, tenant: TestAccount, name: string): Promise<ResponseOf<Routes['attachments.create']>>
  /** The audit log of an account, oldest first. */
  auditOf(account: TestAccount): Promise<{ action: string; outcome: string; actor: object; detail: object }[]>
}

export interface TestInstallerTokenOptions {
  readonly account?: TestAccount
  readonly kind?: ContainerKind
  readonly container?: string
  readonly maxUses?: number
}

export interface TestNodeOptions extends TestInstallerTokenOptions {
  readonly installerToken?: string
  readonly name?: string
  readonly nodeName?: string
  readonly version?: string
}

export interface TestNode {
  readonly credential: string
  readonly container: { readonly id: string; readonly kind: ContainerKind; readonly name: string }
  readonly node: { readonly id: string; readonly name: string }
  /** Of its program; sent with its beats. */
  readonly boot: string
}

/** Starts one on a new test database. */
export async function startContainerWorld(options: Partial<HubOptions> = {}): Promise<ContainerWorld> {
  const test = await startTestHub({ sealer: openSealer, connectionType: testConnectionType, ...options })
  const { db } = test.database
  const acme = await createTestAccount(test, { name: 'Acme' })
  const other = await createTestAccount(test, { name: 'Other' })
  const withCredential = (credential?: string): Client =>
    createClient({ hubUrl: test.origin, fetch: test.hub.fetch, credential: () => credential })
  const addInstallerToken: ContainerWorld['addInstallerToken'] = async ({
    account = acme,
    kind = 'atom',
    container,
    maxUses = 1,
  } = {}) => {
    const [id, token] = [createId(), createInstallerToken(randomBytes)]
    await db
      .insertInto('installer_token')
      .values({
        id,
        account_id: account.account.id,
        kind,
        container_id: container ?? null,
        token_hash: hashCredential(token),
        start: startOfToken(token),
        created_by_name: 'Ada',
        created_at: sql<Date>`hub_now()`,
        expires_at: sql<Date>`hub_now() + interval '1 hour'`,
        max_uses: maxUses,
      })
      .execute()
    return { id, token }
  }
  return {
    ...test,
    db,
    acme,
    other,
    withCredential,
    addInstallerToken,
    enroll: async (given = {}) => {
      const { kind = 'atom', name, nodeName = name ?? 'node-1', version = '1.0.0' } = given
      const installerToken = given.installerToken ?? (await addInstallerToken(given)).token
      const { body } = await withCredential().call('node.enroll', {
        body: {
          installerToken,
          kind,
          ...(name === undefined ? {} : { name }),
          node: { name: nodeName, version, connectorVersion: version },
        },
      })
      return { ...body, boot: createId() }
    },
    beat: async ({ credential, boot }, given = {}) => {
      const { body } = await withCredential(credential).call('node.beat', {
        body: {
          boot,
          status: 'online',
          version: '1.0.0',
          connectorVersion: '1.0.0',
          nowMs: Date.now(),
          capacity: 4,
          held: [],
          organizations: [],
          ...given,
        },
      })
      return body
    },
    addRunningJob: async (job) => await insertRunningJob(db, job),
    attach: async (cloud, tenant, name) => {
      await acme.client.call('shares.set', {
        params: { account: acme.account.id, container: cloud.container.id, tenant: tenant.account.slug },
        body: { maxAttachments: -1 },
      })
      const { body } = await tenant.client.call('attachments.create', {
        params: { account: tenant.account.id },
        body: { cloud: cloud.container.id, name },
      })
      return body
    },
    auditOf: async ({ account }) =>
      await db
        .selectFrom('audit')
        .select(['action', 'outcome', 'actor', 'detail'])
        .where('account_id', '=', account.id)
        .orderBy('at')
        .orderBy('id')
        .execute(),
  }
}

async function insertRunningJob(
  db: Kysely<Database>,
  { account, node, organization = 'acme.coupahost.com', attachment }: Parameters<ContainerWorld['addRunningJob']>[0],
): Promise<string> {
  const id = createId()
  await db
    .insertInto('job')
    .values({
      account_id: account,
      id,
      kind: 'test',
      container_id: node.container.id,
      attachment_id: attachment ?? null,
      container_name: node.container.name,
      container_kind: node.container.kind,
      requested_by: JSON.stringify({ kind: 'system', id: null, name: 'test' }),
      request: JSON.stringify({ kind: 'test', fields: {}, secrets: {}, probes: [] }),
      organization,
      state: 'running',
      attempt: 1,
      node_id: node.node.id,
      node_name: node.node.name,
      lease_expires_at: sql<Date>`hub_now() + interval '15 seconds'`,
      pickup_deadline_at: sql<Date>`hub_now() + interval '30 seconds'`,
      deadline_at: sql<Date>`hub_now() + interval '90 seconds'`,
      queued_at: sql<Date>`hub_now()`,
      started_at: sql<Date>`hub_now()`,
      correlation_id: id,
    })
    .execute()
  return id
}

/** Seals nothing, but opens only what was sealed for the same place. */
const openSealer: Sealer = {
  currentKeyId: 'test',
  seal: (value, binding) => ({
    v: 1,
    keyId: 'test',
    wrappedKey: binding,
    ciphertext: Buffer.from(value).toString('base64'),
  }),
  narrow: (sealed) => sealed,
  open: ({ wrappedKey, ciphertext }, binding) => {
    if (wrappedKey !== binding) throw new Error('sealed for something else')
    return Buffer.from(ciphertext, 'base64').toString('utf8')
  },
}
