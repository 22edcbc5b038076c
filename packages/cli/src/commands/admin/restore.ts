import type { CommandBody } from '../../command/command.ts'
import { storageOptions } from './storage-options.ts'

/** Restores a backup. */
export const restoreCommand: CommandBody = {
  description:
    'Restores into an empty database, all of it or nothing: a new data directory, or an empty PostgreSQL database. Import the\n' +
    'keys as well, before the first start.',
  arguments: [{ name: '<file>', description: 'what "backup" wrote' }],
  options: storageOptions,
  examples: ['coupa-connector restore hub-2026-01-31.gz --data-directory /srv/restored'],
  run: async (input, context) => (await import('./run-backup.ts')).runRestore(input, context),
}
