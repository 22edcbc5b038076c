import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseError } from '../failures/database-error.ts'
import type { EmbeddedPlaces } from './places.ts'
import type { ServerPrograms } from './programs/find-programs.ts'

/**
 * Whether a database is there. Throws a `DatabaseError` for one that these programs cannot open: one of another major version
 * of PostgreSQL, or one from the time when the database ran inside the hub.
 */
export async function inspectCluster(places: EmbeddedPlaces, programs: ServerPrograms): Promise<'absent' | 'present'> {
  if (existsSync(places.cluster)) {
    await refuseOtherMajor(places, programs)
    return 'present'
  }
  if (existsSync(join(places.home, 'data', 'PG_VERSION'))) {
    throw new DatabaseError(
      'DATABASE_TOO_OLD',
      `The database in ${join(places.home, 'data')} was written by a version 0.1 of this program or older, which had another embedded database.`,
      `Write a backup with that version ("coupa-connector backup FILE"), move ${join(places.home, 'data')} away, and restore the backup with this one ("coupa-connector restore FILE").`,
    )
  }
  return 'absent'
}

async function refuseOtherMajor({ data }: EmbeddedPlaces, { major }: ServerPrograms): Promise<void> {
  const found = await readFile(join(data, 'PG_VERSION'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    throw damaged(data, 'holds no PG_VERSION', error)
  })
  const version = Number.parseInt(found, 10)
  if (Number.isNaN(version)) throw damaged(data, 'has a PG_VERSION without a number')
  if (version === major) return
  throw new DatabaseError(
    version > major ? 'DATABASE_NEWER' : 'DATABASE_TOO_OLD',
    `The embedded database in ${data} belongs to PostgreSQL ${version}; this program has PostgreSQL ${major}.`,
    'Write a backup with the version of this program that had it ("coupa-connector backup FILE"), and restore it with this one into a new data directory ("coupa-connector restore FILE").',
  )
}

function damaged(data: string, what: string, cause?: unknown): DatabaseError {
  return new DatabaseError(
    'DATABASE_DAMAGED',
    `The embedded database in ${data} cannot be used: it ${what}.`,
    'Put the missing files back, or restore a backup into another data directory.',
    cause === undefined ? {} : { cause },
  )
}
