import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { checkHealth } from './check-health.ts'
import { configurationOf } from './configuration-of.ts'
import { beginInstallation } from './installation/begin-installation.ts'
import { holdDataDirectory } from './installation/hold-data-directory.ts'
import { type InstallationPlaces, isNewInstallation, placesOf } from './installation/installation-options.ts'
import { startLocalSandbox, wasSandboxStarted } from './local-sandbox.ts'
import { createOpenedParts } from './opened-parts.ts'
import { openServeLog, type ServeLog } from './serve-log.ts'
import { readServeOptions, type ServeOptions } from './serve-options.ts'
import { printConfiguration } from './settings/print-configuration.ts'

/** Runs hub, atom and sandbox organization until it is told to stop, which counts as success. */
export async function runServe(input: CommandInput, context: Context): Promise<number> {
  const configuration = await configurationOf(input, context)
  if (input.flag('print-config')) {
    await printConfiguration(configuration, context, { isJson: input.flag('json') })
    return 0
  }
  if (input.flag('health')) return await checkHealth(configuration, context)
  const options = await readServeOptions(configuration, context)
  const log = await openServeLog(configuration, context)
  try {
    await serve(options, log, context)
  } catch (error) {
    if (!(context.signal.aborted && error === context.signal.reason)) throw error
  }
  return 0
}

async function serve(options: ServeOptions, serveLog: ServeLog, context: Context): Promise<void> {
  // What opens last closes first. The atom finishes its jobs while the hub still listens and the organization still answers,
  // and the hub answers while the database is still there.
  await using opened = createOpenedParts()
  const lock = await holdDataDirectory(options.installation.dataDirectory)
  opened.defer(() => lock.release())
  const places = placesOf(options.installation.dataDirectory)
  // Organization and database start in processes of their own while this one loads the hub.
  const sandbox = (await isSandboxWanted(options, places))
    ? opened.use(startLocalSandbox({ places, ...serveLog }, context))
    : undefined
  const { made } = await beginInstallation(options.installation)
  const [{ serveHub }] = await Promise.all([loadHub(), made])
  await serveHub({ options, places, sandbox, opened, serveLog }, context)
}

async function isSandboxWanted(
  { hasSandbox, installation }: ServeOptions,
  { sandbox }: InstallationPlaces,
): Promise<boolean> {
  return hasSandbox ?? (isNewInstallation(installation) || (await wasSandboxStarted(sandbox)))
}

/** Apart, because the compiler leaves the ending of an import as it is where something is open with `await using`. */
function loadHub(): Promise<typeof import('./serve-hub.ts')> {
  return import('./serve-hub.ts')
}
