import { destinationSecretField } from '../../secrets/destination-secret-field.ts'

/** Handles by the field that the secrets are stored under, from handles by the setting; in the letters of the database. */
export function byField<Id extends string | null>(
  kind: string,
  secrets: Readonly<Record<string, Id>>,
): Record<string, Id> {
  const entries = Object.entries(secrets).map(
    ([name, id]) => [destinationSecretField(kind, name), (id?.toLowerCase() ?? null) as Id] as const,
  )
  return Object.fromEntries(entries)
}
