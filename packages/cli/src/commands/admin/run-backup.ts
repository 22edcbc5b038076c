import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { backupDatabase, checkKeyring, KeyringError, openSealer, restoreDatabase } from '@coupa-connector/hub'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { version } from '../../command/program-name.ts'
import { UsageError } from '../../command/usage-error.ts'
import { print } from '../../terminal/print.ts'
import { configurationOf } from '../serve/configuration-of.ts'
import { installationOptions } from '../serve/installation/installation-options.ts'
import { keySource, openInstallation } from '../serve/installation/open-installation.ts'

/** Writes a backup of the database to a file. The file gets its name only once it is complete. */
export async function runBackup(input: CommandInput, context: Context): Promise<number> {
  const file = input.required('file')
  const options = installationOptions(await configurationOf(input, context), context)
  await using installation = await openInstallation(options, context)
  const sealer = await openSealer(keySource(options)).catch(async (error: unknown) => {
    if (!(error instanceof KeyringError)) throw error
    await print(
      context.stderr,
      `note: ${error.message} The backup is not signed: a restore cannot tell who wrote it.\n`,
    )
    return undefined
  })
  const partial = `${file}.partial`
  const handle = await open(partial, 'w', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${partial} cannot be written (${error.code}).`, { cause: error })
  })
  try {
    const output = handle.createWriteStream({ flush: true })
    const { rows } = await backupDatabase(installation.database, output, { version, sealer })
    await rename(partial, file)
    await print(
      context.stdout,
      `Backup of ${rows} rows in ${file}. Secrets are sealed in it: keep an export of the keys too ("coupa-connector keys export").\n`,
    )
    return 0
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}

/** Restores a backup into an empty database, and says whether the keys here open its secrets. */
export async function runRestore(input: CommandInput, context: Context): Promise<number> {
  const file = input.required('file')
  const options = installationOptions(await configurationOf(input, context), context)
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} cannot be read (${error.code}).`, { cause: error })
  })
  await handle.close()
  await using installation = await openInstallation(options, context)
  const keys = await openSealer(keySource(options)).catch((error: unknown) => {
    if (error instanceof KeyringError) return error
    throw error
  })
  const sealer = keys instanceof KeyringError ? undefined : keys
  const acceptsUnsigned = input.flag('accept-unsigned')
  const restored = await restoreDatabase(installation.database, createReadStream(file), { sealer, acceptsUnsigned })
  await print(context.stdout, `Restored ${restored.rows} rows of ${restored.header.createdAt}.\n`)
  if (keys instanceof KeyringError) {
    await print(
      context.stderr,
      `note: ${keys.message} Nobody checked who wrote this backup: restore it again with the keys if you do not know where it has been.\n` +
        `Import the keys before the first start: coupa-connector keys import FILE\n`,
    )
    return 0
  }
  if (restored.authenticity === 'unsigned')
    await print(context.stderr, 'note: The backup is not signed with these keys. Nobody checked who wrote it.\n')
  try {
    await checkKeyring({ db: installation.database.db, sealer: keys })
    return 0
  } catch (error) {
    if (!(error instanceof KeyringError)) throw error
    await print(
      context.stderr,
      `note: ${error.message}\nImport the keys before the first start: coupa-connector keys import FILE\n`,
    )
    return 0
  }
}
