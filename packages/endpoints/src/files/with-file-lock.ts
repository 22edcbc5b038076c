import { DatabaseSync } from 'node:sqlite'
import type { EndpointClock } from '../contract/destination-type.ts'

/** How often the lock is tried. */
const retryMs = 20

/**
 * Does something that two programs must not do at the same time, such as adding lines to the end of a file. The operating
 * system holds the lock, so that a killed program holds nothing up. In a folder whose file system knows no locks, it is done
 * without one.
 */
export async function withFileLock<Result>(
  file: string,
  clock: EndpointClock,
  work: () => Promise<Result>,
): Promise<Result> {
  const database = openQuietly(file)
  try {
    while (database !== undefined && isTakenElsewhere(database)) await clock.sleep(retryMs)
    return await work()
  } finally {
    database?.close()
  }
}

function openQuietly(file: string): DatabaseSync | undefined {
  try {
    return new DatabaseSync(file)
  } catch {
    return undefined
  }
}

/** Takes the lock if nobody has it. SQLite's result codes 5 and 6, whatever is added to them, say that somebody does. */
function isTakenElsewhere(database: DatabaseSync): boolean {
  try {
    database.exec('begin exclusive')
    return false
  } catch (error) {
    const code = Number((error as { errcode?: number }).errcode) & 0xff
    return code === 5 || code === 6
  }
}
