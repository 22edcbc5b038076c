import type { Log } from '@coupa-connector/connector/plugins'
import { createConnectionType, createDestinationTypes } from '@coupa-connector/container'
import { createHub, type Hub, type KeyringSealer } from '@coupa-connector/hub'
import type { CommandInput } from '../../command/command-input.ts'
import { type Context, Interrupted } from '../../command/context.ts'
import { version } from '../../command/program-name.ts'
import { UsageError } from '../../command/usage-error.ts'
import { print } from '../../terminal/print.ts'
import { checkHealth } from './check-health.ts'
import { configurationOf } from './configuration-of.ts'
import { describeInstallation } from './describe-installation.ts'
import { findConsole, findDocumentation } from './find-built-pages.ts'
import { findContainerProgram } from './find-container-program.ts'
import {
  holdDataDirectory,
  type Installation,
  type InstallationPlaces,
  isNewInstallation,
  openInstallation,
  placesOf,
} from './installation.ts'
import { startLocalAtom } from './local-atom.ts'
import { type SandboxFacts, startLocalSandbox, suggestSandbox, wasSandboxStarted } from './local-sandbox.ts'
import { createOpenedParts } from './opened-parts.ts'
import { openServeLog, type ServeLog } from './serve-log.ts'
import { readServeOptions, type ServeOptions } from './serve-options.ts'
import { printConfiguration } from './settings/print-configuration.ts'
import { urlOnThisMachine } from './url-on-this-machine.ts'

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
  const { log } = serveLog
  const { signal } = context
  // What opens last closes first. The atom finishes its jobs while the hub still listens and the organization still answers,
  // and the hub answers while the database is still there.
  await using opened = createOpenedParts()
  const lock = await holdDataDirectory(options.installation.dataDirectory)
  opened.defer(() => lock.release())
  const places = placesOf(options.installation.dataDirectory)
  // Starts while the database is being opened.
  const sandbox = (await isSandboxWanted(options, places))
    ? opened.use(startLocalSandbox({ places, ...serveLog }, context))
    : undefined
  const installation = opened.use(await openInstallation(options.installation, context, log))
  const sealer = await installation.openKeys()
  const facts = await sandbox?.facts
  const { database } = installation
  const hub = opened.use(await startHub(options, { database, sealer, sandbox: facts }, log, context))
  const listening = await listen(hub, options)
  if (options.takenPort !== undefined) {
    await print(
      context.stderr,
      `note: Another program has port ${options.takenPort}, so the hub listens on port ${listening.port}. --port chooses one for good.\n`,
    )
  }
  const setUpLink = await hub.setUpLink()
  await print(
    context.stdout,
    describeInstallation({ options, installation, sandbox: facts, setUpLink, url: options.origin }, context),
  )
  log.info({ url: listening.url, origin: options.origin, version }, 'the hub listens')
  if (options.hasAtom) {
    const { origin, atomMemoryMebibytes } = options
    const hubUrl = urlOnThisMachine(listening)
    opened.use(
      startLocalAtom({ hub, hubUrl, origin, places, memoryMebibytes: atomMemoryMebibytes, ...serveLog }, context),
    )
  }
  await untilAborted(signal)
  await tellEnd(context)
}

async function isSandboxWanted(
  { hasSandbox, installation }: ServeOptions,
  { sandbox }: InstallationPlaces,
): Promise<boolean> {
  return hasSandbox ?? (isNewInstallation(installation) || (await wasSandboxStarted(sandbox)))
}

async function startHub(
  { origin, trustProxy, metricsToken, openIdConnect, retention, messaging }: ServeOptions,
  {
    database,
    sealer,
    sandbox,
  }: Pick<Installation, 'database'> & { readonly sealer: KeyringSealer; readonly sandbox: SandboxFacts | undefined },
  log: Log,
  { clock }: Context,
): Promise<Hub> {
  try {
    return await createHub({
      database,
      sealer,
      connectionType: createConnectionType(version),
      destinationTypes: createDestinationTypes(),
      suggestedConnection: sandbox && suggestSandbox(sandbox),
      origin,
      version,
      clock,
      log,
      consoleDirectory: findConsole(),
      documentationDirectory: findDocumentation(),
      containerProgramFile: findContainerProgram(),
      trustProxy,
      metricsToken,
      housekeeping: retention,
      people: { openIdConnect },
      messaging,
    })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new UsageError(`A setting cannot be used: ${error.message}.`, { cause: error })
  }
}

async function listen(hub: Hub, { host, port }: ServeOptions): ReturnType<Hub['listen']> {
  try {
    return await hub.listen({ host, port })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') {
      throw new UsageError(`Port ${port} is taken by another program.`, {
        suggestion: 'Stop that program, or choose another port: --port 8091; 0 takes a free one.',
        cause: error,
      })
    }
    if (code === 'EACCES') throw new UsageError(`This user may not listen on port ${port}.`, { cause: error })
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new UsageError(`This machine has no address "${host}" to listen on.`, { cause: error })
    }
    throw error
  }
}

async function tellEnd({ stderr, signal, isTerminal }: Context): Promise<void> {
  if (isTerminal.stderr && signal.reason instanceof Interrupted) {
    await print(stderr, 'Ending: what is under way is finished first. Once more ends it at once.\n')
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
