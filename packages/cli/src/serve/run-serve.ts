import type { Log } from '@coupa-connector/connector'
import { createConnectionType } from '@coupa-connector/container'
import { createHub, type Hub, type KeyringSealer } from '@coupa-connector/hub'
import type { Sandbox } from '@coupa-connector/sandbox'
import type { CommandInput } from '../command-input.ts'
import { printConfiguration } from '../configuration/print-configuration.ts'
import type { Configuration } from '../configuration/read-configuration.ts'
import { type Context, Interrupted } from '../context.ts'
import { createLog } from '../terminal/log.ts'
import { print } from '../terminal/print.ts'
import { UsageError } from '../usage-error.ts'
import { version } from '../version.ts'
import { configurationOf } from './configuration-of.ts'
import { describeInstallation } from './describe-installation.ts'
import { findConsole } from './find-console.ts'
import { holdDataDirectory, type Installation, openInstallation } from './installation.ts'
import { runLocalAtom } from './local-atom.ts'
import { startLocalSandbox, suggestSandbox, wasSandboxStarted } from './local-sandbox.ts'
import { readServeOptions, type ServeOptions } from './serve-options.ts'

/** Runs hub, atom and sandbox organization until it is told to end: that is success. */
export async function runServe(input: CommandInput, context: Context): Promise<number> {
  const configuration = await configurationOf(input, context)
  if (input.flag('print-config')) {
    await printConfiguration(configuration, context, { isJson: input.flag('json') })
    return 0
  }
  const options = await readServeOptions(configuration, context)
  const log = await serveLog(configuration, context)
  try {
    await serve(options, log, context)
  } catch (error) {
    if (!(context.signal.aborted && error === context.signal.reason)) throw error
  }
  return 0
}

async function serve(options: ServeOptions, log: Log, context: Context): Promise<void> {
  const { signal } = context
  // What is opened last is closed first: the atom finishes its jobs while the hub still listens, and the hub answers
  // while the database is still there.
  await using opened = new AsyncDisposableStack()
  const lock = await holdDataDirectory(options.installation.dataDirectory)
  opened.defer(() => lock.release())
  const installation = opened.use(await openInstallation(options.installation, context, log))
  const sealer = await installation.openKeys()
  await using sandbox = (await isSandboxWanted(options, installation))
    ? await startLocalSandbox(installation.places.sandbox)
    : undefined
  await using hub = await startHub(options, { database: installation.database, sealer, sandbox }, log, context)
  const listening = await listen(hub, options)
  const setUpLink = await hub.setUpLink()
  await print(
    context.stdout,
    describeInstallation({ options, installation, sandbox, setUpLink, url: options.origin }, context),
  )
  log.info({ url: listening.url, origin: options.origin, version }, 'the hub listens')
  if (options.hasAtom) await runLocalAtom({ hub, origin: options.origin, file: installation.places.atom, log }, context)
  // The hub goes on without an atom that was thrown out.
  await untilAborted(signal)
  await tellEnd(context)
}

async function isSandboxWanted(options: ServeOptions, { places, isNew }: Installation): Promise<boolean> {
  return options.hasSandbox ?? (isNew || (await wasSandboxStarted(places.sandbox)))
}

async function startHub(
  { origin, trustProxy, metricsToken, openIdConnect, retention }: ServeOptions,
  {
    database,
    sealer,
    sandbox,
  }: Pick<Installation, 'database'> & { readonly sealer: KeyringSealer; readonly sandbox: Sandbox | undefined },
  log: Log,
  { clock }: Context,
): Promise<Hub> {
  try {
    return await createHub({
      database,
      sealer,
      connectionType: createConnectionType(version),
      suggestedConnection: sandbox && suggestSandbox(sandbox),
      origin,
      version,
      clock,
      log,
      consoleDirectory: findConsole(),
      trustProxy,
      metricsToken,
      housekeeping: retention,
      people: { openIdConnect },
    })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new UsageError(`A setting cannot be used: ${error.message}.`, { cause: error })
  }
}

async function listen(hub: Hub, { host, port }: ServeOptions): Promise<{ readonly url: string }> {
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

async function serveLog(configuration: Configuration, context: Context): Promise<Log> {
  const isTerminal = context.isTerminal.stderr
  const level = configuration.text('logLevel') ?? (isTerminal ? 'warn' : 'info')
  const format = (configuration.text('logFormat') ?? (isTerminal ? 'text' : 'json')) === 'text' ? 'text' : 'json'
  const log = await createLog(level, context, { format })
  if (!log) throw new TypeError('a level makes a log')
  return log
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
