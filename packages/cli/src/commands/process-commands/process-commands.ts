import type { CommandBody } from '../../command/command.ts'
import { processesCommand } from '../processes/processes.ts'
import { deploymentCommands } from './deployment-commands.ts'
import { destinationCommands, environmentCommands } from './destination-commands.ts'
import { fileOrName } from './file-or-name.ts'
import { onHub, runCommands } from './run-commands.ts'

const withFiles = processesCommand.commands ?? []

/** Everything that the command line does with processes: with a definition in a file, and with those of a hub. */
export const processCommands: CommandBody = {
  ...processesCommand,
  description: `${processesCommand.description ?? ''}

With a hub, "apply" stores the definition, "deploy" says where it runs, with which connection and when, and "run NAME" starts it on a
container. Sign in with "coupa-connector hub login" first.`,
  examples: [
    ...(processesCommand.examples ?? []),
    'coupa-connector processes apply ok-to-pay.json',
    'coupa-connector processes deploy ok-to-pay --environment test --cron "0 4 * * *" --zone Europe/Berlin',
    'coupa-connector processes run ok-to-pay --wait',
  ],
  commands: [
    ...withFiles.map((command) => {
      const hub = onHub[command.name]
      return hub === undefined ? command : fileOrName(command, hub)
    }),
    ...deploymentCommands,
    ...runCommands,
    destinationCommands,
    environmentCommands,
  ],
}
