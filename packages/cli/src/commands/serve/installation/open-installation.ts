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
import type { Context } from '../../../command/context.ts'
import { UsageError } from '../../../command/usage-error.ts'
import { variableOf } from '../settings/setting.ts'
import { makeInstallationFolder } from './begin-installation.ts'
import { type InstallationOptions, type InstallationPlaces, placesOf } from './installation-options.ts'

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

/** Opens an installation, and creates it when there is none. Throws a `DatabaseError` when the database cannot be opened. */
export async function openInstallation(
  options: InstallationOptions,
  { clock }: Pick<Context, 'clock'>,
  log?: HubLog,
): Promise<Installation> {
  const places = placesOf(options.dataDirectory)
  const { databaseUrl, databaseConnections } = options
  await makeInstallationFolder(options)
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

/** Whether keys have sealed the database before. New keys would then be the wrong ones. */
async function wasSealed({ db }: HubDatabase): Promise<boolean> {
  const row = await db.selectFrom('installation').select('key').where('key', '=', 'keyring-check').executeTakeFirst()
  return row !== undefined
}
