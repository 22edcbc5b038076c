import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { type Configuration, flagsOf, readConfiguration, readConfigurationFile } from './settings/read-configuration.ts'
import { otherVariables, serveSettings } from './settings/serve-settings.ts'

/** Reads the settings from flags, environment and the file of `--config`. Throws a `UsageError`. */
export async function configurationOf(input: CommandInput, { environment }: Context): Promise<Configuration> {
  const name = input.text('config') ?? (environment.COUPA_CONNECTOR_CONFIG || undefined)
  const file = name === undefined ? undefined : await readConfigurationFile(name)
  return readConfiguration(serveSettings, { environment, file, flag: flagsOf(input), otherVariables })
}
