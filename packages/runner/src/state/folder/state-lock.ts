import { DatabaseSync } from 'node:sqlite'

/** Another run has the state open. */
export class StateHeldError extends Error {
  readonly folder: string

  constructor(folder: string) {
    super(`Another run is using the state in ${folder}. A process has one run and one back-fill at a time.`)
    this.name = 'StateHeldError'
    this.folder = folder
  }
}

/**
 * Takes the lock of a state until the function is called or this process ends, however it ends: the operating system holds
 * it, so that a killed run holds nothing up. Throws `StateHeldError` when another process has it.
 */
export function takeStateLock(file: string, folder: string): () => void {
  const database = new DatabaseSync(file)
  try {
    database.exec('begin exclusive')
  } catch (error) {
    database.close()
    if (isBusy(error)) throw new StateHeldError(folder)
    throw error
  }
  return () => database.close()
}

/** SQLite's result codes 5 and 6, whatever is added to them. */
function isBusy(error: unknown): boolean {
  const code = Number((error as { errcode?: number }).errcode)
  return (code & 0xff) === 5 || (code & 0xff) === 6
}
