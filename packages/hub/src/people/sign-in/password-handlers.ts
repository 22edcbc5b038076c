import { type Kysely, sql } from 'kysely'
import { auditRequestOfPerson } from '../../audit/audit-request.ts'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import type { Handlers } from '../../server/routes/handler.ts'
import { type AttemptLimit, countAttempt, forgetAttempts, senderOf } from '../credentials/attempts.ts'
import { checkPassword } from '../credentials/check-password.ts'
import { peekOneTime, takeOneTime } from '../credentials/one-time.ts'
import type { PasswordHasher } from '../credentials/password-hasher.ts'
import { personSubject } from '../credentials/person.ts'
import { endSessions, renewSession, sessionCookie } from '../credentials/sessions.ts'
import { mailPasswordLink } from '../mail/link-mails.ts'
import { createPasswordResetLink } from './password-reset-link.ts'

/** Changes a password, and sets a new one with a link that an operator made. */
export function createPasswordHandlers(
  context: HubContext,
  passwords: PasswordHasher,
): Pick<
  Handlers,
  'person.setPassword' | 'person.requestPasswordReset' | 'person.resetPassword' | 'person.checkResetLink'
> {
  const { db, people } = context
  async function personOfLink(token: string, address: string) {
    await countAttempt(db, {
      purpose: 'link-address',
      of: senderOf(address),
      max: people.signInsPerAddressPerMinute,
      windowMs: 60_000,
    })
    const link = await peekOneTime(db, token, 'password-reset')
    const person = await db
      .selectFrom('person')
      .select(['id', 'email', 'name'])
      .where('id', '=', typeof link?.person === 'string' ? link.person : '00000000-0000-0000-0000-000000000000')
      .where('disabled_at', 'is', null)
      .executeTakeFirst()
    if (!person) throw linkSpent()
    return person
  }
  return {
    'person.setPassword': async (request) => {
      const { caller, body } = request
      const subject = personSubject(caller)
      const perPerson: AttemptLimit = {
        purpose: 'password-person',
        of: caller.id,
        max: people.signInsPerEmailPerMinute,
        windowMs: 60_000,
      }
      await countAttempt(db, perPerson)
      const before = await db
        .selectFrom('person')
        .select('password_hash')
        .where('id', '=', caller.id)
        .executeTakeFirstOrThrow()
      const { isRight } = await passwords.verify(body.currentPassword, before.password_hash)
      if (!isRight) {
        const detail = { reason: 'SIGN_IN_REFUSED' }
        await auditRequestOfPerson(db, request, caller.id, { outcome: 'refused', subject, detail })
        throw new HubProblem('SIGN_IN_REFUSED', {
          detail: 'The current password is wrong.',
          suggestion: 'If you have lost it, or never had one, the operator of the hub can create a link to set one.',
        })
      }
      checkPassword(body.newPassword, caller)
      const hash = await passwords.hash(body.newPassword)
      const cookie = await db.transaction().execute(async (trx) => {
        const changed = await trx
          .updateTable('person')
          .set({ password_hash: hash })
          .where('id', '=', caller.id)
          .where('password_hash', '=', before.password_hash)
          .returning('id')
          .executeTakeFirst()
        if (!changed)
          throw new HubProblem('SIGN_IN_REFUSED', 'The password was changed at this moment by another request.')
        await endSessions(trx, caller.id, caller.session)
        await dropResetLinks(trx, caller.id)
        await auditRequestOfPerson(trx, request, caller.id, { subject })
        return await renewSession(trx, context, caller.session)
      })
      await forgetAttempts(db, perPerson)
      return { body: undefined, cookies: [cookie] }
    },
    'person.requestPasswordReset': async ({ body, meta }) => {
      if (context.messaging.mail === undefined) {
        throw new HubProblem('NOT_READY', {
          detail: 'This installation sends no mail.',
          suggestion: 'Ask the operator of the hub for a link to set a new password.',
        })
      }
      const windowMs = 3_600_000
      await countAttempt(db, { purpose: 'reset-address', of: senderOf(meta.address), max: 20, windowMs })
      await countAttempt(db, { purpose: 'reset-email', of: body.email.trim(), max: 3, windowMs })
      // Not waited for: how long it takes would tell whether there is such a person.
      void mailNewPasswordLink(context, body.email)
      return { body: undefined }
    },
    'person.checkResetLink': async ({ body, meta }) => {
      await personOfLink(body.token, meta.address)
      return { body: undefined }
    },
    'person.resetPassword': async ({ body, meta }) => {
      const person = await personOfLink(body.token, meta.address)
      checkPassword(body.newPassword, person)
      const hash = await passwords.hash(body.newPassword)
      await db.transaction().execute(async (trx) => {
        if (!(await takeOneTime(trx, body.token, 'password-reset'))) throw linkSpent()
        await trx.updateTable('person').set({ password_hash: hash }).where('id', '=', person.id).execute()
        await endSessions(trx, person.id)
        await dropResetLinks(trx, person.id)
        const actor = { kind: 'person', id: person.id, name: person.name } as const
        await auditRequestOfPerson(trx, { actor, meta }, person.id, {
          subject: personSubject(person),
          detail: { link: 'used' },
        })
      })
      return { body: undefined, cookies: [{ name: sessionCookie, value: undefined }] }
    },
  }
}

/** Makes a link for a person and mails it. Nobody is told when there is no such person; what fails is in the log. */
async function mailNewPasswordLink(context: HubContext, given: string): Promise<void> {
  const email = given.trim()
  try {
    const link = await createPasswordResetLink(context, email, 'the sign-in page')
    const problem = await mailPasswordLink(context, email, link)
    if (problem !== undefined) context.log.warn({ problem }, 'A link to set a password could not be mailed')
  } catch (error) {
    if (error instanceof HubProblem && error.code === 'NOT_FOUND') return
    context.log.error({ error }, 'A link to set a password could not be mailed')
  }
}

/** A link that was made before the password changed sets none afterwards. */
async function dropResetLinks(trx: Kysely<Database>, person: string): Promise<void> {
  await trx
    .deleteFrom('one_time')
    .where('purpose', '=', 'password-reset')
    .where(sql`data->>'person'`, '=', person)
    .execute()
}

function linkSpent(): HubProblem {
  return new HubProblem('LINK_SPENT', {
    detail: 'This link cannot be used: it was used or replaced, has expired, or was not copied whole.',
    suggestion: 'Ask the operator of the hub for a new link.',
  })
}
