import type { StoredConnection } from '../../connections/connection-store.ts'

/** A connection as it may be shown. Of a secret it only says that it is set, and since when. */
export type ConnectionView = Readonly<Record<string, string>>

export function connectionView(
  name: string,
  { fields, secrets, createdAt, updatedAt }: StoredConnection,
): ConnectionView {
  const shown = Object.entries(secrets).flatMap(([field, { setAt }]) => [
    [field, 'set'],
    [`${field}SetAt`, setAt],
  ])
  return { name, ...fields, ...Object.fromEntries(shown), createdAt, updatedAt }
}
