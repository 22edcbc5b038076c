import { isAbsolute, join } from 'node:path'
import type { Context } from '../command/context.ts'
import { UsageError } from '../command/usage-error.ts'

/** Where the program keeps what it has to remember. */
export interface StateFolders {
  /** Connections and the key that seals their secrets. */
  readonly config: string
  /** Access tokens, sealed: what can be had again. */
  readonly tokens: string
}

/** Where changes that agents propose wait for this user: in the folder of what the program has to remember. */
export function proposalsFolder({ environment }: Pick<Context, 'environment'>): string {
  return join(stateFolder(environment), 'proposals')
}

/**
 * The folders of this user by the XDG Base Directory rules: XDG_CONFIG_HOME and XDG_STATE_HOME when they are absolute paths,
 * otherwise `.config` and `.local/state` below HOME.
 */
export function stateFolders({ environment }: Pick<Context, 'environment'>): StateFolders {
  return {
    config: join(baseFolder(environment, 'XDG_CONFIG_HOME', '.config'), 'coupa-connector'),
    tokens: join(stateFolder(environment), 'tokens'),
  }
}

/** What can be made again at any time: XDG_CACHE_HOME, otherwise `.cache` below HOME. */
export function cacheFolder({ environment }: Pick<Context, 'environment'>): string {
  return join(baseFolder(environment, 'XDG_CACHE_HOME', '.cache'), 'coupa-connector')
}

function stateFolder(environment: Context['environment']): string {
  return join(baseFolder(environment, 'XDG_STATE_HOME', join('.local', 'state')), 'coupa-connector')
}

function baseFolder(environment: Context['environment'], variable: string, belowHome: string): string {
  const given = environment[variable]
  // The specification says that a relative path has to be ignored.
  if (given && isAbsolute(given)) return given
  const home = environment.HOME ?? environment.USERPROFILE
  if (!home || !isAbsolute(home)) {
    throw new UsageError('This program does not know where to keep its connections: HOME is not set.', {
      suggestion: `Set HOME or ${variable} to a folder of yours, or give the connection in COUPA_… variables.`,
    })
  }
  return join(home, belowHome)
}

/** Where containers keep their identities: XDG_DATA_HOME, otherwise `.local/share` below HOME. */
export function dataFolder({ environment }: Pick<Context, 'environment'>): string {
  return join(baseFolder(environment, 'XDG_DATA_HOME', join('.local', 'share')), 'coupa-connector')
}

/**
 * Where an installation keeps its data: in the same place as containers, but for root in a folder of the system. The embedded
 * database of root runs as another user, who cannot pass through root's home.
 */
export function installationFolder(
  context: Pick<Context, 'environment'>,
  isRoot: boolean = process.getuid?.() === 0,
): string {
  return isRoot && !context.environment.XDG_DATA_HOME ? '/var/lib/coupa-connector' : dataFolder(context)
}
