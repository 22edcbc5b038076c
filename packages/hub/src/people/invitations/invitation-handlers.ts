import { sql } from 'kysely'
import { auditRequest } from '../../audit/audit-request.ts'
import { createId } from '../../basics/create-id.ts'
import { HubProblem, notFound } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { readCursor, toPage } from '../../database/cursor.ts'
import { hubNow, hubNowPlus } from '../../database/hub-now.ts'
import { isBehind, microsecondsOf, momentPlace } from '../../database/place.ts'
import type { Handlers } from '../../server/routes/handler.ts'
import { lockMembers, requireAtLeast } from '../accounts/account.ts'
import { createToken, hashToken } from '../credentials/token.ts'
import { mailInvitation } from '../mail/link-mails.ts'
import { type InvitationRow, invitationSubject } from './invitation.ts'

/** Invitations, from the side of who invites. */
export function createInvitationHandlers(
  context: HubContext,
): Pick<Handlers, 'invitations.list' | 'invitations.create' | 'invitations.revoke'> {
  const { db, origin } = context
  return {
    'invitations.list': async ({ account, query }) => {
      const place = readCursor(query.cursor, momentPlace)
      let invitations = db
        .selectFrom('invitation')
        .selectAll()
        .select(microsecondsOf('created_at').as('place'))
        .where('account_id', '=', account.id)
        .where('accepted_at', 'is', null)
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', hubNow())
      if (place) invitations = invitations.where(isBehind(place, 'created_at', 'id'))
      const rows = await invitations
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(query.limit + 1)
        .execute()
      return { body: toPage(rows, query.limit, toInvitation, (row) => [row.place, row.id]) }
    },
    'invitations.create': async (request) => {
      const { account, caller, body } = request
      const token = createToken(context)
      const row = await db.transaction().execute(async (trx) => {
        const { callerRole } = await lockMembers(trx, account.id, caller.id)
        requireAtLeast(callerRole, 'administrator', 'invite people')
        requireAtLeast(callerRole, body.role, `invite somebody as ${body.role}`)
        const member = await trx
          .selectFrom('membership')
          .innerJoin('person', 'person.id', 'membership.person_id')
          .select('person.id')
          .where('membership.account_id', '=', account.id)
          .where(sql<string>`lower(person.email)`, '=', sql<string>`lower(${body.email})`)
          .executeTakeFirst()
        if (member) {
          throw new HubProblem('ALREADY_MEMBER', {
            detail: `${body.email} is a member of the account already.`,
            suggestion: 'Change the role of the member instead.',
          })
        }
        // Only the newest link for an address counts. The caller must not replace an older one with a higher role.
        const older = await trx
          .updateTable('invitation')
          .set({ revoked_at: hubNow() })
          .where('account_id', '=', account.id)
          .where(sql<string>`lower(email)`, '=', sql<string>`lower(${body.email})`)
          .where('accepted_at', 'is', null)
          .where('revoked_at', 'is', null)
          .where('expires_at', '>', hubNow())
          .returning('role')
          .execute()
        for (const { role } of older) requireAtLeast(callerRole, role, `replace an invitation as ${role}`)
        const made = await trx
          .insertInto('invitation')
          .values({
            id: createId(),
            account_id: account.id,
            email: body.email,
            role: body.role,
            token_hash: hashToken(token),
            invited_by: caller.id,
            invited_by_name: caller.name,
            created_at: hubNow(),
            expires_at: hubNowPlus(body.lifetimeHours * 3_600_000),
          })
          .returningAll()
          .executeTakeFirstOrThrow()
        await auditRequest(trx, request, {
          subject: invitationSubject(made),
          detail: { role: made.role, expiresAt: made.expires_at.toISOString() },
        })
        return made
      })
      const link = `${origin}/invitation#${token}`
      return { body: { ...toInvitation(row), link, mail: await mailInvitation(context, row, link) } }
    },
    'invitations.revoke': async (request) => {
      const { account, caller, params } = request
      const target = await db
        .selectFrom('invitation')
        .selectAll()
        .where('account_id', '=', account.id)
        .where('id', '=', params.invitation)
        .executeTakeFirst()
      if (!target) throw notFound('invitation')
      await db.transaction().execute(async (trx) => {
        const { callerRole } = await lockMembers(trx, account.id, caller.id)
        requireAtLeast(callerRole, 'administrator', 'withdraw invitations')
        requireAtLeast(callerRole, target.role, `withdraw an invitation as ${target.role}`)
        const revoked = await trx
          .updateTable('invitation')
          .set({ revoked_at: hubNow() })
          .where('account_id', '=', account.id)
          .where('id', '=', params.invitation)
          .where('accepted_at', 'is', null)
          .where('revoked_at', 'is', null)
          .returning('id')
          .executeTakeFirst()
        if (!revoked) throw notFound('invitation')
        await auditRequest(trx, request, { subject: invitationSubject(target), detail: { role: target.role } })
      })
      return { body: undefined }
    },
  }
}

function toInvitation(row: InvitationRow) {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    invitedBy: row.invited_by_name,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  }
}
