import { sql } from 'kysely'
import { auditRequest } from '../../audit/audit-request.ts'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Handlers } from '../../server/routes/handler.ts'
import { createAccount } from '../accounts/account.ts'
import { countAttempt, senderOf } from '../credentials/attempts.ts'
import { checkPassword } from '../credentials/check-password.ts'
import { peekOneTime, takeOneTime } from '../credentials/one-time.ts'
import type { PasswordHasher } from '../credentials/password-hasher.ts'
import { createPerson, personSubject } from '../credentials/person.ts'
import { beginSession, viewSession } from '../credentials/sessions.ts'

/** Making the first administrator. */
export function createSetUpHandlers(
  context: HubContext,
  passwords: PasswordHasher,
): Pick<Handlers, 'installation.setUp' | 'installation.checkSetUpLink'> {
  const { db, people } = context
  async function checkLink(token: string, address: string): Promise<void> {
    await countAttempt(db, {
      purpose: 'link-address',
      of: senderOf(address),
      max: people.signInsPerAddressPerMinute,
      windowMs: 60_000,
    })
    const person = await db.selectFrom('person').select('id').limit(1).executeTakeFirst()
    if (person) throw alreadySetUp()
    if (!(await peekOneTime(db, token, 'set-up'))) throw linkSpent()
  }
  return {
    'installation.checkSetUpLink': async ({ body, meta }) => {
      await checkLink(body.token, meta.address)
      return { body: undefined }
    },
    'installation.setUp': async ({ body, meta }) => {
      // Checked before the expensive hashing, and again in the transaction, where it counts.
      await checkLink(body.token, meta.address)
      checkPassword(body.password, body)
      const passwordHash = await passwords.hash(body.password)
      const begun = await db.transaction().execute(async (trx) => {
        // Two links may exist when two hubs start at once. Set-ups therefore check one at a time whether somebody is there.
        await sql`lock table person in share row exclusive mode`.execute(trx)
        const somebody = await trx.selectFrom('person').select('id').limit(1).executeTakeFirst()
        if (somebody) throw alreadySetUp()
        if (!(await takeOneTime(trx, body.token, 'set-up'))) throw linkSpent()
        const first = await createPerson(trx, {
          email: body.email,
          name: body.name,
          passwordHash,
          isInstallationAdministrator: true,
        })
        if (!first) throw alreadySetUp()
        const account = await createAccount(trx, { name: body.accountName, owner: first.id })
        const actor = { kind: 'person', id: first.id, name: first.name } as const
        await auditRequest(trx, { actor, account, meta }, { subject: personSubject(first) })
        return await beginSession(trx, context, { person: first.id, method: 'password', meta })
      })
      return { body: await viewSession(db, begun.id), cookies: [begun.cookie] }
    },
  }
}

function alreadySetUp(): HubProblem {
  return new HubProblem('ALREADY_SET_UP', {
    detail: 'This hub has already been set up.',
    suggestion: 'Sign in, or ask an administrator for an invitation.',
  })
}

function linkSpent(): HubProblem {
  return new HubProblem('LINK_SPENT', {
    detail: 'This set-up link cannot be used: it is not the newest one, has expired, or was not copied whole.',
    suggestion: 'Use all of the link that the hub printed last. Each start of the hub prints a new one.',
  })
}
