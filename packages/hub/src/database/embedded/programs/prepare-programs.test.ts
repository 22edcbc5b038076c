import { execFile } from 'node:child_process'
import { chmod, lstat, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { findPrograms, type ServerPrograms } from './find-programs.ts'
import { preparePrograms, removeOldPrograms } from './prepare-programs.ts'
import { chooseServerUser } from './server-user.ts'

const run = promisify(execFile)
const isRoot = process.getuid?.() === 0

describe.skipIf(process.platform === 'win32')('preparePrograms', { timeout: 60_000 }, () => {
  it('takes the package as it is when its user can reach it', async () => {
    await using place = await makePlace()
    await chmod(place.path, 0o755)

    expect(await preparePrograms(place.programs, chooseServerUser('/nowhere'), place.home)).toEqual(place.programs)
    expect(await readdir(place.home)).toEqual([])
  })

  it('makes the links that an install script would have made', async () => {
    await using place = await makePlace()
    await chmod(place.path, 0o755)
    const links = await linksOf(place.programs)
    for (const link of links) await rm(link, { force: true })

    const { folder } = await preparePrograms(place.programs, undefined, place.home)

    for (const link of links) expect((await lstat(link)).isSymbolicLink()).toBe(true)
    expect((await run(join(folder, 'bin', 'postgres'), ['--version'])).stdout).toContain('PostgreSQL')
  })

  it.runIf(isRoot)('copies programs once that another user cannot reach, links included, and they run', async () => {
    await using place = await makePlace()
    for (const link of await linksOf(place.programs)) await rm(link, { force: true })
    const user = chooseServerUser('/nowhere')

    const copied = await preparePrograms(place.programs, user, place.home)
    const again = await preparePrograms(place.programs, user, place.home)

    expect(copied.folder).toBe(join(place.home, `programs-${place.programs.version}`))
    expect(again).toEqual(copied)
    const { stdout } = await run(join(copied.folder, 'bin', 'initdb'), ['--version'], {
      uid: user?.uid ?? Number.NaN,
      gid: user?.gid ?? Number.NaN,
      cwd: '/',
    })
    expect(stdout).toContain('PostgreSQL')
  })

  it.runIf(isRoot)('leaves no copy of another version behind', async () => {
    await using place = await makePlace()
    const user = chooseServerUser('/nowhere')
    await preparePrograms({ ...place.programs, version: '18.3.0' }, user, place.home)
    await preparePrograms(place.programs, user, place.home)

    await removeOldPrograms(place.home, place.programs)

    expect(await readdir(place.home)).toEqual([`programs-${place.programs.version}`])
  })
})

/** A copy of the package in a folder that is closed to other users, and an open one for what is copied from it. */
async function makePlace(): Promise<
  AsyncDisposable & { readonly path: string; readonly home: string; readonly programs: ServerPrograms }
> {
  const programs = findPrograms()
  const path = await realpath(await mkdtemp(join(tmpdir(), 'programs-')))
  const home = await realpath(await mkdtemp(join(tmpdir(), 'programs-home-')))
  await chmod(home, 0o755)
  await run('cp', ['-a', programs.folder, join(path, 'native')])
  return {
    path,
    home,
    programs: { ...programs, folder: join(path, 'native') },
    [Symbol.asyncDispose]: async () => {
      for (const folder of [path, home]) await rm(folder, { recursive: true, force: true })
    },
  }
}

async function linksOf({ folder }: ServerPrograms): Promise<string[]> {
  const text = await readFile(join(folder, 'pg-symlinks.json'), 'utf8')
  return (JSON.parse(text) as { target: string }[]).map(({ target }) => join(folder, '..', target))
}
