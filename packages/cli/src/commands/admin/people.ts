import type { CommandBody } from '../../command/command.ts'
import { serveSettings } from '../serve/settings/serve-settings.ts'
import { settingOptions } from '../serve/settings/setting-options.ts'
import { storageOptions } from './storage-options.ts'

const originOptions = settingOptions(serveSettings.filter(({ name }) => ['host', 'port', 'origin'].includes(name)))

/** What an operator does for people who cannot sign in. */
export const peopleCommand: CommandBody = {
  commands: [
    {
      name: 'reset-password',
      summary: 'print a one-time link for setting a new password',
      arguments: [{ name: '<email>', description: "the person's email address" }],
      options: [...storageOptions, ...originOptions],
      run: async (input, context) => (await import('./run-people.ts')).runResetPassword(input, context),
    },
  ],
  description: 'Works directly on the database, also while "serve" is running.',
  examples: ['coupa-connector people reset-password anna@example.com'],
}
