import { includesRole, type Role, roles } from '@coupa-connector/protocol'
import { type Kysely, type Selectable, sql } from 'kysely'
import type { AuditEntry } from '../../audit/record-audit.ts'
import { HubProblem } from '../../basics/problem.ts'
import { hubNow } from '../../database/hub-now.ts'
import type { InvitationTable } from '../../database/people-tables.ts'
import type { Database } from '../../database/schema.ts'
import { hashToken } from '../credentials/token.ts'

export type InvitationRow = Selectable<InvitationTable>

/** The invitation behind a link, while it can be accepted. Throws `LINK_SPENT`. */
export async function findInvitation(
  executor: Kysely<Database>,
  token: string,
): Promise<InvitationRow & { readonly account_name: string }> {
  const row = await executor
    .selectFrom('invitation')
    .innerJoin('account', 'account.id', 'invitation.account_id')
    .selectAll('invitation')
    .select('account.name as account_name')
    .where('invitation.token_hash', '=', hashToken(token))
    .where('invitation.accepted_at', 'is', null)
    .where('invitation.revoked_at', 'is', null)
    .where('invitation.expires_at', '>', hubNow())
    .executeTakeFirst()
  if (!row) throw invitationSpent()
  return row
}

/** The ids of the invitations to an email address that can be accepted. */
export async function findInvitationsTo(executor: Kysely<Database>, email: string): Promise<readonly string[]> {
  const rows = await executor
    .selectFrom('invitation')
    .select('id')
    .where(sql<string>`lower(email)`, '=', sql<string>`lower(${email})`)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', hubNow())
    .orderBy('created_at')
    .execute()
  return rows.map(({ id }) => id)
}

/**
 * Uses an invitation and makes the person a member. Of several attempts at once, one succeeds. Throws `LINK_SPENT`, and
 * `ALREADY_MEMBER`, after which the transaction must be rolled back.
 */
export async function acceptInvitation(
  trx: Kysely<Database>,
  invitation: string,
  person: string,
): Promise<InvitationRow> {
  const taken = await trx
    .updateTable('invitation')
    .set({ accepted_at: hubNow() })
    .where('id', '=', invitation)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', hubNow())
    .returningAll()
    .executeTakeFirst()
  if (!taken) throw invitationSpent()
  const member = await trx
    .insertInto('membership')
    .values({ account_id: taken.account_id, person_id: person, role: taken.role, created_at: hubNow() })
    .onConflict((conflict) => conflict.columns(['account_id', 'person_id']).doNothing())
    .returning('role')
    .executeTakeFirst()
  if (!member) {
    throw new HubProblem('ALREADY_MEMBER', {
      detail: 'You are a member of the account already.',
      suggestion: 'For another role, ask an administrator of the account.',
    })
  }
  return taken
}

/** Withdraws a person's invitations: all of them, or those above the role that the person has from now on. */
export async function withdrawInvitationsBy(
  trx: Kysely<Database>,
  account: string,
  person: string,
  role?: Role,
): Promise<void> {
  const mayStay = role !== undefined && includesRole(role, 'administrator')
  const tooHigh = roles.filter((each) => !mayStay || !includesRole(role, each))
  if (tooHigh.length === 0) return
  await trx
    .updateTable('invitation')
    .set({ revoked_at: hubNow() })
    .where('account_id', '=', account)
    .where('invited_by', '=', person)
    .where('role', 'in', tooHigh)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
}

/** An invitation as the subject of an entry of the audit log. */
export function invitationSubject({ id, email }: Pick<InvitationRow, 'id' | 'email'>): AuditEntry['subject'] {
  return { kind: 'invitation', id, name: email }
}

function invitationSpent(): HubProblem {
  return new HubProblem('LINK_SPENT', {
    detail: 'The invitation was accepted or withdrawn, or has expired.',
    suggestion: 'Sign in if you accepted it before; else ask for a new one.',
  })
}
