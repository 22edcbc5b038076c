import type { Actor } from '@coupa-connector/protocol'
import type { InsertObject, Kysely } from 'kysely'
import { createId } from '../basics/create-id.ts'
import { hubNow } from '../database/hub-now.ts'
import type { Database } from '../database/schema.ts'

/** What was changed or refused, and by whom. Details never hold a secret. */
export interface AuditEntry {
  /** Null for what happens outside any account. */
  readonly account: string | null
  readonly actor: Actor
  /** The id of the route, or an act of the hub itself: `container.offline`. */
  readonly action: string
  readonly outcome: 'done' | 'refused'
  readonly subject?: { readonly kind: string; readonly id: string | null; readonly name: string } | undefined
  readonly detail?: Readonly<Record<string, unknown>> | undefined
  readonly requestId: string
  readonly address: string
}

/** Writes an entry of the audit log. Call it in the transaction of the change, so that both happen or neither does. */
export async function recordAudit(executor: Kysely<Database>, entry: AuditEntry): Promise<void> {
  await recordAudits(executor, [entry])
}

/** Writes several entries in one statement. The hub never changes an entry once it is written. */
export async function recordAudits(executor: Kysely<Database>, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return
  await executor.insertInto('audit').values(entries.map(toAuditRow)).execute()
}

/** The row of an entry, for a statement that writes it together with the change. */
export function toAuditRow(entry: AuditEntry): InsertObject<Database, 'audit'> {
  return {
    id: createId(),
    account_id: entry.account,
    at: hubNow(),
    actor: JSON.stringify(entry.actor),
    action: entry.action,
    outcome: entry.outcome,
    subject_kind: entry.subject?.kind ?? null,
    subject_id: entry.subject?.id ?? null,
    subject_name: entry.subject?.name ?? null,
    detail: JSON.stringify(entry.detail ?? {}),
    request_id: entry.requestId,
    address: entry.address,
  }
}
