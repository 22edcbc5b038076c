import { join } from 'node:path'
import {
  type Connection,
  type ConnectionOptions,
  createConnection,
  createFileTokenStore,
  type SettingsInput,
  settingsFromEnvironment,
} from '@coupa-connector/connector'
import type { CommandInput } from '../command/command-input.ts'
import type { Context } from '../command/context.ts'
import { stateFolders } from '../files/folders.ts'
import { createLog } from '../terminal/log.ts'
import { createConnectionStore } from './connection-store.ts'
import { createTokenSeal } from './token-seal.ts'

/** The settings of a connection as they were given, not yet checked, and the folder for its tokens. */
export interface GivenConnection {
  /** Undefined when it comes from the environment. */
  readonly name: string | undefined
  readonly settings: SettingsInput
}

/** How calls are made: what is logged, and how fast. */
export type CallOptions = Pick<ConnectionOptions, 'log' | 'rate'>

/** The settings that a command line means: those of `--connection NAME`, or else those of the environment. */
export async function givenConnection(input: CommandInput, context: Context): Promise<GivenConnection> {
  const name = input.text('connection')
  if (name === undefined) return { name, settings: settingsFromEnvironment(context.environment) }
  const store = createConnectionStore(stateFolders(context), context)
  const stored = await store.find(name)
  return { name, settings: { ...stored.fields, ...(await store.openSecrets(name, stored)) } }
}

/**
 * Opens the connection of a command line, for a share of the organization's requests. Throws `SettingsError` with every
 * problem; nothing is sent yet.
 */
export async function openConnection(input: CommandInput, context: Context, share = 1): Promise<Connection> {
  const given = await givenConnection(input, context)
  return await connect(given, context, await callOptions(input, context, share))
}

/** What a command line says about how to make calls, whatever the connection. */
export async function callOptions(input: CommandInput, context: Context, share = 1): Promise<CallOptions> {
  const given = input.integer('requests-per-second', { minimum: 1, maximum: 1000 })
  const perSecond = share === 1 ? given : (given ?? usualRate) * share
  const level = input.text('log-level')
  return {
    ...(level === undefined ? {} : { log: await createLog(level, context) }),
    ...(perSecond === undefined ? {} : { rate: rateOf(perSecond) }),
  }
}

/** One second never holds more than rate and burst together. A rate below the usual burst gets a smaller burst. */
export function rateOf(perSecond: number): { readonly perSecond: number; readonly burst: number } {
  return { perSecond, burst: Math.max(1, Math.floor(Math.min(perSecond, usualBurst))) }
}

/** Requests a second that Coupa allows (F-240); the connector's own default. */
const usualRate = 25
/** Requests that Coupa lets wait (F-240); the connector's own default. */
const usualBurst = 20

/** Creates the connection with the proxies of the environment, and with a token store when the connection has a name. */
export async function connect(
  { name, settings }: GivenConnection,
  context: Context,
  options: CallOptions = {},
): Promise<Connection> {
  const shared = name === undefined ? {} : { id: name, tokenStore: await sharedTokens(name, context) }
  return createConnection(settings, {
    clock: context.clock,
    environment: context.environment,
    ...shared,
    ...options,
  })
}

async function sharedTokens(name: string, context: Context): Promise<ReturnType<typeof createFileTokenStore>> {
  const { config, tokens } = stateFolders(context)
  return createFileTokenStore({ directory: join(tokens, name), seal: await createTokenSeal(config, name, context) })
}
