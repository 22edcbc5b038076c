import { z } from 'zod'
import { id, moment, name, role } from './common.ts'

export const email = z.email().max(254)

/** At least 12 characters; the hub also refuses passwords that are easily guessed. */
export const password = z.string().min(12).max(1024)

/** A token out of a link that the hub made; it stands in the fragment of the link and is sent in the body. */
export const linkToken = z.string().min(20).max(200)

export const person = z.object({
  id,
  email,
  name,
  /** May create further accounts: who set the installation up. */
  isInstallationAdministrator: z.boolean(),
  createdAt: moment,
})
export type Person = z.output<typeof person>

export const accountPolicy = z.object({
  /** Whether a connection whose settings have not passed a test may be used. */
  draftUse: z.enum(['refused', 'allowed']),
  /** How many runs of processes may use one organization at once. The others wait. */
  runsPerOrganization: z.number().int().min(1).max(50),
  /** Whether a version reaches production only after another person has approved it. */
  productionDeploys: z.enum(['alone', 'with-approval']),
})

export const account = z.object({
  id,
  /** Short name for addresses: lower-case letters, digits and hyphens. */
  slug: z.string(),
  name,
  policy: accountPolicy,
  createdAt: moment,
})
export type Account = z.output<typeof account>

export const membership = z.object({ account: account.pick({ id: true, slug: true, name: true }), role })

/** Who is signed in, and what they belong to. */
export const sessionView = z.object({
  person,
  memberships: z.array(membership),
  session: z.object({ id, method: z.enum(['password', 'openid-connect']), createdAt: moment, expiresAt: moment }),
})
export type SessionView = z.output<typeof sessionView>

export const sessionEntry = z.object({
  id,
  method: z.enum(['password', 'openid-connect']),
  createdAt: moment,
  seenAt: moment,
  expiresAt: moment,
  userAgent: z.string(),
  address: z.string(),
  isCurrent: z.boolean(),
})

export const member = z.object({ person: person.pick({ id: true, email: true, name: true }), role, since: moment })

export const invitation = z.object({
  id,
  email,
  role,
  invitedBy: z.string(),
  createdAt: moment,
  expiresAt: moment,
})

export const apiKey = z.object({
  id,
  name,
  role,
  /** The first characters, to recognize it by. */
  start: z.string(),
  createdBy: z.string(),
  /** Whether who made it still belongs to the account; a key outlives its maker. */
  isCreatorMember: z.boolean(),
  createdAt: moment,
  expiresAt: moment,
  lastUsedAt: moment.nullable(),
  revokedAt: moment.nullable(),
})
export type ApiKey = z.output<typeof apiKey>
