import { stat, utimes } from 'node:fs/promises'
import type { CommandClock } from '../command/context.ts'
import { type OwnerLock, takeLock } from './owner-lock.ts'

/** How often the owner of a lock touches it. */
const beatMs = 5_000

/**
 * A lock that nobody has touched for this long has no owner any more. It is three beats, since a machine under load may miss
 * one.
 */
const silenceMs = 15_000

/**
 * Takes a lock and keeps touching it. An owner on another machine cannot be asked whether it is alive, so its lock is watched
 * for 15 seconds instead. This happens when a container restarts: it has a new host name and finds the lock of its predecessor.
 * `onWait` is called with the owner before the watch begins. Throws a `LockHeldError` when somebody else holds the lock.
 */
export async function takeBeatingLock(
  file: string,
  {
    clock,
    signal,
    onWait,
  }: { readonly clock: CommandClock; readonly signal: AbortSignal; readonly onWait: (owner: string) => void },
): Promise<OwnerLock> {
  const lock = await takeLock(file, {
    isSilent: async (owner) => {
      onWait(owner)
      return await isUntouched(file, clock, signal)
    },
  })
  const ending = new AbortController()
  const beating = beat(file, clock, ending.signal)
  return {
    release: async () => {
      ending.abort()
      await beating
      await lock.release()
    },
  }
}

async function beat(file: string, clock: CommandClock, signal: AbortSignal): Promise<void> {
  for (;;) {
    await clock.sleep(beatMs, signal).catch(() => {})
    if (signal.aborted) return
    const now = new Date()
    // Somebody may have removed it by hand; that is no reason to stop.
    await utimes(file, now, now).catch(() => {})
  }
}

/** Compares the times of the file only with each other, since the clock of the other machine may differ. */
async function isUntouched(file: string, clock: CommandClock, signal: AbortSignal): Promise<boolean> {
  const before = await touchedAt(file)
  for (let waitedMs = 0; waitedMs < silenceMs; waitedMs += 1_000) {
    await clock.sleep(1_000, signal)
    const now = await touchedAt(file)
    if (now === undefined) return true
    if (now !== before) return false
  }
  return true
}

async function touchedAt(file: string): Promise<number | undefined> {
  return (await stat(file).catch(() => undefined))?.mtimeMs
}
