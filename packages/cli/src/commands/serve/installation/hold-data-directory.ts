import { join } from 'node:path'
import { UsageError } from '../../../command/usage-error.ts'
import { LockHeldError, type OwnerLock, takeLock } from '../../../files/owner-lock.ts'
import { makePrivateFolder } from '../../../files/private-file.ts'

/**
 * Reserves a data directory for this program, whatever database belongs to it. Two programs would otherwise use the credential
 * of one atom. Throws a `UsageError` when another program holds the directory.
 */
export async function holdDataDirectory(directory: string): Promise<OwnerLock> {
  await makePrivateFolder(directory)
  try {
    return await takeLock(join(directory, 'program.lock'))
  } catch (error) {
    if (!(error instanceof LockHeldError)) throw error
    throw new UsageError(`The data directory ${directory} is in use by ${error.owner}.`, {
      suggestion:
        'Stop that program, or give this one another --data-directory. Several hubs share one PostgreSQL database, each with a data directory of its own.',
      cause: error,
    })
  }
}
