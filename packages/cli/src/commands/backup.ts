import type { CommandBody } from '../command.ts'
import { storageOptions } from './storage-options.ts'

/** Backs an installation up. */
export const backupCommand: CommandBody = {
  description:
    'The backup shows one moment and fits both databases. On PostgreSQL hubs go on meanwhile; the embedded database is for one\n' +
    'program at a time, so stop "serve" first. Secrets stay sealed in it, and the keys are not in it.',
  arguments: [{ name: '<file>', description: 'where to write it' }],
  options: storageOptions,
  examples: ['coupa-connector backup hub-2026-01-31.gz'],
  run: async (input, context) => (await import('../operate/run-backup.ts')).runBackup(input, context),
}
