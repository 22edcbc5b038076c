import { join } from 'node:path'
import type { Context } from '../command/context.ts'
import { didYouMean } from '../command/suggest.ts'
import { UsageError } from '../command/usage-error.ts'
import type { StateFolders } from '../files/folders.ts'
import { withLock } from '../files/owner-lock.ts'
import { makePrivateFolder, readIfThere, writePrivateFile } from '../files/private-file.ts'
import { keyFilePath, readKey, readOrMakeKey } from './key-file.ts'
import { openSecret, type SealedSecret, SecretUnreadableError, sealSecret } from './seal.ts'

/** A connection as the file holds it: plain fields by name, secrets sealed. */
export interface StoredConnection {
  readonly fields: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, StoredSecret>>
  readonly createdAt: string
  readonly updatedAt: string
}

export interface StoredSecret {
  readonly sealed: SealedSecret
  readonly setAt: string
}

/** What changes about a connection. A secret that is undefined is removed. */
export interface ConnectionChange {
  readonly fields: Readonly<Record<string, string>>
  readonly secrets?: Readonly<Record<string, string | undefined>>
}

/** The connections of one person: a file of mode 0600 whose secrets are sealed with the key beside it. */
export interface ConnectionStore {
  readonly file: string
  names(): Promise<string[]>
  /** Throws `UsageError` when there is no connection of this name. */
  find(name: string): Promise<StoredConnection>
  has(name: string): Promise<boolean>
  /** The secrets of a connection, opened. Throws `SecretUnreadableError`. */
  openSecrets(name: string, connection: StoredConnection): Promise<Record<string, string>>
  /** Adds or changes one connection. `change` runs under the lock and gets what is there now. */
  put(name: string, change: (present: StoredConnection | undefined) => ConnectionChange): Promise<StoredConnection>
  remove(name: string): Promise<void>
}

interface StoreFile {
  readonly version: 1
  readonly connections: Readonly<Record<string, StoredConnection>>
}

const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

/** Names must be safe in file names and on command lines. Throws a `UsageError` that says what is allowed. */
export function checkConnectionName(name: string): string {
  if (namePattern.test(name)) return name
  throw new UsageError(`"${name}" cannot be the name of a connection.`, {
    suggestion: 'A name has 1 to 64 letters, digits, dots, hyphens and underscores and begins with a letter or digit.',
  })
}

export function createConnectionStore(
  { config }: Pick<StateFolders, 'config'>,
  { clock, signal }: Pick<Context, 'clock' | 'signal'>,
): ConnectionStore {
  const file = join(config, 'connections.json')

  const read = async (): Promise<StoreFile> => parseStore(file, await readIfThere(file))
  const locked = <Result>(work: () => Promise<Result>): Promise<Result> =>
    connectionsLock(config, { clock, signal }, work)
  const save = (connections: StoreFile['connections']): Promise<void> =>
    writePrivateFile(file, `${JSON.stringify({ version: 1, connections } satisfies StoreFile, undefined, 2)}\n`)

  return {
    file,
    names: async () => Object.keys((await read()).connections).sort(),
    has: async (name) => Object.hasOwn((await read()).connections, name),
    find: async (name) => found((await read()).connections, checkConnectionName(name)),
    openSecrets: async (name, { secrets }) => {
      const opened: Record<string, string> = {}
      for (const [field, { sealed }] of Object.entries(secrets)) {
        opened[field] = await openOne(config, sealed, name, field)
      }
      return opened
    },
    put: (name, change) =>
      locked(async () => {
        const { connections } = await read()
        const present = Object.hasOwn(connections, name) ? connections[name] : undefined
        const { fields, secrets = {} } = change(present)
        const now = new Date(clock.now()).toISOString()
        const kept: Record<string, StoredSecret> = { ...present?.secrets }
        for (const [field, value] of Object.entries(secrets)) {
          if (value === undefined) delete kept[field]
          else
            kept[field] = { sealed: sealSecret(value, await readOrMakeKey(config), purpose(name, field)), setAt: now }
        }
        const made: StoredConnection = {
          fields,
          secrets: kept,
          createdAt: present?.createdAt ?? now,
          updatedAt: now,
        }
        await save({ ...connections, [name]: made })
        return made
      }),
    remove: (name) =>
      locked(async () => {
        const { connections } = await read()
        found(connections, checkConnectionName(name))
        const { [name]: _removed, ...others } = connections
        await save(others)
      }),
  }
}

/** Runs work while no other process changes the connections or the key. */
export async function connectionsLock<Result>(
  config: string,
  { clock, signal }: Pick<Context, 'clock' | 'signal'>,
  work: () => Promise<Result>,
): Promise<Result> {
  await makePrivateFolder(config)
  return await withLock(join(config, 'connections.lock'), clock, signal, work)
}

function found(connections: StoreFile['connections'], name: string): StoredConnection {
  const connection = Object.hasOwn(connections, name) ? connections[name] : undefined
  if (connection) return connection
  const names = Object.keys(connections).sort()
  const known = names.length > 0 ? `Connections here: ${names.join(', ')}.` : 'There are no connections here yet.'
  throw new UsageError(`There is no connection "${name}".`, {
    suggestion: didYouMean(name, names) ?? `${known} "coupa-connector connections add ${name}" creates it.`,
  })
}

async function openOne(config: string, sealed: SealedSecret, name: string, field: string): Promise<string> {
  const suggestion = `Set it again: coupa-connector connections set-secret ${name}`
  try {
    const key = await readKey(config)
    if (!key) throw new SecretUnreadableError(`the key ${keyFilePath(config)} is missing.`)
    return openSecret(sealed, key, purpose(name, field))
  } catch (error) {
    if (!(error instanceof SecretUnreadableError)) throw error
    throw new SecretUnreadableError(`The secret of connection "${name}" cannot be read: ${error.message}`, {
      suggestion: error.suggestion ? `${error.suggestion}\n${suggestion}` : suggestion,
      cause: error,
    })
  }
}

function purpose(name: string, field: string): string {
  return `coupa-connector/connections/${name}/${field}`
}

function parseStore(file: string, content: string | undefined): StoreFile {
  if (content === undefined) return { version: 1, connections: {} }
  let value: unknown
  try {
    value = JSON.parse(content)
  } catch (error) {
    throw new UsageError(`${file} is not readable as JSON.`, {
      suggestion: 'Put a good copy back, or move it away and add the connections again.',
      cause: error,
    })
  }
  const { version, connections } = (value ?? {}) as Partial<StoreFile>
  if (version === 1 && typeof connections === 'object' && connections !== null) return { version, connections }
  throw new UsageError(`${file} was not written by this version of the program.`, {
    suggestion: 'Use the version that wrote it, or move it away and add the connections again.',
  })
}
