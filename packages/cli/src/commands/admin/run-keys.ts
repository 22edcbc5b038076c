import { readFile } from 'node:fs/promises'
import { dropKey, exportKeys, importKeys, type KeyDocument, rotateKeys, verifyKeys } from '@coupa-connector/hub'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { readSecret } from '../../input/read-secret.ts'
import { print, printJson } from '../../terminal/print.ts'
import { configurationOf } from '../serve/configuration-of.ts'
import { type InstallationOptions, installationOptions } from '../serve/installation/installation-options.ts'
import { keyFileOf, keySource, openInstallation } from '../serve/installation/open-installation.ts'

/** Creates a new key and seals everything with it again. `--drop-old` then removes the keys that nothing needs. */
export async function runRotateKeys(input: CommandInput, context: Context): Promise<number> {
  const options = await optionsOf(input, context)
  const keyFile = keyFileOf(options)
  await using installation = await openInstallation(options, context)
  const { db } = installation.database
  // Refuses keys of another database before anything is changed.
  await installation.openKeys()
  const report = await rotateKeys({ db, keyFile, signal: context.signal })
  const dropped = input.flag('drop-old') ? report.droppable : []
  for (const keyId of dropped) await dropKey(db, keyFile, keyId)
  if (input.flag('json')) await printJson(context.stdout, { ...report, dropped })
  else {
    const { isResumed, currentKeyId, rewrapped, unreadable, droppable } = report
    const lines = [
      isResumed ? 'An earlier rotation was interrupted; it is complete now.' : `There is a new key, ${currentKeyId}.`,
      `${rewrapped} sealed values were sealed again.`,
      ...(unreadable > 0 ? [`${unreadable} secrets open with no key: "coupa-connector keys verify" names them.`] : []),
      ...(dropped.length > 0 ? [`Removed: ${dropped.join(', ')}.`] : []),
      ...(droppable.length > dropped.length
        ? [`No longer needed: ${droppable.join(', ')}; --drop-old removes them.`]
        : []),
      'Hubs that run read the new key by themselves. Export the keys again, and keep the export apart from backups.',
    ]
    await print(context.stdout, `${lines.join('\n')}\n`)
  }
  return report.unreadable > 0 ? 1 : 0
}

/** Opens every stored secret and says which do not open. */
export async function runVerifyKeys(input: CommandInput, context: Context): Promise<number> {
  await using installation = await openInstallation(await optionsOf(input, context), context)
  const verification = await verifyKeys({ db: installation.database.db, sealer: await installation.openKeys() })
  const { secrets, missingKeys, unreadable } = verification
  const isFine = missingKeys.length === 0 && unreadable.length === 0
  if (input.flag('json')) await printJson(context.stdout, verification)
  else {
    const lines = [
      isFine ? `All ${secrets} secrets open.` : `${unreadable.length} of ${secrets} secrets do not open.`,
      ...missingKeys.map((keyId) => `Key ${keyId} is in use and missing: import an export that contains it.`),
      ...unreadable.map(({ connections, field, reason }) => {
        const where = connections.length === 0 ? 'no connection' : connections.map((name) => `"${name}"`).join(', ')
        return `  ${field} of ${where}: ${reason}`
      }),
    ]
    await print(context.stdout, `${lines.join('\n')}\n`)
  }
  return isFine ? 0 : 1
}

/** Writes the keys to a file that only a passphrase opens. */
export async function runExportKeys(input: CommandInput, context: Context): Promise<number> {
  const document = await keySource(await optionsOf(input, context)).read()
  const text = await exportKeys(document, await passphrase('New passphrase, at least 12 characters', context))
  const file = input.required('file')
  await writeExport(file, text)
  await print(
    context.stdout,
    `The keys are in ${file}. Keep it and its passphrase apart from backups of the database.\n`,
  )
  return 0
}

/** Adds exported keys to the key file. Keys that the export does not contain stay. */
export async function runImportKeys(input: CommandInput, context: Context): Promise<number> {
  const keyFile = keyFileOf(await optionsOf(input, context))
  const file = input.required('file')
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`The file ${file} cannot be read (${error.code}).`, { cause: error })
  })
  const imported = await importKeys(text, await passphrase('Passphrase', context))
  const present = await keyFile.read().catch((error: Error) => {
    if (/^There is no /.test(error.message)) return undefined
    throw error
  })
  await keyFile.write(withKeysOf(imported, present))
  await print(context.stdout, `The ${keyFile.description} holds ${Object.keys(imported.keys).length} imported keys.\n`)
  return 0
}

function withKeysOf(imported: KeyDocument, present: KeyDocument | undefined): KeyDocument {
  return { ...imported, keys: { ...present?.keys, ...imported.keys } }
}

async function optionsOf(input: CommandInput, context: Context): Promise<InstallationOptions> {
  return installationOptions(await configurationOf(input, context), context)
}

async function passphrase(label: string, context: Context): Promise<string> {
  const given = await readSecret(label, 'COUPA_CONNECTOR_PASSPHRASE', context)
  if (given) return given.value
  throw new UsageError('The passphrase is missing.', {
    suggestion: 'Type it at the prompt, pipe it in as one line, or set COUPA_CONNECTOR_PASSPHRASE.',
  })
}

/** Beside other files of the person's own, whose folder keeps its mode. */
async function writeExport(file: string, text: string): Promise<void> {
  const { open } = await import('node:fs/promises')
  const handle = await open(file, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      error.code === 'EEXIST' ? `${file} is there already.` : `${file} cannot be written (${error.code}).`,
      { suggestion: 'Name another file.', cause: error },
    )
  })
  await handle.writeFile(text)
  await handle.sync().finally(() => handle.close())
}
