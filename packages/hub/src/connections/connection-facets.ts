import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/schema.ts'
import { connectionState, connectionStates } from './connection-state.ts'

export interface ConnectionFacets {
  readonly total: number
  readonly states: Record<string, number>
  readonly folders: { name: string; count: number }[]
  readonly labels: { name: string; count: number }[]
}

/** Numbers of connections by state, folder and label. The folder without a name counts connections in no folder. */
export async function readConnectionFacets(db: Kysely<Database>, account: string): Promise<ConnectionFacets> {
  const { rows } = await sql<{ kind: 'state' | 'folder' | 'label'; name: string; count: number }>`
    with mine as materialized (
      select ${connectionState()} as state, folder, labels from connection where account_id = ${account}
    )
    select 'state' as kind, state as name, count(*)::int as count from mine group by state
    union all select 'folder', folder, count(*)::int from mine group by folder
    union all select 'label', label, count(*)::int from mine, jsonb_array_elements_text(labels) as label group by label
    order by kind, name`.execute(db)
  const of = (kind: string): { name: string; count: number }[] =>
    rows.filter((row) => row.kind === kind).map(({ name, count }) => ({ name, count }))
  const states = Object.fromEntries(of('state').map(({ name, count }) => [name, count]))
  return {
    total: of('state').reduce((sum, { count }) => sum + count, 0),
    states: Object.fromEntries(connectionStates.map((state) => [state, states[state] ?? 0])),
    folders: of('folder'),
    labels: of('label'),
  }
}
