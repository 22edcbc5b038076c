import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { prepareSchema } from './schema.ts'
import { takeStateLock } from './state-lock.ts'

/** The database of a state folder, and what gives its lock back. */
export interface OpenDatabase {
  readonly database: DatabaseSync
  readonly release: () => void
}

/** Opens the database of a state folder, which is created for this user alone. Throws `StateHeldError`. */
export function openDatabase(folder: string, isExclusive: boolean): OpenDatabase {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const release = isExclusive ? takeStateLock(join(folder, 'run.lock'), folder) : () => {}
  const file = join(folder, 'state.db')
  const database = new DatabaseSync(file, { timeout: 10_000 })
  database.exec('pragma journal_mode = wal; pragma synchronous = full')
  prepareSchema(database, file)
  return { database, release }
}
