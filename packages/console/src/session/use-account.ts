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

/** Whether the person belongs to the account of the address. */
export function useIsMember(): boolean {
  const { account: id } = useParams({ from: '/a/$account' })
  const { data } = useSuspenseQuery(sessionQuery)
  return data.memberships.some(({ account }) => account.id === id)
}

/** The account that the screen belongs to. Only inside the frame of an account, which members see. */
export function useAccount(): CurrentAccount {
  const { account: id } = useParams({ from: '/a/$account' })
  const { data } = useSuspenseQuery(sessionQuery)
  const found = data.memberships.find(({ account }) => account.id === id)
  if (!found) throw new Error('The person is not a member of this account')
  return { id, name: found.account.name, role: found.role, can: (role) => includesRole(found.role, role) }
}
