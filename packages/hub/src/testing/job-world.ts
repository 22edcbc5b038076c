import type { CheckedSettings, ConnectionType, OutcomeText, TestReport } from '@coupa-connector/protocol'
import { sql } from 'kysely'
import type { AuditEntry } from '../audit/record-audit.ts'
import { createId } from '../basics/create-id.ts'
import { silentLog } from '../basics/silent-log.ts'
import type { ResolvedSettings } from '../connections/settings/resolve-settings.ts'
import type { ResolvedContainer } from '../containers/directory/resolve-container.ts'
import { hashCredential } from '../containers/nodes/credentials.ts'
import type { HubContext } from '../context/hub-context.ts'
import { readMessagingOptions } from '../context/messaging-options.ts'
import { readPeopleOptions } from '../context/people-options.ts'
import type { HubDatabase } from '../database/hub-database.ts'
import { createHubReport } from '../jobs/end/hub-report.ts'
import { insertJobs, type NewJob } from '../jobs/start/insert-jobs.ts'
import { createPgBossEngine } from '../processes/engine/pg-boss-engine.ts'
import type { NodePrincipal } from '../server/pipeline/principal.ts'
import { openTestDatabase } from './database/test-database.ts'

/** A database with one account and one container of two nodes, and what the functions of jobs are given. */
export interface JobWorld extends AsyncDisposable {
  readonly context: HubContext
  readonly database: HubDatabase
  readonly account: string
  readonly container: ResolvedContainer
  readonly nodes: readonly [NodePrincipal, NodePrincipal]
  /** Makes a further account. */
  addAccount(): Promise<string>
  /** Makes a job that waits. Returns its id. */
  addJob(job?: Partial<NewJob>): Promise<string>
  readJob(id: string): Promise<{
    state: string
    outcome: string | null
    attempt: number
    node_id: string | null
    report: TestReport | null
    result: Record<string, unknown> | null
  }>
  /** The types of its events, in order. */
  readEventTypes(id: string): Promise<string[]>
}

/** Makes a world; the container runs as many jobs at a time as is said. */
export async function createJobWorld({
  kind = 'molecule',
  maxConcurrentJobs = 8,
  database: given,
}: {
  readonly kind?: 'atom' | 'molecule' | 'cloud'
  readonly maxConcurrentJobs?: number
  /** Default: one of the run's. */
  readonly database?: HubDatabase
} = {}): Promise<JobWorld> {
  const database = given ?? (await openTestDatabase())
  const { db } = database
  const account = createId()
  const container: ResolvedContainer = {
    id: createId(),
    containerId: '',
    attachmentId: null,
    name: 'Berlin',
    kind,
    status: 'online',
    lastSeenAt: new Date(),
    allowBrowsing: true,
    maxConcurrentJobs,
    maxConcurrentJobsOfAccount: maxConcurrentJobs,
    connectorVersions: ['1.2.3'],
  }
  Object.assign(container, { containerId: container.id })
  const addAccount = async (id = createId()): Promise<string> => {
    await db.insertInto('account').values({ id, slug: id, name: id, created_at: sql<Date>`hub_now()` }).execute()
    return id
  }
  await addAccount(account)
  await db
    .insertInto('container')
    .values({
      account_id: account,
      id: container.id,
      kind,
      name: container.name,
      allow_browsing: true,
      max_concurrent_jobs: maxConcurrentJobs,
      created_at: sql<Date>`hub_now()`,
    })
    .execute()
  const addNode = async (name: string): Promise<NodePrincipal> => {
    const id = createId()
    await db
      .insertInto('container_node')
      .values({
        id,
        container_id: container.id,
        name,
        credential_hash: hashCredential(nodeCredential(id)),
        version: '1.2.3',
        connector_version: '1.2.3',
        reported_status: 'online',
        last_seen_at: sql<Date>`hub_now()`,
        enrolled_at: sql<Date>`hub_now()`,
      })
      .execute()
    return { kind: 'node', id, name, container: { id: container.id, kind, name: container.name, account } }
  }
  const nodes = [await addNode('first'), await addNode('second')] as const
  const context = createTestContext(database)
  return {
    context,
    database,
    account,
    container,
    nodes,
    addAccount: () => addAccount(),
    addJob: async (job = {}) => {
      const [made] = await db.transaction().execute((trx) =>
        insertJobs(
          trx,
          [
            {
              account,
              request: {
                kind: 'test',
                isDraft: true,
                fields: { url: 'https://acme.test/api' },
                secrets: {},
                probes: [],
              },
              settings: testSettings,
              container,
              matrix: null,
              requestedBy: { kind: 'person', id: createId(), name: 'Ada' },
              correlationId: 'correlation',
              deadlineMs: 90_000,
              end: undefined,
              ...job,
            },
          ],
          () => startedByTest(account),
        ),
      )
      if (!made) throw new Error('no job was made')
      return made.id
    },
    readJob: async (id) => {
      const row = await db
        .selectFrom('job')
        .select(['state', 'outcome', 'attempt', 'node_id', 'report', 'result'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      return { ...row, report: row.report as TestReport | null }
    },
    readEventTypes: async (id) => {
      const rows = await db
        .selectFrom('job_event')
        .select('type')
        .where('job_id', '=', id)
        .orderBy('sequence')
        .execute()
      return rows.map(({ type }) => type)
    },
    [Symbol.asyncDispose]: async () => await database.close(),
  }
}

/** What a node of the world signs its calls with. */
export function nodeCredential(node: string): string {
  return `ccn_${node}`
}

/** A request for an operation that reads, or another one. */
export function operationRequest(action: string): NewJob['request'] {
  return {
    kind: 'operation',
    fields: {},
    secrets: {},
    operation: { action, resource: 'suppliers', ...(action === 'query' ? {} : { id: 7 }), wire: 'json' },
  }
}

/** A report as a node hands it in. */
export function testReport(outcome = 'OK'): TestReport {
  const facts = { startedAt: '2026-01-01T00:00:00.000Z', durationMs: 12 }
  return {
    ...createHubReport(testConnectionType, 'CANCELLED', facts),
    ...wordsOf(outcome),
    outcome,
    stage: 'classify',
  }
}

const check: CheckedSettings = {
  problems: [],
  notices: [],
  organization: 'acme.test',
  authenticationType: 'oauth2',
  isDeprecated: false,
  usedSecrets: ['clientSecret'],
  effective: {},
  hosts: ['acme.test'],
}

/** Settings of a draft that nobody stored. */
export const testSettings: ResolvedSettings = {
  connection: null,
  fields: { url: 'https://acme.test/api' },
  secrets: {},
  check,
  fingerprint: 'f1',
  isVerified: false,
}

const codes = [
  'OK',
  'SETTINGS_INVALID',
  'NO_CONTAINER',
  'CONTAINER_NOT_ASSOCIATED',
  'CONTAINER_OFFLINE',
  'CONTAINER_NO_RESPONSE',
  'CONTAINER_LOST',
  'CONTAINER_BUSY',
  'QUARANTINED',
  'BROWSING_DISABLED',
  'CONNECTOR_UNAVAILABLE',
  'SECRET_UNREADABLE',
  'TOKEN_TIMEOUT',
  'SERVICE_TIMEOUT',
  'CANCELLED',
]

/** A connection type of few words. */
export const testConnectionType: ConnectionType = {
  connectorVersion: '1.2.0',
  fields: [],
  stages: ['settings', 'token-connect', 'token-request', 'probe', 'classify'],
  outcomes: codes.map((code) => ({ code, title: `Title of ${code}`, producedBy: 'hub', retry: null })),
  check: () => check,
  checkSecret: () => undefined,
  describeOutcome: wordsOf,
}

function wordsOf(code: string): OutcomeText {
  return { title: `Title of ${code}`, message: `Message of ${code}.`, remedy: `Remedy of ${code}.`, retry: null }
}

function createTestContext(database: HubDatabase): HubContext {
  const refuse = (): never => {
    throw new Error('no sealer')
  }
  return {
    database,
    db: database.db,
    topics: database.topics,
    clock: {
      now: () => Date.now(),
      monotonicMs: () => performance.now(),
      sleep: (_durationMs, signal) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason))
        }),
    },
    randomBytes: (size) => Buffer.alloc(size),
    log: silentLog,
    sealer: { currentKeyId: 'test', seal: refuse, open: refuse, narrow: refuse },
    connectionType: testConnectionType,
    destinationTypes: [],
    runEngine: createPgBossEngine({ database, log: silentLog }),
    messaging: readMessagingOptions(),
    people: readPeopleOptions(),
    origin: 'https://hub.test',
    version: '0.0.0-test',
    stopping: new AbortController().signal,
  }
}

/** The audit entry of jobs that were started past the API. */
export function startedByTest(account: string): AuditEntry {
  const actor = { kind: 'system', id: null, name: 'test' } as const
  return { account, actor, action: 'tests.start', outcome: 'done', requestId: 'test', address: '127.0.0.1' }
}
