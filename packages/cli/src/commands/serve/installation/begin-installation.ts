import { beginEmbeddedDatabase, type EmbeddedDatabaseInTheMaking } from '@coupa-connector/hub/embedded-database'
import { makePassableFolder, makePrivateFolder } from '../../../files/private-file.ts'
import { type InstallationOptions, placesOf } from './installation-options.ts'

/**
 * Begins to make what an installation needs before it can be opened: its folder, and the embedded database when it has that
 * one. Resolves once another process makes the database.
 */
export async function beginInstallation(options: InstallationOptions): Promise<EmbeddedDatabaseInTheMaking> {
  await makeInstallationFolder(options)
  if (options.databaseUrl !== undefined) return { made: Promise.resolve() }
  return await beginEmbeddedDatabase(placesOf(options.dataDirectory).database)
}

/** Makes the folder of an installation. The server of an embedded database runs as another user when this program is root. */
export async function makeInstallationFolder({ databaseUrl, dataDirectory }: InstallationOptions): Promise<void> {
  const isRootOnEmbedded = databaseUrl === undefined && process.getuid?.() === 0
  await (isRootOnEmbedded ? makePassableFolder : makePrivateFolder)(placesOf(dataDirectory).directory)
}
