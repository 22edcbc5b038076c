import { readFileSync, statSync } from 'node:fs'
import { DatabaseError } from '../../failures/database-error.ts'

/** Whom the server runs as. PostgreSQL refuses to run as root. */
export interface ServerUser {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/** In order of preference: the user that PostgreSQL packages create, and the one that every system has. */
const candidates = ['postgres', '_postgres', 'nobody']

/**
 * Chooses the user that the server runs as when this program is root: the owner of existing data, otherwise `postgres` if the
 * system has it, otherwise `nobody`. Undefined means this program's own user. Throws a `DatabaseError` when root finds no such
 * user.
 */
export function chooseServerUser(
  data: string,
  options: { readonly isRoot?: boolean; readonly passwd?: string } = {},
): ServerUser | undefined {
  const { isRoot = process.getuid?.() === 0, passwd = '/etc/passwd' } = options
  if (!isRoot) return undefined
  const owner = statSync(data, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { name: `the user ${owner.uid}`, uid: owner.uid, gid: owner.gid }
  const users = readUsers(passwd)
  for (const name of candidates) {
    const user = users.get(name)
    if (user) return user
  }
  throw new DatabaseError(
    'DATABASE_NOT_WRITABLE',
    'PostgreSQL does not run as root, and this system has neither a user "postgres" nor "nobody" to run it as.',
    'Start this program as an ordinary user, or add a user "postgres".',
  )
}

function readUsers(passwd: string): ReadonlyMap<string, ServerUser> {
  const users = new Map<string, ServerUser>()
  for (const line of readFileSync(passwd, 'utf8').split('\n')) {
    const [name = '', , uid, gid] = line.split(':')
    if (name !== '' && uid !== undefined && Number(uid) !== 0)
      users.set(name, { name, uid: Number(uid), gid: Number(gid) })
  }
  return users
}
