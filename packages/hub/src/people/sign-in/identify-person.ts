import type { Kysely } from 'kysely'
import { HubProblem } from '../../basics/problem.ts'
import { hubNow } from '../../database/hub-now.ts'
import type { Database } from '../../database/schema.ts'
import { createPerson, findPersonByEmail } from '../credentials/person.ts'
import { acceptInvitation, findInvitationsTo } from '../invitations/invitation.ts'
import type { IdentityClaims } from './open-id-connect.ts'

/** Why a sign-in at the provider failed. It is part of the address of the page that reports it. */
export type OpenIdConnectRefusalCode =
  | 'PROVIDER_UNAVAILABLE'
  | 'SIGN_IN_EXPIRED'
  | 'SIGN_IN_DENIED'
  | 'SIGN_IN_FAILED'
  | 'EMAIL_NOT_VERIFIED'
  | 'EMAIL_DOMAIN_NOT_ALLOWED'
  | 'NOT_INVITED'
  | 'IDENTITY_CONFLICT'

export class OpenIdConnectRefusal extends Error {
  readonly code: OpenIdConnectRefusalCode

  constructor(code: OpenIdConnectRefusalCode, options?: ErrorOptions) {
    super(`The sign-in at the provider was refused: ${code}`, options)
    this.name = 'OpenIdConnectRefusal'
    this.code = code
  }
}

export interface IdentifiedPerson {
  readonly id: string
  readonly name: string
  /** How the identity came to be the person's. */
  readonly by: 'identity' | 'e-mail' | 'invitation'
}

/**
 * The person behind an identity of the provider. By issuer and subject, which the provider never gives to another; by
 * email address once, when the provider has verified it and a person with it is there or invited, without an identity of
 * the same issuer. Throws `OpenIdConnectRefusal`, after which the transaction is to be rolled back.
 */
export async function identifyPerson(
  trx: Kysely<Database>,
  claims: IdentityClaims,
  allowedEmailDomains?: readonly string[],
): Promise<IdentifiedPerson> {
  const linked = await trx
    .selectFrom('identity')
    .innerJoin('person', 'person.id', 'identity.person_id')
    .select(['person.id', 'person.name', 'person.email', 'person.disabled_at'])
    .where('identity.issuer', '=', claims.issuer)
    .where('identity.subject', '=', claims.subject)
    .executeTakeFirst()
  if (linked) {
    if (linked.disabled_at !== null) throw new OpenIdConnectRefusal('NOT_INVITED')
    requireDomain(linked.email, allowedEmailDomains)
    return { id: linked.id, name: linked.name, by: 'identity' }
  }
  const { email } = claims
  if (email === undefined || !claims.isEmailVerified) throw new OpenIdConnectRefusal('EMAIL_NOT_VERIFIED')
  requireDomain(email, allowedEmailDomains)
  const known = await findPersonByEmail(trx, email)
  if (known?.disabled_at) throw new OpenIdConnectRefusal('NOT_INVITED')
  const person = known ?? (await createInvitedPerson(trx, email, claims.name))
  const identity = await trx
    .insertInto('identity')
    .values({ issuer: claims.issuer, subject: claims.subject, person_id: person.id, created_at: hubNow() })
    // Either somebody else was faster, or the person has another identity of this issuer and the address was reassigned.
    .onConflict((conflict) => conflict.doNothing())
    .returning('person_id')
    .executeTakeFirst()
  if (!identity) throw new OpenIdConnectRefusal('IDENTITY_CONFLICT')
  return { id: person.id, name: person.name, by: known ? 'e-mail' : 'invitation' }
}

/** The verified address is the one that was invited. Whoever has it may accept all its invitations. */
async function createInvitedPerson(
  trx: Kysely<Database>,
  email: string,
  name: string | undefined,
): Promise<{ readonly id: string; readonly name: string }> {
  const invitations = await findInvitationsTo(trx, email)
  if (invitations.length === 0) throw new OpenIdConnectRefusal('NOT_INVITED')
  const person = await createPerson(trx, { email, name: oneLine(name) || email, passwordHash: null })
  if (!person) throw new OpenIdConnectRefusal('IDENTITY_CONFLICT')
  let accepted = 0
  for (const invitation of invitations) {
    try {
      await acceptInvitation(trx, invitation, person.id)
      accepted += 1
    } catch (error) {
      // Withdrawn at this moment, or a second one to the same account.
      if (!(error instanceof HubProblem)) throw error
    }
  }
  if (accepted === 0) throw new OpenIdConnectRefusal('NOT_INVITED')
  return person
}

function requireDomain(email: string, allowed: readonly string[] | undefined): void {
  if (allowed === undefined) return
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
  if (!allowed.some((each) => each.toLowerCase() === domain)) {
    throw new OpenIdConnectRefusal('EMAIL_DOMAIN_NOT_ALLOWED')
  }
}

/** A name as the API takes one. */
function oneLine(name: string | undefined): string {
  return [...(name ?? '').replace(/\p{Cc}+/gu, ' ').trim()].slice(0, 200).join('')
}
