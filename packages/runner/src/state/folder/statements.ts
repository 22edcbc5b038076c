import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { onState } from './state-error.ts'

export type Value = string | number | null
/** A row by the names of its columns. */
export type Fields = Readonly<Record<string, Value>>

/** Statements of the database of a state. The caller brings the transaction. */
export interface Statements {
  all(sql: string, ...values: Value[]): readonly Fields[]
  first(sql: string, ...values: Value[]): Fields | undefined
  /** Answers with how many rows it changed. */
  change(sql: string, ...values: Value[]): number
}

/** Statements that are prepared once. What the disk says against one is thrown as a `StateError` of the folder. */
export function createStatements(database: DatabaseSync, folder: string): Statements {
  const prepared = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    const known = prepared.get(sql)
    if (known !== undefined) return known
    const statement = database.prepare(sql)
    prepared.set(sql, statement)
    return statement
  }
  return {
    all: (sql, ...values) => onState(folder, () => prepare(sql).all(...values) as Fields[]),
    first: (sql, ...values) => onState(folder, () => prepare(sql).get(...values) as Fields | undefined),
    change: (sql, ...values) => onState(folder, () => Number(prepare(sql).run(...values).changes)),
  }
}

/** A column that holds a text. */
export function text(value: Value | undefined): string {
  return String(value)
}

/** Runs work as one transaction: all of it reaches the disk, or nothing. */
export function createTransaction(database: DatabaseSync, folder: string): <Result>(work: () => Result) => Result {
  return (work) =>
    onState(folder, () => {
      database.exec('begin immediate')
      try {
        const result = work()
        database.exec('commit')
        return result
      } catch (error) {
        // A full disk has ended it already.
        if (database.isTransaction) database.exec('rollback')
        throw error
      }
    })
}
