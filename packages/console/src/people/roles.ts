import { type Role, roles } from '@coupa-connector/protocol'

/** What each role may do, in a line; the hub's table of routes decides. */
export const roleMeanings: Readonly<Record<Role, string>> = {
  viewer: 'can see connections, tests, processes, containers and people',
  operator: 'can also start, pause and cancel processes, and deal with records that were set aside',
  builder: 'can also create, change, test and use connections, and deploy processes to test',
  administrator:
    'can also deploy processes to production, manage containers, people, API keys and settings, and read the audit log',
  owner: 'can also add and remove owners',
}

/** Roles that somebody with a role may give: none above their own. */
export function grantableRoles(own: Role): readonly Role[] {
  return roles.slice(0, roles.indexOf(own) + 1)
}

/** For a list to choose from. */
export function roleOptions(own: Role): { value: Role; label: string }[] {
  return grantableRoles(own).map((role) => ({ value: role, label: role.charAt(0).toUpperCase() + role.slice(1) }))
}

/** `A viewer`, `An administrator`. */
export function roleWithArticle(role: Role): string {
  return `${/^[aeiou]/.test(role) ? 'An' : 'A'} ${role}`
}
