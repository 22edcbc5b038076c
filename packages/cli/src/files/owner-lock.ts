import { access, chmod, constants, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { CommandClock } from '../command/context.ts'

/** A lock that a process holds on a path until it releases it or ends, however it ends. */
export interface OwnerLock {
  release(): Promise<void>
}

/** The lock belongs to a process that still runs. */
export class LockHeldError extends Error {
  readonly owner: string

  constructor(file: string, owner: string) {
    super(`${file} is held by ${owner}`)
    this.name = 'LockHeldError'
    this.owner = owner
  }
}

/** What the holder says of itself, for messages only. The lock itself does not depend on it. */
interface Owner {
  readonly pid: number
  readonly host: string
}

/**
 * Takes a lock on a file, which is created. The operating system holds it for this process, by a transaction of SQLite, so that
 * nothing is left of a killed owner: neither its number, which in a container is always the same, nor its host name, which
 * changes with every start, decides anything. Throws a `LockHeldError` when somebody else holds the lock.
 */
export async function takeLock(
  file: string,
  {
    isTemporary = false,
  }: {
    /** Whether the file goes away with the release, because it stands among files of other people. */
    readonly isTemporary?: boolean
  } = {},
): Promise<OwnerLock> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const before = await inodeOf(file)
    const database = await lockFile(file)
    if (database === 'held') throw new LockHeldError(file, await describeOwner(file))
    if (database === 'not ours') {
      // Before locks were held by the system, the file was a text that named its owner.
      await rm(file, { force: true })
      continue
    }
    const now = await inodeOf(file)
    // A former owner has removed the file since it was opened. Others would lock another one.
    if (now === undefined || (before !== undefined && before !== now)) {
      database.close()
      continue
    }
    await chmod(file, 0o600)
    const owner: Owner = { pid: process.pid, host: hostname() }
    await writeFile(ownerFile(file), JSON.stringify(owner), { mode: 0o600 })
    return {
      release: async () => {
        await rm(ownerFile(file), { force: true })
        if (isTemporary) await rm(file, { force: true })
        if (database.isOpen) database.close()
      },
    }
  }
  throw new LockHeldError(file, 'another process')
}

/** Runs `work` under a lock, and waits up to ten seconds for other holders. */
export async function withLock<Result>(
  file: string,
  clock: CommandClock,
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> {
  const lock = await waitForLock(file, clock, signal)
  try {
    return await work()
  } finally {
    await lock.release()
  }
}

async function waitForLock(file: string, clock: CommandClock, signal: AbortSignal): Promise<OwnerLock> {
  const deadlineMs = clock.monotonicMs() + 10_000
  for (;;) {
    try {
      return await takeLock(file)
    } catch (error) {
      if (!(error instanceof LockHeldError) || clock.monotonicMs() >= deadlineMs) throw error
      await clock.sleep(20 + Math.random() * 30, signal)
    }
  }
}

/** SQLite's result codes, without what is added to them. */
const busy = 5
const locked = 6
const notADatabase = 26

async function lockFile(file: string): Promise<DatabaseSync | 'held' | 'not ours'> {
  // SQLite only says that it cannot open the file; this says why.
  await access(dirname(file), constants.W_OK)
  const database = new DatabaseSync(file)
  try {
    database.exec('begin exclusive')
    return database
  } catch (error) {
    database.close()
    const code = Number((error as { errcode?: number }).errcode) & 0xff
    if (code === busy || code === locked) return 'held'
    if (code === notADatabase) return 'not ours'
    throw error
  }
}

async function inodeOf(file: string): Promise<bigint | undefined> {
  return (await stat(file, { bigint: true }).catch(() => undefined))?.ino
}

/** Beside the locked file: a process that opened and closed that file itself would give its lock away. */
function ownerFile(file: string): string {
  return `${file}.owner`
}

async function describeOwner(file: string): Promise<string> {
  try {
    const { pid, host } = JSON.parse(await readFile(ownerFile(file), 'utf8')) as Partial<Owner>
    if (Number.isSafeInteger(pid) && typeof host === 'string') return `process ${pid} on ${host}`
  } catch {
    // It has just come or just gone.
  }
  return 'another process'
}
