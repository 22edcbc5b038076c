import { type Fields, type Statements, text } from '../../../state/folder/statements.ts'
import type { KnownRecord } from '../load-state.ts'

/** What a load in a state folder knows of records in Coupa. The caller brings the transaction. */
export interface KnownRecords {
  find(keys: readonly string[]): ReadonlyMap<string, KnownRecord>
  keep(record: KnownRecord): void
  /** In the order of their keys. */
  page(page: { readonly after: string; readonly limit: number }): readonly KnownRecord[]
  /** How many are active, and how many of them the input does not have. */
  countAbsent(input: number): { readonly active: number; readonly absent: number }
  /** Active ones that the input does not have, in the order of their keys. */
  absent(input: number, page: { readonly after: string; readonly limit: number }): readonly KnownRecord[]
}

export function createKnownRecords({ all, first, change }: Statements): KnownRecords {
  return {
    find: (keys) => {
      const rows = all('select * from known_record where key in (select value from json_each(?))', JSON.stringify(keys))
      return new Map(rows.map((row) => [text(row.key), toKnown(row)]))
    },
    keep: ({ key, id, hash, record, isInactive }) => {
      change(
        'insert or replace into known_record (key, id, hash, record, is_inactive) values (?, ?, ?, ?, ?)',
        ...[key, id, hash, JSON.stringify(record), Number(isInactive)],
      )
    },
    page: ({ after, limit }) =>
      all('select * from known_record where key > ? order by key limit ?', after, limit).map(toKnown),
    countAbsent: (input) => {
      const row = first(
        `select count(*) as active, count(*) filter (where ${isAbsent}) as absent from known_record k
         where k.is_inactive = 0`,
        input,
      )
      return { active: Number(row?.active), absent: Number(row?.absent) }
    },
    absent: (input, { after, limit }) =>
      all(
        `select * from known_record k where k.is_inactive = 0 and ${isAbsent} and k.key > ? order by k.key limit ?`,
        ...[input, after, limit],
      ).map(toKnown),
  }
}

/** A known record that the input does not have. */
const isAbsent = 'not exists (select 1 from input_row r where r.input = ? and r.key = k.key)'

export function toKnown(row: Fields): KnownRecord {
  return {
    key: text(row.key),
    id: text(row.id),
    hash: text(row.hash),
    record: JSON.parse(text(row.record)),
    isInactive: row.is_inactive === 1,
  }
}
