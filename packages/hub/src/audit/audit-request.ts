import type { Actor } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import { HubProblem } from '../basics/problem.ts'
import type { Database } from '../database/schema.ts'
import type { RequestMeta } from '../server/routes/handler.ts'
import { type AuditEntry, recordAudit, recordAudits } from './record-audit.ts'

/** What an entry takes from the request that it is about. */
export interface AuditedRequest {
  readonly actor: Actor
  readonly account?: { readonly id: string } | undefined
  readonly meta: Pick<RequestMeta, 'routeId' | 'requestId' | 'address'>
}

type Happened = Pick<AuditEntry, 'subject' | 'detail'> & { readonly outcome?: AuditEntry['outcome'] }

/** Records what a request did in its account, or outside any account. Call it in the transaction of the change. */
export async function auditRequest(
  executor: Kysely<Database>,
  request: AuditedRequest,
  happened: Happened = {},
): Promise<void> {
  await recordAudit(executor, { ...entryOf(request, happened), account: request.account?.id ?? null })
}

/**
 * Records what a person did, or what was attempted in their name, in each account that they belong to, so that its
 * administrators see it. For a person without an account the entry belongs to none. At most ten accounts get an entry, which
 * bounds the work.
 */
export async function auditRequestOfPerson(
  executor: Kysely<Database>,
  request: AuditedRequest,
  person: string | undefined,
  happened: Happened = {},
): Promise<void> {
  const nobody = '00000000-0000-0000-0000-000000000000'
  const accounts = await executor
    .selectFrom('membership')
    .select('account_id')
    // Asked even when the person is unknown, so that a sign-in takes the same steps for known and unknown people.
    .where('person_id', '=', person ?? nobody)
    .orderBy('created_at')
    .limit(10)
    .execute()
  const entry = entryOf(request, happened)
  const ids = accounts.length === 0 ? [null] : accounts.map(({ account_id }) => account_id)
  await recordAudits(
    executor,
    ids.map((account) => ({ ...entry, account })),
  )
}

/**
 * Runs a change that may be refused because an account must keep an owner, and records the refusal. The server itself records
 * refusals for lack of rights. Do not call it in a transaction, which the refusal would roll back.
 */
export async function auditLastOwner<Result>(
  db: Kysely<Database>,
  request: AuditedRequest,
  subject: AuditEntry['subject'],
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof HubProblem && error.code === 'LAST_OWNER') {
      await auditRequest(db, request, { outcome: 'refused', subject, detail: { code: error.code } })
    }
    throw error
  }
}

function entryOf(
  { actor, meta }: AuditedRequest,
  { outcome = 'done', subject, detail }: Happened,
): AuditEntryOfRequest {
  const { routeId: action, requestId, address } = meta
  return { actor, action, outcome, subject, detail, requestId, address }
}

type AuditEntryOfRequest = Omit<AuditEntry, 'account'>
