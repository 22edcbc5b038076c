import { execFile } from 'node:child_process'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type EmbeddedDatabaseOptions, openEmbeddedDatabase } from '../../database/connecting/open-embedded.ts'
import { isPostmaster, readPostmasterFile } from '../../database/embedded/postmaster-file.ts'
import type { HubDatabase } from '../../database/hub-database.ts'

/** A directory of an embedded database, gone with its server at the end of the test. */
export interface EmbeddedDirectory extends AsyncDisposable {
  readonly path: string
  /** What PostgreSQL calls its data directory. */
  readonly data: string
  open(options?: Partial<EmbeddedDatabaseOptions>): Promise<HubDatabase>
  /** The process of its server; undefined when none runs. */
  serverPid(): Promise<number | undefined>
}

/** Makes an empty directory. */
export async function makeEmbeddedDirectory(parent: string = tmpdir()): Promise<EmbeddedDirectory> {
  const path = await realpath(await mkdtemp(join(parent, 'embedded-')))
  const data = join(path, 'postgresql', 'data')
  const serverPid = async (): Promise<number | undefined> => {
    const found = await readPostmasterFile(data)
    return found !== undefined && (await isPostmaster(found.pid, data)) ? found.pid : undefined
  }
  return {
    path,
    data,
    open: (options) => openEmbeddedDatabase({ directory: path, settings: { fsync: 'off' }, ...options }),
    serverPid,
    [Symbol.asyncDispose]: async () => {
      const pid = await serverPid()
      if (pid !== undefined) process.kill(pid, 'SIGKILL')
      await rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
    },
  }
}

/** Makes a directory with a database in it, as a copy of one whose server is stopped: that spares `initdb`. */
export async function copyEmbeddedDirectory(of: EmbeddedDirectory, parent?: string): Promise<EmbeddedDirectory> {
  const copy = await makeEmbeddedDirectory(parent)
  // Owners matter: for root the data belong to the server's user.
  await promisify(execFile)('cp', ['-a', `${of.path}/.`, copy.path])
  return copy
}
