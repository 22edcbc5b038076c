import type { CommandBody } from '../../command/command.ts'
import { storageOptions } from './storage-options.ts'

/** Restores a backup. */
export const restoreCommand: CommandBody = {
  description:
    'Restores everything or nothing, into a new data directory or an empty PostgreSQL database. Import the keys first: with\n' +
    'them the signature of the backup is verified, which shows that nobody has changed it.',
  arguments: [{ name: '<file>', description: 'what "backup" wrote' }],
  options: [
    ...storageOptions,
    {
      flags: '--accept-unsigned',
      description: 'restore a backup that was not signed with these keys; only if you trust its source',
    },
  ],
  examples: ['coupa-connector restore hub-2026-01-31.gz --data-directory /srv/restored'],
  run: async (input, context) => (await import('./run-backup.ts')).runRestore(input, context),
}
