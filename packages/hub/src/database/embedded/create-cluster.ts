import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createId } from '../../basics/create-id.ts'
import { explainFailure } from './explain-failure.ts'
import { type EmbeddedPlaces, toDirectoryError } from './places.ts'
import type { ServerPrograms } from './programs/find-programs.ts'
import { runProgram } from './programs/run-program.ts'
import type { ServerUser } from './programs/server-user.ts'
import { databaseName, roleName, toArguments } from './server-settings.ts'

/** What it takes to make a database. */
export interface ClusterMaker {
  readonly places: EmbeddedPlaces
  readonly programs: ServerPrograms
  readonly user: ServerUser | undefined
  /** Over those of `serverSettings`. */
  readonly settings?: Readonly<Record<string, string>> | undefined
  /** Called once another process is at work, which has most of the time that this takes. */
  readonly onBegun?: (() => void) | undefined
}

/**
 * Creates a database beside its final place, and moves it there once it is complete and synced. A program that is killed
 * meanwhile leaves nothing that looks like a database. When several programs do this at once, the first one's database is kept.
 */
export async function createCluster(maker: ClusterMaker): Promise<void> {
  const { places } = maker
  const unfinished = `${places.cluster}${unfinishedMark}${createId()}`
  try {
    await build(unfinished, maker)
    await rename(unfinished, places.cluster)
    await syncFolder(places.home)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    // Another program was faster. It may also have removed the one that this program was about to finish.
    if (!existsSync(places.cluster)) throw toDirectoryError(error, places.home)
  }
}

/** Removes unfinished databases of killed programs. Only called when the database is there. */
export async function removeUnfinishedClusters({ home, cluster }: EmbeddedPlaces): Promise<void> {
  for (const name of await readdir(home)) {
    const path = join(home, name)
    // A process of the killed program may still write into it. The next start removes it then.
    if (path.startsWith(`${cluster}${unfinishedMark}`))
      await rm(path, { recursive: true, force: true, maxRetries: 2 }).catch(() => {})
  }
}

/** Runs statements on a database whose server is stopped, as its administrator. */
export async function runSingleUser(
  { programs, user, settings = {} }: Omit<ClusterMaker, 'places'>,
  data: string,
  statements: readonly string[],
): Promise<void> {
  // `exit_on_error` ends the program at the first error. Without it, single-user mode continues and succeeds.
  const own = toArguments({ ...settings, exit_on_error: 'true', log_checkpoints: 'off' })
  const args = ['--single', '-D', data, ...own, administrationDatabase]
  const { code, output } = await runProgram({
    programs,
    user,
    name: 'postgres',
    cwd: data,
    args,
    input: `${statements.join('\n')}\n`,
  })
  if (code !== 0) throw explainFailure({ attempt: 'The embedded database could not be made', code, output })
}

const unfinishedMark = '.unfinished-'

/** Where statements run that concern the hub's own database. Every cluster has it. */
const administrationDatabase = 'template1'

async function build(place: string, maker: ClusterMaker): Promise<void> {
  const { programs, user, settings, onBegun } = maker
  const data = join(place, 'data')
  for (const folder of [place, data]) {
    await mkdir(folder, { mode: 0o700 })
    if (user !== undefined) await chown(folder, user.uid, user.gid)
  }
  const args = [
    `--pgdata=${data}`,
    '--username=postgres',
    '--encoding=UTF8',
    '--locale=C',
    // Sorts like C, and knows the letters of all languages on every system.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    // Who may connect is said below.
    '--auth=trust',
    // Segments of 16 MiB would make a new database twice as large.
    '--wal-segsize=4',
    '--no-instructions',
    ...(settings?.fsync === 'off' ? ['--no-sync'] : []),
  ]
  const running = runProgram({ programs, user, name: 'initdb', args, cwd: data })
  onBegun?.()
  const { code, output } = await running
  if (code !== 0) throw explainFailure({ attempt: 'The embedded database could not be made', code, output })
  await writeFile(join(data, 'pg_hba.conf'), accessRules)
  const password = randomBytes(32).toString('base64url')
  await runSingleUser(maker, data, [
    `create role ${roleName} login password '${password}'`,
    // To ask the server which directory it serves.
    `grant pg_read_all_settings to ${roleName}`,
    // Making a database of our own would copy a whole template, which takes a tenth of a first start.
    `alter database postgres owner to ${roleName}`,
    `alter database postgres rename to ${databaseName}`,
  ])
  await writePassword(join(place, 'password'), password, user)
  await syncFolder(place)
}

/** The hub's role signs in with its password. The administrator has none and cannot sign in. */
const accessRules = `# Written by coupa-connector when it made this database.
local all all scram-sha-256
host all all 127.0.0.1/32 scram-sha-256
`

async function writePassword(file: string, password: string, user: ServerUser | undefined): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(password)
    if (user !== undefined) await handle.chown(user.uid, user.gid)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows has no way to do this, and keeps the order of renames itself.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
