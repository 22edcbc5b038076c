import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import {
  type Configuration,
  type ConfigurationSources,
  flagsOf,
  readConfiguration,
  readConfigurationFile,
} from './settings/read-configuration.ts'
import { readCredentials } from './settings/read-credentials.ts'
import { otherVariables, serveSettings } from './settings/serve-settings.ts'

/**
 * Reads the settings from flags, environment, the folder of credentials and the file of `--config`. Throws a `UsageError`.
 */
export async function configurationOf(input: CommandInput, { environment }: Context): Promise<Configuration> {
  const name = input.text('config') ?? (environment.COUPA_CONNECTOR_CONFIG || undefined)
  const file = name === undefined ? undefined : await readConfigurationFile(name)
  const sources: ConfigurationSources = { environment, file, flag: flagsOf(input), otherVariables }
  const configuration = readConfiguration(serveSettings, sources)
  const directory = configuration.text('credentialsDirectory')
  if (directory === undefined) return configuration
  return readConfiguration(serveSettings, { ...sources, credentials: await readCredentials(directory, serveSettings) })
}
