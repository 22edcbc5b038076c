import type { Log } from '@coupa-connector/connector/plugins'
import { createConnectionType, createDestinationTypes } from '@coupa-connector/container'
import { createHub, type Hub, type KeyringSealer } from '@coupa-connector/hub'
import { type Context, Interrupted } from '../../command/context.ts'
import { version } from '../../command/program-name.ts'
import { untilAborted } from '../../command/until-aborted.ts'
import { UsageError } from '../../command/usage-error.ts'
import { print } from '../../terminal/print.ts'
import { describeInstallation } from './describe-installation.ts'
import { findConsole, findDocumentation } from './find-built-pages.ts'
import { findContainerProgram } from './find-container-program.ts'
import type { InstallationPlaces } from './installation/installation-options.ts'
import { type Installation, openInstallation } from './installation/open-installation.ts'
import { startLocalAtom } from './local-atom.ts'
import { type LocalSandbox, type SandboxFacts, suggestSandbox } from './local-sandbox.ts'
import type { OpenedParts } from './opened-parts.ts'
import type { ServeLog } from './serve-log.ts'
import type { ServeOptions } from './serve-options.ts'
import { urlOnThisMachine } from './url-on-this-machine.ts'

/** What a hub is served with. */
export interface HubToServe {
  readonly options: ServeOptions
  readonly places: InstallationPlaces
  /** An organization that was started with it. */
  readonly sandbox: LocalSandbox | undefined
  /** Closes what is opened here, too. */
  readonly opened: OpenedParts
  readonly serveLog: ServeLog
}

/** Opens an installation, runs its hub and its atom, and says where, until the program is told to stop. */
export async function serveHub(
  { options, places, sandbox, opened, serveLog }: HubToServe,
  context: Context,
): Promise<void> {
  const { log } = serveLog
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
  await untilAborted(context.signal)
  await tellEnd(context)
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
    await print(stderr, 'Ending: what is under way is finished first. Ctrl-C again ends it at once.\n')
  }
}
