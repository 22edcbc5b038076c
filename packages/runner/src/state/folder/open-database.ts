import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makeStateFolder } from './make-state-folder.ts'
import { prepareSchema } from './schema.ts'
import { onState } from './state-error.ts'
import { takeStateLock } from './state-lock.ts'

/** The database of a state folder, and what gives its lock back. */
export interface OpenDatabase {
  readonly database: DatabaseSync
  readonly release: () => void
}

/**
 * Opens the database of a state folder, which is created for this user alone. Throws `StateHeldError` while another run has
 * it open, and `StateError` where it cannot be used.
 */
export function openDatabase(folder: string, isExclusive: boolean): OpenDatabase {
  return onState(folder, () => {
    makeStateFolder(folder)
    const release = isExclusive ? takeStateLock(join(folder, 'run.lock'), folder) : () => {}
    try {
      return { database: openFile(join(folder, 'state.db')), release }
    } catch (error) {
      release()
      throw error
    }
  })
}

function openFile(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 10_000 })
  try {
    database.exec('pragma journal_mode = wal; pragma synchronous = full')
    prepareSchema(database, file)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
