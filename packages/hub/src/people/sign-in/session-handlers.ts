import { auditRequestOfPerson } from '../../audit/audit-request.ts'
import { HubProblem, notFound } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { hubNow, hubNowPlus } from '../../database/hub-now.ts'
import type { Handlers } from '../../server/routes/handler.ts'
import { type AttemptLimit, countAttempt, forgetAttempts, senderOf } from '../credentials/attempts.ts'
import { isKnownDevice, rememberDevice } from '../credentials/known-device.ts'
import type { PasswordHasher } from '../credentials/password-hasher.ts'
import { findPersonByEmail, personSubject } from '../credentials/person.ts'
import { beginSession, sessionCookie, viewSession } from '../credentials/sessions.ts'

/** As many times as often may be tried for one email address from everywhere as from one network address. */
const strangersFactor = 10

/** Signing in with a password, signing out, and a person's sessions. */
export function createSessionHandlers(
  context: HubContext,
  passwords: PasswordHasher,
): Pick<
  Handlers,
  'session.create' | 'session.get' | 'session.delete' | 'session.list' | 'session.revoke' | 'person.update'
> {
  const { db, people } = context
  return {
    'session.create': async (request) => {
      const { email, password } = request.body
      const sender = senderOf(request.meta.address)
      const perAddress: AttemptLimit = {
        purpose: 'sign-in-address',
        of: sender,
        max: people.signInsPerAddressPerMinute,
        windowMs: 60_000,
      }
      const perEmail = (purpose: string, of: string, factor = 1): AttemptLimit => ({
        purpose,
        of: `${email} ${of}`,
        max: people.signInsPerEmailPerMinute * factor,
        windowMs: 60_000,
      })
      // A stranger who guesses elsewhere does not lock the person out: tries from other addresses count apart, up to a limit
      // against many addresses, and a browser that the person has signed in with counts for itself.
      const ofStrangers = [
        perAddress,
        perEmail('sign-in-email', sender),
        perEmail('sign-in-email-anywhere', '', strangersFactor),
      ]
      // Nobody is signed in, whatever cookie came along.
      const attempt = { meta: request.meta, actor: { kind: 'system', id: null, name: 'nobody' } } as const
      const person = await findPersonByEmail(db, email)
      const refused = async (reason: string): Promise<void> =>
        await auditRequestOfPerson(db, attempt, person?.id, {
          outcome: 'refused',
          // An unknown address is not recorded, because people type passwords into the wrong field.
          subject: person === undefined ? undefined : personSubject(person),
          detail: { reason },
        })
      const isKnown = await isKnownDevice(db, request.meta, person?.id)
      const limits = isKnown ? [perEmail('sign-in-device', sender)] : ofStrangers
      for (const limit of limits) await countAttempt(db, limit, () => refused('TOO_MANY_REQUESTS'))
      const { isRight, isOutdated } = await passwords.verify(password, person?.password_hash)
      if (!person || !isRight || person.disabled_at !== null) {
        await refused('SIGN_IN_REFUSED')
        throw new HubProblem('SIGN_IN_REFUSED', {
          detail: 'The email address or the password is wrong.',
          suggestion: 'Check both. If the password is lost, an operator of the hub can make a link to set a new one.',
        })
      }
      const renewed = isOutdated ? await passwords.hash(password) : undefined
      const { cookie, id, device } = await db.transaction().execute(async (trx) => {
        // If the password was changed since it was checked, the check neither restores it nor signs anybody in.
        const still = await trx
          .updateTable('person')
          .set({ password_hash: renewed ?? person.password_hash })
          .where('id', '=', person.id)
          .where('password_hash', '=', person.password_hash)
          .where('disabled_at', 'is', null)
          .returning('id')
          .executeTakeFirst()
        if (!still) throw new HubProblem('SIGN_IN_REFUSED', 'The password was changed at this moment. Sign in again.')
        const session = await beginSession(trx, context, { person: person.id, method: 'password', meta: request.meta })
        const actor = { kind: 'person', id: person.id, name: person.name } as const
        await auditRequestOfPerson(trx, { meta: request.meta, actor }, person.id, { subject: personSubject(person) })
        return { ...session, device: isKnown ? undefined : await rememberDevice(trx, context, person.id) }
      })
      // What a sender tried at other addresses is not forgotten.
      for (const limit of limits) if (limit !== perAddress) await forgetAttempts(db, limit)
      return { body: await viewSession(db, id), cookies: [cookie, ...(device ? [device] : [])] }
    },
    'session.get': async ({ caller }) => ({ body: await viewSession(db, caller.session) }),
    'session.delete': async (request) => {
      const { caller } = request
      await db.transaction().execute(async (trx) => {
        await trx.deleteFrom('session').where('id', '=', caller.session).execute()
        await auditRequestOfPerson(trx, request, caller.id, { subject: personSubject(caller) })
      })
      return { body: undefined, cookies: [{ name: sessionCookie, value: undefined }] }
    },
    'session.list': async ({ caller }) => {
      const rows = await db
        .selectFrom('session')
        .selectAll()
        .where('person_id', '=', caller.id)
        .where('expires_at', '>', hubNow())
        .where('seen_at', '>', hubNowPlus(-people.sessionIdleMs))
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(200)
        .execute()
      const items = rows.map((row) => ({
        id: row.id,
        method: row.method,
        createdAt: row.created_at.toISOString(),
        seenAt: row.seen_at.toISOString(),
        expiresAt: row.expires_at.toISOString(),
        userAgent: row.user_agent,
        address: row.address,
        isCurrent: row.id === caller.session,
      }))
      return { body: { items } }
    },
    'session.revoke': async (request) => {
      const { caller, params } = request
      await db.transaction().execute(async (trx) => {
        const ended = await trx
          .deleteFrom('session')
          .where('id', '=', params.session)
          .where('person_id', '=', caller.id)
          .returning('id')
          .executeTakeFirst()
        if (!ended) throw notFound('session')
        await auditRequestOfPerson(trx, request, caller.id, { subject: personSubject(caller) })
      })
      return {
        body: undefined,
        cookies: params.session === caller.session ? [{ name: sessionCookie, value: undefined }] : [],
      }
    },
    'person.update': async (request) => {
      const { caller, body } = request
      const row = await db.transaction().execute(async (trx) => {
        const changed = await trx
          .updateTable('person')
          .set({ name: body.name })
          .where('id', '=', caller.id)
          .returningAll()
          .executeTakeFirstOrThrow()
        await auditRequestOfPerson(trx, request, caller.id, {
          subject: personSubject(changed),
          detail: { from: caller.name, to: changed.name },
        })
        return changed
      })
      const { id, email, name } = row
      const isInstallationAdministrator = row.is_installation_administrator
      return { body: { id, email, name, isInstallationAdministrator, createdAt: row.created_at.toISOString() } }
    },
  }
}
