import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { RunStream } from '../run-stream.ts'
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
 * Opens the database of a state folder, which is created for this user alone, and holds these streams. Throws `StateHeldError`
 * while another run has one of them, and `StateError` where it cannot be used.
 */
export function openDatabase(folder: string, held: readonly RunStream[]): OpenDatabase {
  return onState(folder, () => {
    makeStateFolder(folder)
    const release = takeLocks(folder, held)
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

const lockNames: Readonly<Record<RunStream, string>> = { main: 'run.lock', 'back-fill': 'back-fill.lock' }

/** All of them or none. */
function takeLocks(folder: string, streams: readonly RunStream[]): () => void {
  const taken: (() => void)[] = []
  const release = (): void => {
    for (const releaseOne of taken) releaseOne()
  }
  try {
    for (const stream of streams) taken.push(takeStateLock(join(folder, lockNames[stream]), folder))
  } catch (error) {
    release()
    throw error
  }
  return release
}
