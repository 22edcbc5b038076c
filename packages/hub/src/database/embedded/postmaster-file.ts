import { readlinkSync } from 'node:fs'
import { readFile, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readProcessStart } from './process-start.ts'
import type { ServerAddress } from './server-settings.ts'

/** What a server that runs writes into `postmaster.pid`. */
export interface PostmasterFile {
  readonly pid: number
  readonly address: ServerAddress
  /** Whether it lets anybody in: not while it starts, recovers or stops. */
  readonly isReady: boolean
}

/** Reads the pid file of the server in a data directory. Undefined when there is none, or when it is not complete yet. */
export async function readPostmasterFile(data: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  // One fact a line: pid, data directory, start, port, folder of the socket, address of the port, key of
  // the shared memory, state.
  const [pid = '', , , port = '', folder = '', , , state = ''] = text.split('\n')
  if (!(Number(pid) > 0 && Number(port) > 0)) return undefined
  const address = folder === '' ? { port: Number(port) } : { socketFolder: folder }
  return { pid: Number(pid), address, isReady: state.trim() === 'ready' }
}

/** Whether the server of a data directory is there as a process. */
export async function isPostmaster(pid: number, data: string): Promise<boolean> {
  if (readProcessStart(pid) === undefined) return false
  if (process.platform !== 'linux') return true
  try {
    // A server works in its data directory.
    return readlinkSync(`/proc/${pid}/cwd`) === (await realpath(data))
  } catch (error) {
    // Of another user, so that it cannot be asked; or it has just ended.
    return (error as NodeJS.ErrnoException).code === 'EACCES'
  }
}

/**
 * Removes a `postmaster.pid` whose number belongs to another process by now. Numbers are reused after the system or a container
 * restarts, and PostgreSQL would take that process for its server and refuse to start. A file whose process has ended is left
 * to PostgreSQL.
 */
export async function removeForeignPostmasterFile(data: string): Promise<void> {
  const found = await readPostmasterFile(data)
  if (found === undefined || readProcessStart(found.pid) === undefined) return
  if (await isPostmaster(found.pid, data)) return
  await rm(join(data, 'postmaster.pid'), { force: true })
}
