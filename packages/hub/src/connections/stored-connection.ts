import { type Kysely, type Selectable, sql } from 'kysely'
import { auditRequest } from '../audit/audit-request.ts'
import { HubProblem, notFound } from '../basics/problem.ts'
import type { ConnectionTable } from '../database/connection-tables.ts'
import type { Database } from '../database/schema.ts'
import { type ChangeRequest, matchesVersion } from '../server/routes/handler.ts'
import { type ConnectionContent, changesBetween, type RevisionChange, recordRevision } from './connection-revisions.ts'
import { searchTextOf } from './list-connections.ts'
import type { PreparedSettings } from './settings/prepare-settings.ts'

type StoredConnection = Selectable<ConnectionTable>

/** Reads a connection and locks it until the transaction ends. Throws `NOT_FOUND`. */
export async function lockConnection(trx: Kysely<Database>, account: string, id: string): Promise<StoredConnection> {
  const row = await trx
    .selectFrom('connection')
    .selectAll()
    .where('account_id', '=', account)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('connection')
  return row
}

/** Throws `CHANGED_MEANWHILE` with the name of whoever was faster, unless the caller has seen the current version. */
export function refuseOldVersion(ifMatch: string | undefined, stored: StoredConnection): void {
  if (matchesVersion(ifMatch, stored.revision)) return
  throw new HubProblem('CHANGED_MEANWHILE', {
    detail: `${stored.updated_by_name} changed ${stored.name} at ${stored.updated_at.toISOString()}; it is at revision ${stored.revision} now.`,
    suggestion: 'Read it again, look at what changed, and make your change again.',
  })
}

export function contentOf({ name, description, folder, labels, fields, secrets }: StoredConnection): ConnectionContent {
  return { name, description, folder, labels, fields, secrets }
}

export interface NewConnection {
  readonly id: string
  readonly content: ConnectionContent
  readonly prepared: Omit<PreparedSettings, 'fields'>
  /** Names the original of a copy. */
  readonly copiedFrom?: string | undefined
}

/** Inserts a connection with its first revision and its audit entry. */
export async function insertConnection(
  trx: Kysely<Database>,
  request: ChangeRequest,
  { id, content, prepared, copiedFrom }: NewConnection,
): Promise<void> {
  const { name, description, folder, labels, fields, secrets } = content
  await trx
    .insertInto('connection')
    .values({
      account_id: request.account.id,
      id,
      name,
      description,
      folder,
      labels: JSON.stringify(labels),
      fields: JSON.stringify(fields),
      secrets: JSON.stringify(secrets),
      organization: prepared.organization,
      authentication_type: prepared.authenticationType,
      is_deprecated: prepared.isDeprecated,
      fingerprint: prepared.fingerprint,
      verified_fingerprint: prepared.passedAt ? prepared.fingerprint : null,
      verified_at: prepared.passedAt ?? null,
      last_test: prepared.lastTest ? JSON.stringify(prepared.lastTest) : null,
      revision: 1,
      search_text: searchTextOf({ ...content, organization: prepared.organization }),
      created_at: sql<Date>`hub_now()`,
      created_by_name: request.actor.name,
      updated_at: sql<Date>`hub_now()`,
      updated_by_name: request.actor.name,
    })
    .execute()
  const changes: RevisionChange[] = [
    ...(copiedFrom === undefined ? [] : [{ field: 'copiedFrom', from: null, to: copiedFrom, isSecret: false }]),
    ...changesBetween(null, content),
  ]
  const revision = { account: request.account.id, connection: id, revision: 1, content, changes }
  await recordRevision(trx, { ...revision, changedBy: request.actor })
  await auditRequest(trx, request, {
    subject: { kind: 'connection', id, name },
    detail: { ...(copiedFrom === undefined ? {} : { copiedFrom }), changed: changes.map(({ field }) => field) },
  })
}
