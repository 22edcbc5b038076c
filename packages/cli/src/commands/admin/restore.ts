import type { CommandBody } from '../../command/command.ts'
import { storageOptions } from './storage-options.ts'

/** Restores a backup. */
export const restoreCommand: CommandBody = {
  description:
    'Restores into an empty database, all of it or nothing: a new data directory, or an empty PostgreSQL database. Import the\n' +
    'keys first: with them the signature of the backup is checked, so that nobody else has changed it.',
  arguments: [{ name: '<file>', description: 'what "backup" wrote' }],
  options: [
    ...storageOptions,
    {
      flags: '--accept-unsigned',
      description: 'restore a backup that the sealing keys here did not sign: whoever wrote it decides what it holds',
    },
  ],
  examples: ['coupa-connector restore hub-2026-01-31.gz --data-directory /srv/restored'],
  run: async (input, context) => (await import('./run-backup.ts')).runRestore(input, context),
}
