import { constants } from 'node:fs'
import { access, cp, lstat, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import { createId } from '../../../basics/create-id.ts'
import { findClosedFolder } from './closed-folder.ts'
import type { ServerPrograms } from './find-programs.ts'
import type { ServerUser } from './server-user.ts'

/**
 * Returns programs that the server's user can run. The package's own programs serve when that user can reach them; otherwise
 * they are copied once, to `home`. Links among the libraries, which the package's install script normally makes, are made where
 * they are missing.
 */
export async function preparePrograms(
  programs: ServerPrograms,
  user: ServerUser | undefined,
  home: string,
): Promise<ServerPrograms> {
  const isReachable = user === undefined || (await findClosedFolder(join(programs.folder, 'bin'), user)) === undefined
  if (isReachable && (await areExecutable(programs, user)) && (await linkLibraries(programs.folder))) return programs
  const folder = join(home, `${copyPrefix}${programs.version}`)
  if ((await stat(folder).catch(() => undefined)) === undefined) await copyPrograms(programs.folder, folder, user)
  return { ...programs, folder }
}

/** Removes copies of programs of other versions, which an upgrade left behind. */
export async function removeOldPrograms(home: string, programs: ServerPrograms): Promise<void> {
  for (const name of await readdir(home)) {
    if (name.startsWith(copyPrefix) && name !== `${copyPrefix}${programs.version}`)
      await rm(join(home, name), { recursive: true, force: true })
  }
}

const copyPrefix = 'programs-'

async function areExecutable(programs: ServerPrograms, user: ServerUser | undefined): Promise<boolean> {
  const postgres = join(programs.folder, 'bin', process.platform === 'win32' ? 'postgres.exe' : 'postgres')
  if (user !== undefined) return ((await stat(postgres)).mode & 0o005) === 0o005
  return await access(postgres, constants.X_OK).then(
    () => true,
    () => false,
  )
}

/** Makes the missing links. Returns false when that is impossible there. */
async function linkLibraries(folder: string): Promise<boolean> {
  for (const { source, target } of await readLinks(folder)) {
    if (await lstat(target).catch(() => undefined)) continue
    try {
      await symlink(basename(source), target)
    } catch (error) {
      // Another program may have made it at the same moment.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
  }
  return true
}

/** The links of the package, with absolute paths. Both ends of each stand in one folder. */
async function readLinks(folder: string): Promise<{ source: string; target: string }[]> {
  const text = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]'
    throw error
  })
  const links = JSON.parse(text) as { source: string; target: string }[]
  return links.map(({ source, target }) => ({
    source: join(dirname(folder), source),
    target: join(dirname(folder), target),
  }))
}

async function copyPrograms(from: string, to: string, user: ServerUser | undefined): Promise<void> {
  // Two levels, as in the package: the paths of the links begin with `native`.
  const unfinished = `${to}.${createId()}`
  await mkdir(unfinished, { mode: 0o755 })
  try {
    await cp(from, unfinished, { recursive: true, verbatimSymlinks: true, filter: isNeeded })
    for (const { source, target } of await readLinks(from)) {
      const link = join(unfinished, target.slice(from.length + 1))
      if (!(await lstat(link).catch(() => undefined))) await symlink(basename(source), link)
    }
    if (user !== undefined) await openToAll(unfinished)
    await rename(unfinished, to)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    // Another program may have put its copy there at the same moment.
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

/** What only serves to build programs against the libraries is left out. */
function isNeeded(file: string): boolean {
  return !file.endsWith('.a') && !file.includes(`${sep}pgxs`) && !file.includes(`${sep}pkgconfig`)
}

/** Lets everybody read and enter what root has copied, because files of a package may have the mode 0600. */
async function openToAll(folder: string): Promise<void> {
  const { chmod } = await import('node:fs/promises')
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory() || basename(entry.parentPath) === 'bin') await chmod(path, 0o755)
    else if (entry.isFile()) await chmod(path, 0o644)
  }
}
