import { randomUUID } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import type { CommandClock } from '../command/context.ts'
import { readProcessStart } from './process-start.ts'

/** A lock that a process holds on a path until it releases it. */
export interface OwnerLock {
  release(): Promise<void>
}

/** The lock belongs to a process that still runs, or to one on another machine, which cannot be asked. */
export class LockHeldError extends Error {
  readonly owner: string

  constructor(file: string, owner: string) {
    super(`${file} is held by ${owner}`)
    this.name = 'LockHeldError'
    this.owner = owner
  }
}

interface Owner {
  readonly id: string
  readonly pid: number
  readonly host: string
  /** Distinguishes a process from a later one with the same number. In a container every start has the number 1. */
  readonly startedAt?: string | undefined
}

/**
 * Takes a lock as a file that names its owner. A lock whose owner ended without releasing it is taken over. An owner on another
 * machine cannot be asked and counts as alive unless `isSilent` says otherwise. Throws a `LockHeldError` when somebody else
 * holds the lock.
 */
export async function takeLock(
  file: string,
  { isSilent = async () => false }: { readonly isSilent?: (owner: string) => Promise<boolean> } = {},
): Promise<OwnerLock> {
  const startedAt = readProcessStart(process.pid)
  const owner: Owner = { id: randomUUID(), pid: process.pid, host: hostname(), startedAt }
  const mine = `${file}.${owner.id}`
  await writeFile(mine, JSON.stringify(owner), { flag: 'wx', mode: 0o600 })
  try {
    // A link appears in one step together with its content, and fails when the name is taken.
    for (let attempt = 0; attempt < 3; attempt++) {
      if (await tryLink(mine, file)) return { release: () => releaseLock(file, owner.id) }
      const holder = await readOwner(file)
      if (holder === 'gone') continue
      const isHeld =
        holder === undefined || (isElsewhere(holder) ? !(await isSilent(describeOwner(holder))) : isAlive(holder))
      if (isHeld) throw new LockHeldError(file, describeOwner(holder))
      await removeDead(file, holder)
    }
    throw new LockHeldError(file, 'another process')
  } finally {
    await rm(mine, { force: true })
  }
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

async function tryLink(mine: string, file: string): Promise<boolean> {
  try {
    await link(mine, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function readOwner(file: string): Promise<Owner | undefined | 'gone'> {
  try {
    const owner: unknown = JSON.parse(await readFile(file, 'utf8'))
    return isOwner(owner) ? owner : undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'gone'
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function isOwner(value: unknown): value is Owner {
  if (typeof value !== 'object' || value === null) return false
  const { id, pid, host } = value as Partial<Owner>
  return typeof id === 'string' && Number.isSafeInteger(pid) && typeof host === 'string'
}

function isElsewhere({ host }: Owner): boolean {
  return host !== hostname()
}

function isAlive({ pid, startedAt }: Owner): boolean {
  const start = readProcessStart(pid)
  if (start !== undefined && startedAt !== undefined && start !== startedAt && start !== 'unknown') return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Removes a lock whose owner is dead. The remover holds a marker named after that owner meanwhile. Of several that try at once,
 * none can remove the lock that another has just taken.
 */
async function removeDead(file: string, dead: Owner): Promise<void> {
  const marker = `${file}.${dead.id}.dead`
  try {
    await writeFile(marker, '', { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return
    throw error
  }
  try {
    const holder = await readOwner(file)
    if (holder !== 'gone' && holder?.id === dead.id) await rm(file, { force: true })
  } finally {
    await rm(marker, { force: true })
  }
}

async function releaseLock(file: string, id: string): Promise<void> {
  const holder = await readOwner(file)
  if (holder !== 'gone' && holder?.id === id) await rm(file, { force: true })
}

function describeOwner(owner: Owner | undefined): string {
  return owner ? `process ${owner.pid} on ${owner.host}` : 'another process'
}
