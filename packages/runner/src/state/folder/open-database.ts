import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { RunStream } from '../run-stream.ts'
import { makeStateFolder } from './make-state-folder.ts'
import { prepareSchema } from './schema.ts'
import { onState, StateError } from './state-error.ts'
import { takeStateLock } from './state-lock.ts'

/** The database of a state folder, and what gives its lock back. */
export interface OpenDatabase {
  readonly database: DatabaseSync
  readonly release: () => void
}

/**
 * Opens the database of a state folder, which is created for this user alone, and holds these streams. Throws `StateHeldError`
 * while another run has one of them, and `StateError` where it cannot be used, or is that of another process.
 */
export function openDatabase(folder: string, held: readonly RunStream[], owner: string | undefined): OpenDatabase {
  return onState(folder, () => {
    makeStateFolder(folder)
    const release = takeLocks(folder, held)
    try {
      const database = openFile(join(folder, 'state.db'))
      if (owner !== undefined) belongTo(owner, { database, folder, isHeld: held.length > 0 })
      return { database, release }
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

/**
 * What a state knows are ids and keys, which mean something else in another process: its records would be taken for those of
 * this one, and what it has not finished would be finished here.
 */
function belongTo(
  owner: string,
  { database, folder, isHeld }: { readonly database: DatabaseSync; readonly folder: string; readonly isHeld: boolean },
): void {
  const found = database.prepare("select value from fact where name = 'owner'").get()
  if (found === undefined) {
    if (isHeld) database.prepare("insert into fact (name, value) values ('owner', ?)").run(JSON.stringify(owner))
    return
  }
  const known: unknown = JSON.parse(String(found.value))
  if (known === owner) return
  database.close()
  throw new StateError(
    'STATE_OF_ANOTHER',
    `The state in ${folder} is that of a process that ${String(known)}, and this one ${owner}.`,
    'Name another folder with --state. If this process takes the place of the other one, forget what that knew: processes reset FILE --to everything.',
  )
}
