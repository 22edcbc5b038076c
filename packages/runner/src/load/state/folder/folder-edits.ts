import type { EditedRecord } from '@coupa-connector/process'
import { type Fields, type Statements, text } from '../../../state/folder/statements.ts'
import type { KeptEdit, RecordEdit, SetAsideRow } from '../load-state.ts'

/** Corrected records of a load in a state folder. The caller brings the transaction. */
export interface FolderEdits {
  count(): number
  find(sourceHashes: readonly string[]): ReadonlyMap<string, KeptEdit>
  setAside(label: string): SetAsideRow | undefined
  rowWithKey(row: SetAsideRow, key: string): number | undefined
  editRow(label: string, row: SetAsideRow, edited: EditedRecord, by: string): void
}

/** What is said of the other records with the label of a corrected one. */
export const replacedDetail = { code: 'REPLACED_BY_EDIT', message: 'A corrected record takes its place.' } as const

export function createFolderEdits({ all, first, change }: Statements, now: () => number): FolderEdits {
  return {
    count: () => Number(first('select count(*) as edits from edit')?.edits),
    find: (sourceHashes) => {
      const rows = all(
        'select * from edit where source_hash in (select value from json_each(?))',
        JSON.stringify(sourceHashes),
      )
      return new Map(rows.map((row) => [text(row.source_hash), toEdit(row)]))
    },
    setAside: (label) => {
      const row = first(
        `select r.*, i.name, i.does_null_clear from input_row r join input i on i.id = r.input
         where r.label = ? and r.outcome in ('failed', 'held', 'unknown') and r.fields is not null
           and r.label in (select id from failure where state = 'open')
         order by r.input desc, r.row limit 1`,
        label,
      )
      return row === undefined ? undefined : toSetAside(row)
    },
    rowWithKey: ({ input, row }, key) => {
      const other = first(
        'select row from input_row where input = ? and key = ? and row <> ? order by row limit 1',
        ...[input, key, row],
      )
      return other === undefined ? undefined : Number(other.row)
    },
    editRow: (label, { input, row }, { fields, key, hash, ownName, parentName, sourceHash }, by) => {
      const kept = JSON.stringify(fields)
      const edit: RecordEdit = { by, atMs: now(), sourceHash }
      change(
        'insert or replace into edit (source_hash, label, fields, edited_by, edited_at_ms) values (?, ?, ?, ?, ?)',
        ...[sourceHash, label, kept, by, now()],
      )
      change(
        `update input_row set fields = ?, key = ?, hash = ?, own_name = ?, parent_name = ?, edited = ?
         where input = ? and row = ?`,
        ...[kept, key ?? null, hash, ownName ?? null, parentName ?? null, JSON.stringify(edit), input, row],
      )
      change(
        `update input_row set outcome = 'skipped', detail = ?, fields = null, intent = null, settled_at_ms = ?
         where label = ? and outcome in ('failed', 'held', 'unknown') and not (input = ? and row = ?)`,
        ...[JSON.stringify(replacedDetail), now(), label, input, row],
      )
    },
  }
}

function toEdit(row: Fields): KeptEdit {
  return {
    by: text(row.edited_by),
    atMs: Number(row.edited_at_ms),
    sourceHash: text(row.source_hash),
    fields: JSON.parse(text(row.fields)),
  }
}

function toSetAside(row: Fields): SetAsideRow {
  return {
    input: Number(row.input),
    inputName: text(row.name),
    row: Number(row.row),
    fields: JSON.parse(text(row.fields)),
    doesNullClear: row.does_null_clear === 1,
    edit: row.edited === null ? undefined : JSON.parse(text(row.edited)),
  }
}

/** What a line of a result says of a correction. */
export function editedLine(edited: Fields[string] | undefined): { readonly edited?: { by: string; at: string } } {
  if (edited === null || edited === undefined) return {}
  const { by, atMs }: RecordEdit = JSON.parse(text(edited))
  return { edited: { by, at: new Date(atMs).toISOString() } }
}
