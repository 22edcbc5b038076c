import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  createKeyDocument,
  createSealer,
  type HubDatabase,
  type KeyringSealer,
  openEmbeddedDatabase,
  openPostgresqlDatabase,
  parseKeyDocument,
  toKeyring,
} from '@coupa-connector/hub'
import { LockHeldError, takeLock } from '../state/owner-lock.ts'
import { makePrivateFolder, readIfThere, writePrivateFile } from '../state/private-file.ts'
import { UsageError } from '../usage-error.ts'

/** Where an installation keeps its things. */
export interface InstallationPlaces {
  readonly directory: string
  /** Of the embedded database. */
  readonly database: string
  readonly keys: string
  /** Who the atom of this program is. */
  readonly atom: string
  /** Where and who the sandbox organization is. */
  readonly sandbox: string
}

export interface InstallationOptions {
  readonly dataDirectory: string
  /** Undefined is the embedded database. */
  readonly databaseUrl: string | undefined
  readonly databaseConnections?: number | undefined
}

/** An installation's database and keys, held by this program alone until it is closed. */
export interface Installation extends AsyncDisposable {
  readonly places: InstallationPlaces
  readonly database: HubDatabase
  readonly sealer: KeyringSealer
  /** Nothing of it was there before. */
  readonly isNew: boolean
}

/**
 * Opens an installation, and makes it when there is none. Throws `UsageError` when another program has its data
 * directory, and what the database throws when it cannot be opened.
 */
export async function openInstallation(options: InstallationOptions): Promise<Installation> {
  const places = placesOf(options.dataDirectory)
  await makePrivateFolder(places.directory)
  await using opened = new AsyncDisposableStack()
  const lock = await holdDirectory(places.directory)
  opened.defer(() => lock.release())
  const isNew = options.databaseUrl === undefined && !existsSync(places.database)
  const database = await openDatabase(options, places)
  opened.defer(() => database.close())
  const sealer = await openSealer(places.keys)
  const keep = opened.move()
  return { places, database, sealer, isNew, [Symbol.asyncDispose]: () => keep.disposeAsync() }
}

async function openDatabase(
  { databaseUrl, databaseConnections }: InstallationOptions,
  places: InstallationPlaces,
): Promise<HubDatabase> {
  if (databaseUrl === undefined) return await openEmbeddedDatabase({ directory: places.database })
  return await openPostgresqlDatabase({ url: databaseUrl, maxConnections: databaseConnections })
}

/** The places below a data directory. */
export function placesOf(directory: string): InstallationPlaces {
  return {
    directory,
    database: join(directory, 'database'),
    keys: join(directory, 'keys.json'),
    atom: join(directory, 'atom.json'),
    sandbox: join(directory, 'sandbox.json'),
  }
}

async function openSealer(file: string): Promise<KeyringSealer> {
  const read = async (): Promise<ReturnType<typeof toKeyring> | undefined> => {
    const content = await readIfThere(file)
    return content === undefined ? undefined : toKeyring(parseKeyDocument(content, file))
  }
  let keyring = await read()
  if (keyring === undefined) {
    const made = createKeyDocument(randomBytes)
    await writePrivateFile(file, `${JSON.stringify(made, undefined, 2)}\n`)
    keyring = toKeyring(made)
  }
  const first = keyring
  return createSealer(first, { reload: async () => (await read()) ?? first })
}

async function holdDirectory(directory: string): Promise<{ release(): Promise<void> }> {
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
