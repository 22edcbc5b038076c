import type { Command, CommandBody } from '../../command/command.ts'
import { jsonOption } from '../../command/shared-options.ts'
import { storageOptions } from './storage-options.ts'

const passphraseHelp =
  'The passphrase is asked for at a hidden prompt, read as one line from standard input, or taken from\n' +
  'COUPA_CONNECTOR_PASSPHRASE.'

const rotate: Command = {
  name: 'rotate',
  summary: 'create a new key, and seal everything with it',
  description: 'Hubs keep running. If it is interrupted, run it again to continue.',
  options: [
    { flags: '--drop-old', description: 'remove the old keys once nothing is sealed with them' },
    jsonOption,
    ...storageOptions,
  ],
  run: async (input, context) => (await import('./run-keys.ts')).runRotateKeys(input, context),
}

const verify: Command = {
  name: 'verify',
  summary: 'check that every stored secret opens',
  options: [jsonOption, ...storageOptions],
  run: async (input, context) => (await import('./run-keys.ts')).runVerifyKeys(input, context),
}

const exportKeys: Command = {
  name: 'export',
  summary: 'write the keys to a file that is protected by a passphrase',
  description: passphraseHelp,
  arguments: [{ name: '<file>', description: 'a new file' }],
  options: storageOptions,
  run: async (input, context) => (await import('./run-keys.ts')).runExportKeys(input, context),
}

const importKeys: Command = {
  name: 'import',
  summary: 'import exported keys, before or after a restore',
  description: passphraseHelp,
  arguments: [{ name: '<file>', description: 'what "keys export" wrote' }],
  options: storageOptions,
  run: async (input, context) => (await import('./run-keys.ts')).runImportKeys(input, context),
}

/** The keys that seal secrets. */
export const keysCommand: CommandBody = {
  description: 'Without the keys, no stored secret can be opened. A backup of the database does not contain them.',
  commands: [rotate, verify, exportKeys, importKeys],
  examples: ['coupa-connector keys export keys-2026.json', 'coupa-connector keys rotate --drop-old'],
}
