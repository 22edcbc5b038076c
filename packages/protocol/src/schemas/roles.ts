/** The roles of a member or an API key of an account, from least to most. Each may do all that those before it may. */
export const roles = ['viewer', 'operator', 'builder', 'administrator', 'owner'] as const

export type Role = (typeof roles)[number]

/** Whether a role includes what another one may do. */
export function includesRole(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed)
}
