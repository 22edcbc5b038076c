import { openDatabase } from './open-database.ts'
import { createStatements, type Fields, text, type Value } from './statements.ts'

/** What a state folder knows of a record in one place. */
export interface FoundInFolder {
  readonly kind: 'delivery' | 'failure' | 'load'
  /** Id in Coupa, where it is known. */
  readonly id: string | null
  /** The number by which people know it; of a load, its key. */
  readonly key: string | null
  readonly state: string
  readonly atMs: number | null
  readonly run: string | null
  readonly batch: string | null
  /** Files, objects or tables of the batch. */
  readonly objects: readonly string[]
  /** Of a load. */
  readonly input: { readonly name: string; readonly row: number | null } | null
  readonly code: string | null
  readonly message: string | null
}

/**
 * Where a record is: its newest delivery, why it was set aside, and what became of it in each input of a load; the newest
 * first. It is found by its id in Coupa, its number, or its key. Also while a run has the state.
 */
export function findInFolder(folder: string, given: string): readonly FoundInFolder[] {
  const { database, release } = openDatabase(folder, [], undefined)
  try {
    const { all } = createStatements(database, folder)
    const key = given.trim()
    const labels = JSON.stringify([key, ...all('select key from known_record where id = ?', key).map(labelOf)])
    const rows = queries.flatMap((query) => all(query, query.includes('json_each') ? labels : key))
    return rows.map(toFound).toSorted((one, other) => (other.atMs ?? 0) - (one.atMs ?? 0))
  } finally {
    database.close()
    release()
  }
}

const delivery = `select 'delivery' as kind, l.id, l.label as key, l.state, coalesce(b.opened_at_ms, l.sequence / 1000) as at_ms, l.run, nullif(l.batch, '') as batch,
  b.objects from ledger l left join batch b on b.id = l.batch where`
const failure = `select 'failure' as kind, id, label as key, state, last_seen_ms as at_ms, run, code, message from failure
  where stage <> 'load' and`

/** Each by its index. */
const queries: readonly string[] = [
  `${delivery} l.id = ?`,
  `${delivery} l.label = ?1 and l.id <> ?1`,
  `${failure} id = ?`,
  `${failure} label = ?1 and id <> ?1`,
  `select 'load' as kind, r.label as key, coalesce(r.outcome, 'pending') as state, r.settled_at_ms as at_ms, i.run, i.name, r.row,
     r.detail from input_row r join input i on i.id = r.input where r.label in (select value from json_each(?))`,
  `select 'load' as kind, a.label as key, a.outcome as state, i.ended_at_ms as at_ms, i.run, i.name, null as row, a.detail
   from absent_row a join input i on i.id = a.input where a.label in (select value from json_each(?))`,
]

/** The key for people. */
function labelOf({ key }: Fields): string {
  return (JSON.parse(text(key)) as string[]).filter((part) => part !== '').join('/')
}

interface Detail {
  readonly id?: string
  readonly code?: string
  readonly message?: string
}

function toFound(row: Fields): FoundInFolder {
  const detail: Detail = row.detail === undefined || row.detail === null ? {} : JSON.parse(text(row.detail))
  const textOf = (value: Value | undefined): string | null =>
    value === undefined || value === null ? null : text(value)
  const objects: readonly { readonly object: string }[] = JSON.parse(textOf(row.objects) ?? '[]')
  return {
    kind: text(row.kind) as FoundInFolder['kind'],
    id: textOf(row.id) ?? detail.id ?? null,
    key: textOf(row.key),
    state: text(row.state),
    atMs: row.at_ms === null || row.at_ms === undefined ? null : Number(row.at_ms),
    run: textOf(row.run),
    batch: textOf(row.batch),
    objects: objects.map(({ object }) => object),
    input: row.name === undefined ? null : { name: text(row.name), row: row.row === null ? null : Number(row.row) },
    code: textOf(row.code) ?? detail.code ?? null,
    message: textOf(row.message) ?? detail.message ?? null,
  }
}
