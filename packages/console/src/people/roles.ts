import type { Role } from '@coupa-connector/protocol'

/** What each role may do, in a line; the hub's table of routes decides. */
export const roleMeanings: Readonly<Record<Role, string>> = {
  viewer: 'sees connections, tests, containers and people',
  builder: 'also makes, changes, tests and uses connections',
  administrator: 'also manages containers, people, API keys and the policy, and reads the audit log',
  owner: 'also makes and removes owners',
}

/** Roles that somebody with a role may give: none above their own. */
export function grantableRoles(own: Role): readonly Role[] {
  const order: readonly Role[] = ['viewer', 'builder', 'administrator', 'owner']
  return order.slice(0, order.indexOf(own) + 1)
}

/** For a list to choose from. */
export function roleOptions(own: Role): { value: Role; label: string }[] {
  return grantableRoles(own).map((role) => ({ value: role, label: role.charAt(0).toUpperCase() + role.slice(1) }))
}

/** `A viewer`, `An administrator`. */
export function roleWithArticle(role: Role): string {
  return `${/^[aeiou]/.test(role) ? 'An' : 'A'} ${role}`
}
