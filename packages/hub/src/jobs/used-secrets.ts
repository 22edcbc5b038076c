import type { ResolvedSettings } from '../connections/resolve-settings.ts'

/** The ids of the secrets that take effect: no other secret is opened for a job. */
export function usedSecrets({ secrets, check }: ResolvedSettings): Record<string, string> {
  return Object.fromEntries(Object.entries(secrets).filter(([field]) => check.usedSecrets.includes(field)))
}
