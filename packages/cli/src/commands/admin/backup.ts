import type { CommandBody } from '../../command/command.ts'
import { storageOptions } from './storage-options.ts'

/** Backs an installation up. */
export const backupCommand: CommandBody = {
  description:
    'The backup is consistent, and hubs keep running. It can be restored into the embedded database or a server of your own.\n' +
    'Secrets stay sealed in it; the keys are not in it.',
  arguments: [{ name: '<file>', description: 'where to write it' }],
  options: storageOptions,
  examples: ['coupa-connector backup hub-2026-01-31.gz'],
  run: async (input, context) => (await import('./run-backup.ts')).runBackup(input, context),
}
