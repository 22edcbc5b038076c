import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { auditLastOwner, auditRequest } from '../audit/audit-request.ts'
import { notFound } from '../basics/problem.ts'
import type { HubContext } from '../context/hub-context.ts'
import { readCursor, toPage } from '../database/cursor.ts'
import type { Database } from '../database/schema.ts'
import type { Handlers } from '../server/routes/handler.ts'
import { lockMembers, requireAtLeast, requireOwner } from './accounts/account.ts'
import { selectKeys, toApiKey } from './api-keys/api-key.ts'
import { personSubject } from './credentials/person.ts'
import { withdrawInvitationsBy } from './invitations/invitation.ts'

/** The members of an account. The last owner stays, whoever asks and however many ask at once. */
export function createMemberHandlers({
  db,
}: HubContext): Pick<Handlers, 'members.list' | 'member.update' | 'member.remove'> {
  return {
    'members.list': async ({ account, query }) => {
      const place = readCursor(
        query.cursor,
        z.tuple([
          z
            .string()
            .max(400)
            .regex(/^[^\0]*$/),
        ]),
      )
      let members = selectMembers(db, account.id)
      if (place) members = members.where(lowerEmail, '>', place[0])
      const rows = await members
        .orderBy(lowerEmail)
        .limit(query.limit + 1)
        .execute()
      return {
        body: toPage(rows, query.limit, toMember, (row) => [row.place]),
      }
    },
    'member.update': async (request) => {
      const { account, caller, params, body } = request
      const target = await selectMembers(db, account.id).where('person.id', '=', params.person).executeTakeFirst()
      if (!target) throw notFound('member')
      return await auditLastOwner(db, request, personSubject(target), async () => {
        const member = await db.transaction().execute(async (trx) => {
          const { callerRole } = await lockMembers(trx, account.id, caller.id)
          const before = await selectMembers(trx, account.id).where('person.id', '=', params.person).executeTakeFirst()
          if (!before) throw notFound('member')
          requireAtLeast(callerRole, 'administrator', 'change members')
          requireAtLeast(callerRole, before.role, `change the role of who is ${before.role}`)
          requireAtLeast(callerRole, body.role, `make somebody ${body.role}`)
          if (before.role === body.role) return before
          await trx
            .updateTable('membership')
            .set({ role: body.role })
            .where('account_id', '=', account.id)
            .where('person_id', '=', params.person)
            .execute()
          await requireOwner(trx, account.id)
          // What they invited others to, they might no longer.
          await withdrawInvitationsBy(trx, account.id, params.person, body.role)
          await auditRequest(trx, request, {
            subject: personSubject(before),
            detail: { from: before.role, to: body.role },
          })
          return { ...before, role: body.role }
        })
        return { body: toMember(member) }
      })
    },
    'member.remove': async (request) => {
      const { account, caller, params } = request
      const target = await selectMembers(db, account.id).where('person.id', '=', params.person).executeTakeFirst()
      if (!target) throw notFound('member')
      return await auditLastOwner(db, request, personSubject(target), async () => {
        const keys = await db.transaction().execute(async (trx) => {
          const { callerRole } = await lockMembers(trx, account.id, caller.id)
          const before = await selectMembers(trx, account.id).where('person.id', '=', params.person).executeTakeFirst()
          if (!before) throw notFound('member')
          if (params.person !== caller.id) {
            requireAtLeast(callerRole, 'administrator', 'remove others')
            requireAtLeast(callerRole, before.role, `remove who is ${before.role}`)
          }
          await trx
            .deleteFrom('membership')
            .where('account_id', '=', account.id)
            .where('person_id', '=', params.person)
            .execute()
          await requireOwner(trx, account.id)
          await withdrawInvitationsBy(trx, account.id, params.person)
          const left = await selectKeys(trx, account.id)
            .where('api_key.created_by', '=', params.person)
            .where('api_key.revoked_at', 'is', null)
            .where('api_key.expires_at', '>', sql<Date>`hub_now()`)
            .orderBy('api_key.created_at')
            .execute()
          await auditRequest(trx, request, {
            subject: personSubject(before),
            detail: { role: before.role, keysThatStay: left.map(({ id, name, role }) => ({ id, name, role })) },
          })
          return left
        })
        return { body: { keys: keys.map(toApiKey) } }
      })
    },
  }
}

const lowerEmail = sql<string>`lower(person.email) collate "C"`

function selectMembers(executor: Kysely<Database>, account: string) {
  return executor
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .where('membership.account_id', '=', account)
    .select(['person.id', 'person.email', 'person.name', 'membership.role', 'membership.created_at'])
    .select(lowerEmail.as('place'))
}

type MemberRow = Awaited<ReturnType<ReturnType<typeof selectMembers>['executeTakeFirstOrThrow']>>

function toMember({ id, email, name, role, created_at }: MemberRow) {
  return { person: { id, email, name }, role, since: created_at.toISOString() }
}
