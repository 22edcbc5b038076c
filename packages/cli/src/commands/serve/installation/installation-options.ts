import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../../../command/context.ts'
import { installationFolder } from '../../../files/folders.ts'
import type { Configuration } from '../settings/read-configuration.ts'

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

/** Whether there is nothing yet of an installation on the embedded database. */
export function isNewInstallation({ databaseUrl, dataDirectory }: InstallationOptions): boolean {
  return databaseUrl === undefined && !existsSync(placesOf(dataDirectory).database)
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
