import type { DatabaseSync, StatementSync } from 'node:sqlite'

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

/** Statements that are prepared once. */
export function createStatements(database: DatabaseSync): Statements {
  const prepared = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    const known = prepared.get(sql)
    if (known !== undefined) return known
    const statement = database.prepare(sql)
    prepared.set(sql, statement)
    return statement
  }
  return {
    all: (sql, ...values) => prepare(sql).all(...values) as Fields[],
    first: (sql, ...values) => prepare(sql).get(...values) as Fields | undefined,
    change: (sql, ...values) => Number(prepare(sql).run(...values).changes),
  }
}

/** A column that holds a text. */
export function text(value: Value | undefined): string {
  return String(value)
}

/** Runs work as one transaction: all of it reaches the disk, or nothing. */
export function createTransaction(database: DatabaseSync): <Result>(work: () => Result) => Result {
  return (work) => {
    database.exec('begin immediate')
    try {
      const result = work()
      database.exec('commit')
      return result
    } catch (error) {
      database.exec('rollback')
      throw error
    }
  }
}
