import type { Account, Role } from '@coupa-connector/protocol'
import { includesRole } from '@coupa-connector/protocol'
import type { Kysely, Selectable } from 'kysely'
import type { AuditEntry } from '../../audit/record-audit.ts'
import { createId } from '../../basics/create-id.ts'
import { HubProblem, notFound } from '../../basics/problem.ts'
import { hubNow } from '../../database/hub-now.ts'
import type { AccountTable } from '../../database/people-tables.ts'
import type { Database } from '../../database/schema.ts'
import { createFirstEnvironments } from '../../processes/environments/first-environments.ts'

/** Creates an account with its first owner. Its slug comes from the name, with a number when others have the same. */
export async function createAccount(
  trx: Kysely<Database>,
  { name, owner }: { readonly name: string; readonly owner: string },
): Promise<Selectable<AccountTable>> {
  const base = slugOf(name)
  for (let number = 1; ; number += 1) {
    const account = await trx
      .insertInto('account')
      .values({ id: createId(), slug: number === 1 ? base : `${base}-${number}`, name, created_at: hubNow() })
      .onConflict((conflict) => conflict.column('slug').doNothing())
      .returningAll()
      .executeTakeFirst()
    if (!account) continue
    await trx
      .insertInto('membership')
      .values({ account_id: account.id, person_id: owner, role: 'owner', created_at: hubNow() })
      .execute()
    await createFirstEnvironments(trx, account.id)
    return account
  }
}

/** An account as the API shows it. */
export function toAccount(row: Selectable<AccountTable>): Account {
  const { id, slug, name, draft_use: draftUse, runs_per_organization: runsPerOrganization } = row
  const policy = { draftUse, runsPerOrganization, productionDeploys: row.production_deploys }
  return { id, slug, name, policy, createdAt: row.created_at.toISOString() }
}

/**
 * Changes the members of an account, one change at a time, and returns the role that the caller has at that moment. Without the
 * lock, two owners could leave at once and each find the other still there. Without the role, a person who is being demoted
 * could still promote somebody.
 */
export async function lockMembers(
  trx: Kysely<Database>,
  account: string,
  caller: string,
): Promise<{ readonly callerRole: Role }> {
  await trx.selectFrom('account').select('id').where('id', '=', account).forNoKeyUpdate().executeTakeFirst()
  const row = await trx
    .selectFrom('membership')
    .select('role')
    .where('account_id', '=', account)
    .where('person_id', '=', caller)
    .executeTakeFirst()
  if (!row) throw notFound('account')
  return { callerRole: row.role }
}

/** Throws `LAST_OWNER` when a change has left the account without an owner; the transaction is then rolled back. */
export async function requireOwner(trx: Kysely<Database>, account: string): Promise<void> {
  const owner = await trx
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select('person_id')
    .where('account_id', '=', account)
    .where('role', '=', 'owner')
    .where('person.disabled_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (owner) return
  throw new HubProblem('LAST_OWNER', {
    detail: 'The account would have no owner.',
    suggestion: 'Make another member owner first.',
  })
}

/** Throws `ROLE_TOO_LOW` when the caller would grant, remove or manage a role above their own. */
export function requireAtLeast(callerRole: Role, role: Role, what: string): void {
  if (includesRole(callerRole, role)) return
  throw new HubProblem('ROLE_TOO_LOW', {
    detail: `To ${what} takes the role ${role}; you have ${callerRole}.`,
    suggestion: `Ask somebody who is ${role} of the account.`,
  })
}

function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
  return slug === '' ? 'account' : slug
}

/** An account as the subject of an entry of the audit log. */
export function accountSubject({ id, name }: { readonly id: string; readonly name: string }): AuditEntry['subject'] {
  return { kind: 'account', id, name }
}
