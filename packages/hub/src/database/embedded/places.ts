import { createHash } from 'node:crypto'
import { chmod, chown, lstat, mkdir, realpath, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DatabaseError } from '../failures/database-error.ts'
import { tooFewDescriptors } from '../failures/too-few-descriptors.ts'
import { findClosedFolder } from './programs/closed-folder.ts'
import type { ServerUser } from './programs/server-user.ts'

/** Where an embedded database keeps its files. Everything is in one directory, except a socket whose path would be too long. */
export interface EmbeddedPlaces {
  /** The directory as given, links resolved. */
  readonly home: string
  /** What appears in one step when a database is created: the server's data and the password. */
  readonly cluster: string
  /** What PostgreSQL calls its data directory. */
  readonly data: string
  /** The password of the hub's role. */
  readonly password: string
  /** What the server says of itself. */
  readonly log: string
}

/** Creates the directory if necessary and returns the places in it. Throws a `DatabaseError` when that fails. */
export async function openPlaces(directory: string): Promise<EmbeddedPlaces> {
  try {
    await mkdir(resolve(directory), { recursive: true, mode: 0o700 })
    const home = await realpath(directory)
    const cluster = join(home, 'postgresql')
    return {
      home,
      cluster,
      data: join(cluster, 'data'),
      password: join(cluster, 'password'),
      log: join(home, 'server.log'),
    }
  } catch (error) {
    throw toDirectoryError(error, directory)
  }
}

/**
 * Lets the server's user pass through the directory without listing it. Throws a `DatabaseError` that names the folder when one
 * further up is closed, because opening that one is not our business.
 */
export async function letUserIn({ home }: EmbeddedPlaces, user: ServerUser | undefined): Promise<void> {
  if (user === undefined) return
  const { uid, mode } = await stat(home)
  if (uid === 0 && (mode & 0o001) === 0) await chmod(home, (mode & 0o777) | 0o011)
  const closed = await findClosedFolder(home, user)
  if (closed === undefined) return
  throw new DatabaseError(
    'DATABASE_NOT_WRITABLE',
    `PostgreSQL does not run as root, and ${user.name}, as whom it runs instead, may not enter ${closed}.`,
    `Give the data a place outside of it, such as /var/lib/coupa-connector, or open that folder for passing through: chmod o+x ${closed}`,
  )
}

/**
 * The folder of the server's socket, for its user alone. It stands beside the data, or among the system's temporary files
 * when its path would be longer than a socket's may be.
 */
export async function makeSocketFolder({ home }: EmbeddedPlaces, user: ServerUser | undefined): Promise<string> {
  const folder = socketFolder(home)
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  const found = await lstat(folder)
  const owner = user?.uid ?? process.getuid?.()
  const isOurs = found.uid === owner || found.uid === process.getuid?.()
  // Anybody could have put something else there first, since it is a temporary folder.
  if (!(found.isDirectory() && isOurs)) {
    throw new DatabaseError(
      'DATABASE_NOT_WRITABLE',
      `${folder} is needed for the socket of the embedded database, and belongs to somebody else.`,
      'Remove it, or give the data a place with a shorter path.',
    )
  }
  await chmod(folder, 0o700)
  if (user !== undefined && found.uid !== user.uid) await chown(folder, user.uid, user.gid)
  return folder
}

/** Where the folder of the socket is: see `makeSocketFolder`. */
export function socketFolder(home: string): string {
  const folder = join(home, 'socket')
  if (Buffer.byteLength(join(folder, socketName)) <= maxSocketPathBytes) return folder
  return join('/tmp', `coupa-connector-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`)
}

/** Explains what is wrong with the directory, where the system only has a code. */
export function toDirectoryError(error: unknown, directory: string): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new DatabaseError(
      'DATABASE_DISK_FULL',
      `The disk of ${directory} is full.`,
      'Make room on the disk, then start again. What was acknowledged is kept.',
      { cause: error },
    )
  }
  if (code === 'EMFILE' || code === 'ENFILE') {
    return tooFewDescriptors(`open the embedded database in ${directory}`, error)
  }
  if (code === 'EAGAIN' || code === 'ENOMEM') {
    return new DatabaseError(
      'DATABASE_UNAVAILABLE',
      `The system gives the embedded database in ${directory} no memory or no process (${code}).`,
      'Give it more memory, or raise its limit of processes (ulimit -u), then start again. What was acknowledged is kept.',
      { cause: error },
    )
  }
  if (code !== undefined && ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ELOOP'].includes(code)) {
    return new DatabaseError(
      'DATABASE_NOT_WRITABLE',
      `The directory ${directory} of the embedded database cannot be written (${code}).`,
      'Give the user that runs this program the directory and the right to write in it, or name another directory.',
      { cause: error },
    )
  }
  return error
}

const socketName = '.s.PGSQL.5432'

/** Of `sun_path`, without the zero at its end: 108 bytes on Linux, 104 on macOS. */
const maxSocketPathBytes = process.platform === 'linux' ? 107 : 103
