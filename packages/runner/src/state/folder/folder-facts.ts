import { type Statements, text } from './statements.ts'

/** Single values that a state folder keeps by name, as JSON. The caller brings the transaction. */
export interface FolderFacts {
  /** Undefined where nothing is kept. */
  get(name: string): unknown
  keep(name: string, value: unknown): void
  forget(...names: readonly string[]): void
}

export function createFolderFacts({ first, change }: Statements): FolderFacts {
  return {
    get: (name) => {
      const row = first('select value from fact where name = ?', name)
      return row === undefined ? undefined : JSON.parse(text(row.value))
    },
    keep: (name, value) => {
      change('insert or replace into fact (name, value) values (?, ?)', name, JSON.stringify(value))
    },
    forget: (...names) => {
      change('delete from fact where name in (select value from json_each(?))', JSON.stringify(names))
    },
  }
}
