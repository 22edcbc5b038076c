import { includesRole, type Role } from '@coupa-connector/protocol'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { sessionQuery } from './session-queries.ts'

/** The account of the address, as the person who is signed in sees it. */
export interface CurrentAccount {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** Whether the person's role includes this one. The hub decides; this only hides what the hub would refuse. */
  can(role: Role): boolean
}

/** The address names an account that the person is not a member of, or that does not exist. */
export class NoSuchAccountError extends Error {
  constructor() {
    super("This account doesn't exist, or you're not a member of it.")
    this.name = 'NoSuchAccountError'
  }
}

/** The account that the screen belongs to. Throws `NoSuchAccountError` when the person is not a member of it. */
export function useAccount(): CurrentAccount {
  const { account: id } = useParams({ from: '/a/$account' })
  const { data } = useSuspenseQuery(sessionQuery)
  const found = data.memberships.find(({ account }) => account.id === id)
  if (!found) throw new NoSuchAccountError()
  return { id, name: found.account.name, role: found.role, can: (role) => includesRole(found.role, role) }
}
