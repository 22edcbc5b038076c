import { createCluster, removeUnfinishedClusters } from './create-cluster.ts'
import { inspectCluster } from './inspect-cluster.ts'
import { letUserIn, openPlaces, toDirectoryError } from './places.ts'
import { findPrograms } from './programs/find-programs.ts'
import { preparePrograms } from './programs/prepare-programs.ts'
import { chooseServerUser } from './programs/server-user.ts'
import type { ServerStart } from './start-server.ts'

/**
 * Prepares a directory so that a server can start on it: finds its programs, chooses its user, creates its data. Throws a
 * `DatabaseError` when that is impossible here.
 */
export async function prepareServer({
  directory,
  settings,
  onBegun,
}: {
  readonly directory: string
  /** Over those of `serverSettings`. */
  readonly settings?: ServerStart['settings']
  /** Called once another process makes the data. Never called when they are there. */
  readonly onBegun?: () => void
}): Promise<ServerStart> {
  const packaged = findPrograms()
  const places = await openPlaces(directory)
  try {
    const found = await inspectCluster(places, packaged)
    const user = chooseServerUser(places.cluster)
    await letUserIn(places, user)
    const programs = await preparePrograms(packaged, user, places.home)
    if (found === 'absent') await createCluster({ places, programs, user, settings, onBegun })
    await removeUnfinishedClusters(places)
    return { places, programs, user, settings }
  } catch (error) {
    throw toDirectoryError(error, places.home)
  }
}
