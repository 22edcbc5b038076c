import { randomUUID } from 'node:crypto'
import { readlinkSync } from 'node:fs'
import { open, readFile, rename, stat, unlink, utimes } from 'node:fs/promises'
import { hostname } from 'node:os'
import type { Clock } from '../runtime/clock.ts'
import { hasCode } from './file-errors.ts'

/** Who holds a lock: enough to see whether the holder still lives. */
interface Owner {
  readonly id: string
  readonly pid: number
  /** Host and process namespace: only there does the process id mean anything. */
  readonly machine: string
}

export interface OwnerLockOptions {
  readonly path: string
  readonly clock: Clock
  readonly random: () => number
  /** A lock that shows no sign of life for this long is taken over. */
  readonly leaseMs: number
  readonly signal?: AbortSignal | undefined
}

/**
 * Runs work while this process owns a lock file. The file is made with `O_EXCL` and tells its owner; the owner touches
 * it while it works. Others wait, and take it over only when the owner's process is dead, or when the file did not
 * change for a whole lease by the waiter's own clock, so that clocks of several machines need not agree. Only the owner
 * releases it. Throws the signal's reason when it aborts while waiting.
 */
export async function withOwnerLock<Result>(options: OwnerLockOptions, work: () => Promise<Result>): Promise<Result> {
  const { path, clock, leaseMs } = options
  const owner: Owner = { id: randomUUID(), pid: process.pid, machine: machineName() }
  await acquire(owner, options)
  const working = new AbortController()
  const heartbeat = keepAlive(path, clock, leaseMs / 3, working.signal)
  try {
    return await work()
  } finally {
    working.abort()
    await heartbeat
    await removeIfOwnedBy(path, owner.id)
  }
}

async function acquire(owner: Owner, { path, clock, random, leaseMs, signal }: OwnerLockOptions): Promise<void> {
  let seen: string | undefined
  let seenSinceMs = 0
  for (;;) {
    signal?.throwIfAborted()
    if (await tryCreate(path, owner)) return
    const now = await look(path)
    if (now === undefined) continue
    if (now.state !== seen) {
      seen = now.state
      seenSinceMs = clock.monotonicMs()
    }
    if (isDead(now.owner, owner) || clock.monotonicMs() - seenSinceMs >= leaseMs) {
      await removeIfOwnedBy(path, now.owner?.id)
      continue
    }
    await clock.sleep(10 + random() * 40, signal)
  }
}

async function tryCreate(path: string, owner: Owner): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600)
    try {
      await file.writeFile(JSON.stringify(owner))
    } finally {
      await file.close()
    }
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

/** The owner and everything that changes with a sign of life; undefined when the lock is gone. */
async function look(path: string): Promise<{ owner: Owner | undefined; state: string } | undefined> {
  try {
    const [text, { mtimeMs, ino }] = await Promise.all([readFile(path, 'utf8'), stat(path)])
    return { owner: parseOwner(text), state: `${text} ${mtimeMs} ${ino}` }
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

/** Undefined while the owner is still writing, and when it died at it: then only the lease helps. */
function parseOwner(text: string): Owner | undefined {
  try {
    const owner: Partial<Owner> | null = JSON.parse(text)
    const { id, pid, machine } = owner ?? {}
    if (typeof id !== 'string' || typeof pid !== 'number' || typeof machine !== 'string') return undefined
    return { id, pid, machine }
  } catch {
    return undefined
  }
}

function isDead(owner: Owner | undefined, me: Owner): boolean {
  if (!owner || owner.machine !== me.machine) return false
  try {
    process.kill(owner.pid, 0)
    return false
  } catch (error) {
    return hasCode(error, 'ESRCH')
  }
}

/**
 * Moves the lock aside first, which only one of several can do, and looks whom it removed. Should it have changed hands
 * in that moment, it goes back to where it was.
 */
async function removeIfOwnedBy(path: string, id: string | undefined): Promise<void> {
  const current = await look(path)
  if (current === undefined || current.owner?.id !== id) return
  const aside = `${path}.${randomUUID()}`
  try {
    await rename(path, aside)
    const moved = await look(aside)
    if (moved?.owner?.id === id) await unlink(aside)
    else await rename(aside, path)
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error
  }
}

/** Touches the lock until told to stop. A lock that is gone or cannot be touched is found out by whoever took it. */
async function keepAlive(path: string, clock: Clock, everyMs: number, signal: AbortSignal): Promise<void> {
  try {
    for (;;) {
      await clock.sleep(everyMs, signal)
      const time = new Date(clock.now())
      await utimes(path, time, time)
    }
  } catch {
    // Stopped, or the lock was taken away.
  }
}

function machineName(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}
