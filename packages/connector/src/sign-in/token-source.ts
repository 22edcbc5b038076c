import type { Counters, Log } from '../runtime/observer.ts'
import { redact } from '../secrets/redact.ts'
import type { AccessToken } from './token.ts'
import type { StoredToken, TokenStore } from './token-store.ts'

export interface ObtainOptions {
  /** Whether a token found in the store will do. */
  readonly accepts: (token: AccessToken) => boolean
  /** When it has aborted by the time the answer comes, the answer is not stored. */
  readonly signal: AbortSignal
}

/** Where a token comes from: out of the store when somebody else has got one already, else from the token server. */
export interface TokenSource {
  obtain(options: ObtainOptions): Promise<AccessToken>
  forget(token: AccessToken): Promise<void>
}

/**
 * Asks the token server only under the store's lock and after looking into the store again, so that all who share the
 * store cause one request. The number read under the lock fences the answer: one that took so long that somebody else
 * has stored a newer token meanwhile is not stored. Faults of the store are logged and otherwise ignored.
 */
export function createTokenSource({
  request,
  store,
  key,
  log,
  counters,
}: {
  readonly request: (options: { signal: AbortSignal }) => Promise<AccessToken>
  readonly store: TokenStore
  readonly key: string
  readonly log: Log | undefined
  readonly counters: Pick<Counters, 'tokenRequests'> | undefined
}): TokenSource {
  return { obtain, forget }

  async function obtain({ accepts, signal }: ObtainOptions): Promise<AccessToken> {
    const found = await read(signal)
    if (found?.token && accepts(found.token)) return found.token
    return locked(signal, async () => {
      const stored = await read(signal)
      if (stored?.token && accepts(stored.token)) return stored.token
      if (counters) counters.tokenRequests++
      const token = await request({ signal })
      signal.throwIfAborted()
      if (await write({ sequence: (stored?.sequence ?? 0) + 1, token })) return token
      const newer = await read(signal)
      return newer?.token && accepts(newer.token) ? newer.token : token
    })
  }

  async function forget(token: AccessToken): Promise<void> {
    await store.remove(key, token).catch(warn('A token could not be removed from the token store', token))
  }

  async function read(signal: AbortSignal): Promise<StoredToken | undefined> {
    try {
      return await store.read(key, { signal })
    } catch (error) {
      signal.throwIfAborted()
      warn('The token store could not be read')(error)
      return undefined
    }
  }

  async function write(stored: StoredToken): Promise<boolean> {
    try {
      return await store.write(key, stored)
    } catch (error) {
      warn('The token store could not be written', stored.token)(error)
      return true
    }
  }

  async function locked<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    let started = false
    const startedWork = () => {
      started = true
      return work()
    }
    try {
      return await store.withLock(key, startedWork, { signal })
    } catch (error) {
      if (started || signal.aborted) throw error
      warn('The token store could not be locked')(error)
      return work()
    }
  }

  /** A store of somebody else may put into its errors what it was given. */
  function warn(message: string, token?: AccessToken): (error: unknown) => void {
    return (error) => {
      const reason = redact(error instanceof Error ? error.message : String(error), [token?.value])
      log?.warn({ reason }, message)
    }
  }
}
