import type { Routes } from '@coupa-connector/protocol'
import { auditRequest } from '../../audit/audit-request.ts'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { PersonPrincipal } from '../../server/pipeline/principal.ts'
import { fieldLabel } from '../../server/routes/field-message.ts'
import type { HandlerRequest, Handlers } from '../../server/routes/handler.ts'
import { countAttempt, senderOf } from '../credentials/attempts.ts'
import { checkPassword } from '../credentials/check-password.ts'
import type { PasswordHasher } from '../credentials/password-hasher.ts'
import { createPerson, findPersonByEmail } from '../credentials/person.ts'
import { beginSession, viewSession } from '../credentials/sessions.ts'
import { acceptInvitation, findInvitation, type InvitationRow, invitationSubject } from './invitation.ts'

/** Invitations, from the side of who was invited. */
export function createAcceptHandlers(
  context: HubContext,
  passwords: PasswordHasher,
): Pick<Handlers, 'invitation.describe' | 'invitation.accept'> {
  const { db, people } = context
  return {
    'invitation.describe': async ({ body }) => {
      const invitation = await findInvitation(db, body.token)
      const person = await findPersonByEmail(db, invitation.email)
      return {
        body: {
          accountName: invitation.account_name,
          email: invitation.email,
          role: invitation.role,
          invitedBy: invitation.invited_by_name,
          expiresAt: invitation.expires_at.toISOString(),
          isKnown: person !== undefined,
        },
      }
    },
    'invitation.accept': async (request) => {
      const { caller, body, meta } = request
      await countAttempt(db, {
        purpose: 'link-address',
        of: senderOf(meta.address),
        max: people.signInsPerAddressPerMinute,
        windowMs: 60_000,
      })
      const invitation = await findInvitation(db, body.token)
      const known = await findPersonByEmail(db, invitation.email)
      if (!known) return await acceptAsNewPerson(request, invitation)
      // Whoever holds the link need not be the person it is meant for. A known person proves their identity by signing in.
      if (caller?.kind !== 'person' || caller.id !== known.id) throw signInFirst(invitation)
      return await acceptAs(caller, request, invitation)
    },
  }

  async function acceptAs(caller: PersonPrincipal, request: AcceptRequest, invitation: InvitationRow) {
    await db.transaction().execute(async (trx) => {
      const taken = await acceptInvitation(trx, invitation.id, caller.id)
      const account = { id: taken.account_id }
      await auditRequest(
        trx,
        { actor: request.actor, meta: request.meta, account },
        { subject: invitationSubject(taken), detail: { role: taken.role } },
      )
    })
    return { body: await viewSession(db, caller.session) }
  }

  async function acceptAsNewPerson({ body, meta }: AcceptRequest, invitation: InvitationRow) {
    const { name, password } = body
    if (name === undefined || password === undefined) throw nameAndPasswordNeeded(body)
    checkPassword(password, { email: invitation.email, name })
    const passwordHash = await passwords.hash(password)
    const begun = await db.transaction().execute(async (trx) => {
      const person = await createPerson(trx, { email: invitation.email, name, passwordHash })
      if (!person) throw signInFirst(invitation)
      const taken = await acceptInvitation(trx, invitation.id, person.id)
      const actor = { kind: 'person', id: person.id, name: person.name } as const
      await auditRequest(
        trx,
        { actor, meta, account: { id: taken.account_id } },
        { subject: invitationSubject(taken), detail: { role: taken.role, isNewPerson: true } },
      )
      return await beginSession(trx, context, { person: person.id, method: 'password', meta })
    })
    return { body: await viewSession(db, begun.id), cookies: [begun.cookie] }
  }
}

type AcceptRequest = HandlerRequest<Routes['invitation.accept']>

function signInFirst({ email }: InvitationRow): HubProblem {
  return new HubProblem('NOT_SIGNED_IN', {
    detail: `The invitation is for ${email}, who already has an account here.`,
    suggestion: `Sign in as ${email}, then accept it.`,
  })
}

function nameAndPasswordNeeded(body: AcceptRequest['body']): HubProblem {
  const fields = (['name', 'password'] as const)
    .filter((field) => body[field] === undefined)
    .map((field) => ({ field: `body.${field}`, message: `${fieldLabel('body', [field])} is missing.` }))
  return new HubProblem('REQUEST_INVALID', { detail: fields.map(({ message }) => message).join(' '), fields })
}
