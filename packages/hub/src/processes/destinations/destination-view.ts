import type { Destination } from '@coupa-connector/protocol'
import type { Kysely, Selectable } from 'kysely'
import { notFound } from '../../basics/problem.ts'
import type { DestinationTable } from '../../database/process-tables.ts'
import type { Database } from '../../database/schema.ts'

/** A destination as the API shows it. Throws `NOT_FOUND`. */
export async function readDestination(db: Kysely<Database>, account: string, id: string): Promise<Destination> {
  const [destination] = await readDestinations(db, account, id)
  if (!destination) throw notFound('destination')
  return destination
}

/** The destinations of an account by name, or the one with an id. */
export async function readDestinations(db: Kysely<Database>, account: string, id?: string): Promise<Destination[]> {
  const rows = await db
    .selectFrom('destination')
    .selectAll()
    .where('account_id', '=', account)
    .$if(id !== undefined, (select) => select.where('id', '=', id ?? ''))
    .orderBy('name')
    .execute()
  const ids = rows.flatMap(({ secrets }) => Object.values(secrets))
  const secrets =
    ids.length === 0
      ? []
      : await db
          .selectFrom('secret')
          .select(['id', 'set_at', 'set_by_name'])
          .where('account_id', '=', account)
          .where('id', 'in', ids)
          .execute()
  const facts = new Map(secrets.map((row) => [row.id, { setAt: row.set_at.toISOString(), setBy: row.set_by_name }]))
  return rows.map((row) => toDestination(row, facts))
}

function toDestination(
  row: Selectable<DestinationTable>,
  facts: ReadonlyMap<string, { readonly setAt: string; readonly setBy: string }>,
): Destination {
  const secrets = Object.entries(row.secrets).flatMap(([field, handle]) => {
    const fact = facts.get(handle)
    return fact === undefined ? [] : [[field.slice(row.kind.length + 1), { handle, ...fact }] as const]
  })
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    settings: row.settings,
    secrets: Object.fromEntries(secrets),
    revision: row.revision,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by_name,
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.updated_by_name,
  }
}
