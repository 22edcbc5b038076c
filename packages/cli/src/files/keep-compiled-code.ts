import { statSync } from 'node:fs'
import { constants, enableCompileCache } from 'node:module'
import { dirname, join } from 'node:path'
import type { Context } from '../command/context.ts'
import { cacheFolder } from './folders.ts'

/**
 * Has Node keep what it compiles of this program in the cache folder of this user, where the next start finds it. Node writes
 * when the program ends in order. Nothing is kept where somebody else could put code that this program would run, nor where
 * the folder cannot be written. `NODE_COMPILE_CACHE` names another folder, `NODE_DISABLE_COMPILE_CACHE=1` keeps nothing.
 * Answers with whether Node keeps it there.
 */
export function keepCompiledCode(environment: Context['environment']): boolean {
  try {
    const folder = cacheFolder({ environment })
    if (!isOurs(nearestFolder(folder))) return false
    return enableCompileCache(join(folder, 'compiled')).status === constants.compileCacheStatus.ENABLED
  } catch {
    // The program runs all the same.
    return false
  }
}

/** A folder, or the nearest above it that is there. */
function nearestFolder(folder: string): string {
  const isThere = statSync(folder, { throwIfNoEntry: false }) !== undefined
  return isThere || dirname(folder) === folder ? folder : nearestFolder(dirname(folder))
}

/** Whether this user alone can change what is in a folder. Windows tells no owner, and protects homes by other means. */
function isOurs(folder: string): boolean {
  const { uid, mode } = statSync(folder)
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0)
}
