// An entry of its own: a program can have the database made while it loads the hub, which takes as long.
import { prepareServer } from './database/embedded/prepare-server.ts'

/** A database that another process makes. */
export interface EmbeddedDatabaseInTheMaking {
  /** Rejects with a `DatabaseError` when this machine has no such server or the directory cannot be used. */
  readonly made: Promise<void>
}

/**
 * Begins to make the embedded database in a directory where there is none yet, so that `openEmbeddedDatabase` finds it. Resolves
 * once another process is at work, or when there is nothing to do. Throws as `made` does for what is found before that.
 */
export async function beginEmbeddedDatabase(directory: string): Promise<EmbeddedDatabaseInTheMaking> {
  const begun = Promise.withResolvers<void>()
  const made = prepareServer({ directory, onBegun: begun.resolve }).then(() => {})
  await Promise.race([begun.promise, made])
  return { made }
}
