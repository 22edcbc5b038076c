import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { type Clock, systemClock } from '../runtime/clock.ts'
import { Secret } from '../secrets/secret.ts'
import { hasCode } from './file-errors.ts'
import { withOwnerLock } from './owner-lock.ts'
import { isSameToken, type StoredToken, type TokenStore } from './token-store.ts'

/** Encrypts what is written and decrypts what is read. `open` throws when the bytes are not its own. */
export interface TokenSeal {
  seal(bytes: Uint8Array): Promise<Uint8Array> | Uint8Array
  open(bytes: Uint8Array): Promise<Uint8Array> | Uint8Array
}

export interface FileTokenStoreOptions {
  /** Made when missing, for this user alone (mode 0700). */
  readonly directory: string
  /** Default: none; the files are then protected by their mode (0600) alone. */
  readonly seal?: TokenSeal | undefined
  readonly clock?: Clock | undefined
  /** From 0 up to 1; spreads the looks at a lock that somebody else holds. */
  readonly random?: (() => number) | undefined
  /** A lock whose owner shows no sign of life for this long is taken over. Default: 15 s, three heartbeats. */
  readonly lockLeaseMs?: number | undefined
}

/**
 * A store in a directory, by which any number of processes share one token. Files are written aside,
 * flushed and renamed, so that a reader never sees half a token. A file that cannot be read as a token counts as absent.
 */
export function createFileTokenStore({
  directory,
  seal,
  clock = systemClock,
  random = Math.random,
  lockLeaseMs = 15_000,
}: FileTokenStoreOptions): TokenStore {
  return {
    read: (key) => read(pathOf(key)),
    write,
    remove: async (key, ifToken) => {
      await withLock(key, async () => {
        const stored = await read(pathOf(key))
        if (!stored?.token || !isSameToken(stored.token, ifToken)) return
        await replace(pathOf(key), { sequence: stored.sequence, token: undefined })
      })
    },
    withLock,
  }

  async function withLock<Result>(
    key: string,
    work: () => Promise<Result>,
    { signal }: { signal?: AbortSignal | undefined } = {},
  ): Promise<Result> {
    const path = `${pathOf(key)}.lock`
    await mkdir(directory, { recursive: true, mode: 0o700 })
    return withOwnerLock({ path, clock, random, leaseMs: lockLeaseMs, signal }, work)
  }

  async function write(key: string, stored: StoredToken): Promise<boolean> {
    const newest = await read(pathOf(key))
    if ((newest?.sequence ?? 0) >= stored.sequence) return false
    await replace(pathOf(key), stored)
    return true
  }

  async function read(path: string): Promise<StoredToken | undefined> {
    let bytes: Uint8Array
    try {
      bytes = await readFile(path)
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return undefined
      throw error
    }
    try {
      return decode(seal ? await seal.open(bytes) : bytes)
    } catch {
      return undefined
    }
  }

  async function replace(path: string, stored: StoredToken): Promise<void> {
    const bytes = encode(stored)
    const sealed = seal ? await seal.seal(bytes) : bytes
    await mkdir(directory, { recursive: true, mode: 0o700 })
    const aside = `${path}.${randomUUID()}`
    try {
      const file = await open(aside, 'wx', 0o600)
      try {
        await file.writeFile(sealed)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(aside, path)
    } catch (error) {
      await unlink(aside).catch(() => {})
      throw error
    }
    await syncDirectory(directory)
  }

  function pathOf(key: string): string {
    if (!/^[\w-]{1,200}$/.test(key)) throw new TypeError('A token store key has 1 to 200 letters, digits, _ or -')
    return join(directory, `${key}.token`)
  }
}

function encode({ sequence, token }: StoredToken): Uint8Array {
  const record = { version: 1, sequence, token: token && { ...token, value: token.value.reveal() } }
  return Buffer.from(JSON.stringify(record))
}

/** Throws when the bytes are not what `encode` makes. */
function decode(bytes: Uint8Array): StoredToken {
  const { version, sequence, token } = JSON.parse(Buffer.from(bytes).toString('utf8'))
  if (version !== 1 || !Number.isSafeInteger(sequence)) throw new TypeError('not a token record')
  if (token === undefined || token === null) return { sequence, token: undefined }
  const { value, issuedAtMs, expiresAtMs, grantedScopes } = token
  const isToken = typeof value === 'string' && Number.isFinite(issuedAtMs) && Number.isFinite(expiresAtMs)
  const isScopes = grantedScopes === undefined || (Array.isArray(grantedScopes) && grantedScopes.every(isText))
  if (!isToken || !isScopes) throw new TypeError('not a token record')
  return { sequence, token: { value: new Secret(value), issuedAtMs, expiresAtMs, grantedScopes } }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

/** Makes the rename last through a power cut; where directories cannot be flushed, the token is merely asked for again. */
async function syncDirectory(directory: string): Promise<void> {
  try {
    const handle = await open(directory, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch {
    // Not on this platform.
  }
}
