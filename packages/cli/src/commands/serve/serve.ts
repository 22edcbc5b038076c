import type { CommandBody } from '../../command/command.ts'
import { serveSettings, settingsIntroduction } from './settings/serve-settings.ts'
import { settingOptions, settingsHelp } from './settings/setting-options.ts'

/** The platform with one command. */
export const serveCommand: CommandBody = {
  description: `Starts the hub, an atom, and for a new installation on the embedded database a sandbox organization to try things on. Atom
and sandbox run as processes of their own, which are started again when they die and end with this program. It prints
where it runs and, until somebody is there, a one-time link to make the first administrator. A second start finds
everything as it was left.

${settingsIntroduction}

Only as variables or in the file, because other programs can see command lines:
${settingsHelp(serveSettings)}`,
  options: [
    { flags: '--config <file>', description: 'read settings from this file' },
    ...settingOptions(serveSettings),
    { flags: '--print-config', description: 'print the effective settings and where each comes from, then stop' },
    { flags: '--health', description: 'ask the hub that runs with these settings whether it is ready, then stop' },
    { flags: '--json', description: 'with --print-config: print JSON' },
  ],
  examples: [
    'coupa-connector serve',
    'coupa-connector serve --data-directory /srv/coupa-connector --origin https://hub.example.com --trust-proxy loopback',
    'coupa-connector serve --config /etc/coupa-connector.json --no-sandbox --no-atom',
  ],
  run: async (input, context) => {
    const { runServe } = await import('./run-serve.ts')
    return await runServe(input, context)
  },
}
