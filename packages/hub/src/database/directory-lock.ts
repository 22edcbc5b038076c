import { randomUUID } from 'node:crypto'
import { link, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { DatabaseError } from './database-error.ts'
import { readProcessStart } from './process-start.ts'

/** A directory that this process alone uses until it releases it. */
export interface DirectoryLock {
  release(): Promise<void>
}

interface Owner {
  readonly id: string
  readonly pid: number
  readonly startedAt: string
  readonly host: string
}

/**
 * Takes `file` as the sign that this process uses `directory`. A sign whose process has ended is taken over: at once on
 * the same machine, never from another machine, which cannot be asked. Throws `DatabaseError` (`DATABASE_IN_USE`).
 */
export async function takeDirectoryLock(file: string, directory: string): Promise<DirectoryLock> {
  const startedAt = readProcessStart(process.pid) ?? 'unknown'
  const owner: Owner = { id: randomUUID(), pid: process.pid, startedAt, host: hostname() }
  const mine = `${file}.${owner.id}`
  await writeFile(mine, JSON.stringify(owner), { flag: 'wx', mode: 0o600 })
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      // A link appears in one step and with its content; it fails when the name is taken.
      if (await succeeds(link(mine, file), 'EEXIST')) return { release: () => release(file, owner.id) }
      const holder = await readOwner(file)
      if (holder === 'gone') continue
      if (holder === undefined || isAlive(holder)) throw inUse(directory, file, holder)
      await removeDead(file, holder)
    }
    throw inUse(directory, file, undefined)
  } finally {
    await rm(mine, { force: true })
  }
}

function isAlive({ pid, startedAt, host }: Owner): boolean {
  if (host !== hostname()) return true
  const start = readProcessStart(pid)
  if (start === undefined) return false
  return start === startedAt || start === 'unknown' || startedAt === 'unknown'
}

/**
 * Removes the sign of a dead process. Of several that try at once one holds the marker, so that nobody removes the sign
 * that another has just put there. A marker that outlives its few milliseconds was left by a process that died.
 */
async function removeDead(file: string, dead: Owner): Promise<void> {
  const marker = `${file}.${dead.id}.dead`
  if (!(await succeeds(writeFile(marker, '', { flag: 'wx', mode: 0o600 }), 'EEXIST'))) {
    const made = await stat(marker).catch(() => undefined)
    if (made && Date.now() - made.mtimeMs > 10_000) await rm(marker, { force: true })
    return
  }
  try {
    await release(file, dead.id)
  } finally {
    await rm(marker, { force: true })
  }
}

async function release(file: string, id: string): Promise<void> {
  const holder = await readOwner(file)
  if (holder !== 'gone' && holder?.id === id) await rm(file, { force: true })
}

async function readOwner(file: string): Promise<Owner | undefined | 'gone'> {
  try {
    const { id, pid, startedAt, host } = JSON.parse(await readFile(file, 'utf8')) as Partial<Owner>
    if (typeof id !== 'string' || typeof pid !== 'number' || typeof startedAt !== 'string') return undefined
    return typeof host === 'string' ? { id, pid, startedAt, host } : undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'gone'
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined
    throw error
  }
}

function inUse(directory: string, file: string, holder: Owner | undefined): DatabaseError {
  const who = holder === undefined ? 'another process' : `process ${holder.pid} on ${holder.host}`
  const isElsewhere = holder === undefined || holder.host !== hostname()
  return new DatabaseError(
    'DATABASE_IN_USE',
    `The embedded database in ${directory} is in use by ${who}. Two programs on it would lose data.`,
    isElsewhere
      ? `Stop ${who}. If it has ended without a trace, delete ${file} and start again.`
      : `Stop process ${holder.pid}, or give this one a directory of its own. For several hubs use PostgreSQL.`,
  )
}

async function succeeds(work: Promise<unknown>, refusal: string): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === refusal) return false
    throw error
  }
}
