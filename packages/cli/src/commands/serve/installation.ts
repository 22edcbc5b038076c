import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  checkKeyring,
  createKeyCommand,
  createKeyFile,
  createKeyText,
  type HubDatabase,
  type HubLog,
  type KeyFile,
  type KeyProvider,
  type KeyringSealer,
  openEmbeddedDatabase,
  openPostgresqlDatabase,
  openSealer,
} from '@coupa-connector/hub'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { installationFolder } from '../../files/folders.ts'
import { LockHeldError, type OwnerLock, takeLock } from '../../files/owner-lock.ts'
import { makePassableFolder, makePrivateFolder } from '../../files/private-file.ts'
import type { Configuration } from './settings/read-configuration.ts'
import { variableOf } from './settings/setting.ts'

/** Where an installation keeps its things. */
export interface InstallationPlaces {
  readonly directory: string
  /** Of the embedded database. */
  readonly database: string
  /** Of the sealing keys, unless they come from elsewhere. */
  readonly keys: string
  /** Who the atom of this hub is, and which process runs it. */
  readonly atom: string
  readonly atomProcess: string
  /** Where and who the sandbox organization is. */
  readonly sandbox: string
  readonly sandboxProcess: string
}

/** Which installation a command works on, and how it is opened. */
export interface InstallationOptions {
  readonly dataDirectory: string
  /** Undefined is the embedded database. */
  readonly databaseUrl: string | undefined
  readonly databaseConnections: number | undefined
  /** A key file of the operator's own. Undefined means `keys.json` in the data directory. */
  readonly keyFile: string | undefined
  /** The keys themselves, out of a variable. */
  readonly keyText: string | undefined
  /** Program and arguments that write the keys to standard output. */
  readonly keyCommand: string | undefined
}

/** An installation's database, open until it is disposed of. */
export interface Installation extends AsyncDisposable {
  readonly places: InstallationPlaces
  readonly database: HubDatabase
  /**
   * Opens the sealing keys. Creates keys for a database that was never sealed. Throws a `KeyringError` when the keys are
   * missing or belong to another database.
   */
  openKeys(): Promise<KeyringSealer>
}

/** Reads which installation a configuration means. */
export function installationOptions(configuration: Configuration, context: Context): InstallationOptions {
  return {
    dataDirectory: configuration.text('dataDirectory') ?? installationFolder(context),
    databaseUrl: configuration.text('database'),
    databaseConnections: configuration.integer('databaseConnections'),
    keyFile: configuration.text('keyFile'),
    keyText: configuration.text('keys'),
    keyCommand: configuration.text('keyCommand'),
  }
}

/** Opens an installation, and creates it when there is none. Throws a `DatabaseError` when the database cannot be opened. */
export async function openInstallation(
  options: InstallationOptions,
  { clock }: Pick<Context, 'clock'>,
  log?: HubLog,
): Promise<Installation> {
  const places = placesOf(options.dataDirectory)
  const { databaseUrl, databaseConnections } = options
  const isRootOnEmbedded = databaseUrl === undefined && process.getuid?.() === 0
  await (isRootOnEmbedded ? makePassableFolder : makePrivateFolder)(places.directory)
  const database =
    databaseUrl === undefined
      ? await openEmbeddedDatabase({
          directory: places.database,
          maxConnections: databaseConnections,
          clock,
          log,
        })
      : await openPostgresqlDatabase({ url: databaseUrl, maxConnections: databaseConnections })
  return {
    places,
    database,
    openKeys: async () => {
      const sealer = await openSealer(keySource(options, { createIfAbsent: !(await wasSealed(database)) }))
      await checkKeyring({ db: database.db, sealer })
      return sealer
    },
    [Symbol.asyncDispose]: () => database.close(),
  }
}

/** Whether there is nothing yet of an installation on the embedded database. */
export function isNewInstallation({ databaseUrl, dataDirectory }: InstallationOptions): boolean {
  return databaseUrl === undefined && !existsSync(placesOf(dataDirectory).database)
}

/** Where the keys of an installation come from. */
export function keySource(
  options: InstallationOptions,
  { createIfAbsent = false }: { readonly createIfAbsent?: boolean } = {},
): KeyProvider {
  const { keyText, keyCommand } = options
  if (keyText !== undefined) return createKeyText({ name: variableOf({ name: 'keys' }), value: keyText })
  if (keyCommand === undefined) return keyFileOf(options, { createIfAbsent })
  const [program = '', ...parameters] = keyCommand.trim().split(/\s+/)
  return createKeyCommand({ command: [program, ...parameters] })
}

/** The key file of an installation, for commands that change keys. Throws a `UsageError` when the keys come from elsewhere. */
export function keyFileOf(
  options: InstallationOptions,
  { createIfAbsent = false }: { readonly createIfAbsent?: boolean } = {},
): KeyFile {
  const { keyFile, keyText, keyCommand, dataDirectory } = options
  if (keyText !== undefined || keyCommand !== undefined) {
    throw new UsageError('The sealing keys come from a variable or a command, which this program cannot change.', {
      suggestion: 'Put them into a key file, change them, and put them back where they are kept.',
    })
  }
  return createKeyFile({ path: keyFile ?? placesOf(dataDirectory).keys, createIfAbsent })
}

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

/** The places below a data directory. */
export function placesOf(directory: string): InstallationPlaces {
  return {
    directory,
    database: join(directory, 'database'),
    keys: join(directory, 'keys.json'),
    atom: join(directory, 'atom.json'),
    atomProcess: join(directory, 'atom.process'),
    sandbox: join(directory, 'sandbox.json'),
    sandboxProcess: join(directory, 'sandbox.process'),
  }
}

/** Whether keys have sealed the database before. New keys would then be the wrong ones. */
async function wasSealed({ db }: HubDatabase): Promise<boolean> {
  const row = await db.selectFrom('installation').select('key').where('key', '=', 'keyring-check').executeTakeFirst()
  return row !== undefined
}
