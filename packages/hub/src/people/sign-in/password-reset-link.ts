import { sql } from 'kysely'
import { auditRequestOfPerson } from '../../audit/audit-request.ts'
import { createId } from '../../basics/create-id.ts'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { putOneTime } from '../credentials/one-time.ts'
import { findPersonByEmail, personSubject } from '../credentials/person.ts'
import { createToken } from '../credentials/token.ts'

const lifetimeMs = 24 * 3_600_000

/**
 * Creates a link with which a person sets a new password, once and within 24 hours. An earlier link for the person stops
 * working. Throws `NOT_FOUND` when there is no such person.
 */
export async function createPasswordResetLink(context: HubContext, email: string, asker = 'operator'): Promise<string> {
  const token = createToken(context)
  await context.db.transaction().execute(async (trx) => {
    const person = await findPersonByEmail(trx, email.trim())
    if (!person || person.disabled_at !== null) {
      throw new HubProblem('NOT_FOUND', {
        detail: `There is no person with the email address ${email.trim()}.`,
        suggestion: 'Check how it is written; new people are invited by an administrator of an account.',
      })
    }
    await trx
      .deleteFrom('one_time')
      .where('purpose', '=', 'password-reset')
      .where(sql`data->>'person'`, '=', person.id)
      .execute()
    await putOneTime(trx, token, { purpose: 'password-reset', data: { person: person.id }, lifetimeMs })
    const actor = { kind: 'system', id: null, name: asker } as const
    await auditRequestOfPerson(
      trx,
      { actor, meta: { routeId: 'person.resetPassword', requestId: createId(), address: '' } },
      person.id,
      { subject: personSubject(person), detail: { link: 'made' } },
    )
  })
  return `${context.origin}/password-reset#${token}`
}
