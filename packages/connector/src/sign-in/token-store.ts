import type { AccessToken } from './token.ts'
import { waitUnlessAborted } from './wait-unless-aborted.ts'

/** What a store keeps under a key. The number rises with every token and stays when the token is removed. */
export interface StoredToken {
  readonly sequence: number
  /** Undefined once it was removed: what is left guards against answers older than the removal. */
  readonly token: AccessToken | undefined
}

/**
 * Where access tokens are kept, so that several connections, processes or nodes share one token. Keys
 * come from `tokenCacheKey`. A store that fails never fails a call: the connector goes on with a token of its own.
 */
export interface TokenStore {
  read(key: string, options?: { signal?: AbortSignal | undefined }): Promise<StoredToken | undefined>
  /** Keeps a token unless one with the same or a higher sequence number is there; says whether it was kept. */
  write(key: string, stored: StoredToken): Promise<boolean>
  /** Forgets the token under the key if it is still this one. */
  remove(key: string, ifToken: AccessToken): Promise<void>
  /** Runs work while nobody else who uses the store runs work under the same key. The signal ends waiting, not work. */
  withLock<Result>(
    key: string,
    work: () => Promise<Result>,
    options?: { signal?: AbortSignal | undefined },
  ): Promise<Result>
}

/** A store in this process's memory. Connections that are given the same one share tokens. */
export function createMemoryTokenStore(): TokenStore {
  const tokens = new Map<string, StoredToken>()
  const locks = new Map<string, Promise<void>>()

  return {
    read: async (key) => tokens.get(key),
    write: async (key, stored) => {
      if ((tokens.get(key)?.sequence ?? 0) >= stored.sequence) return false
      tokens.set(key, stored)
      return true
    },
    remove: async (key, ifToken) => {
      const stored = tokens.get(key)
      if (stored?.token && isSameToken(stored.token, ifToken)) tokens.set(key, { ...stored, token: undefined })
    },
    withLock: async (key, work, { signal } = {}) => {
      const before = locks.get(key) ?? Promise.resolve()
      const { promise: mine, resolve: release } = Promise.withResolvers<void>()
      const tail = before.then(() => mine)
      locks.set(key, tail)
      try {
        await waitUnlessAborted(before, signal)
        return await work()
      } finally {
        release()
        if (locks.get(key) === tail) locks.delete(key)
      }
    },
  }
}

/** Whether two records hold the same access token, even when they were read at different times. */
export function isSameToken(one: AccessToken, other: AccessToken): boolean {
  return one === other || one.value.reveal() === other.value.reveal()
}
