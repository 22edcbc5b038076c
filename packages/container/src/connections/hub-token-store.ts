import { randomUUID } from 'node:crypto'
import { createMemoryTokenStore, Secret } from '@coupa-connector/connector'
import { redact } from '@coupa-connector/connector/internals'
import type { AccessToken, Clock, Log, StoredToken, TokenStore } from '@coupa-connector/connector/plugins'
import type { NodeClient } from '../hub/node-client.ts'

export interface HubTokenStoreOptions {
  readonly client: Pick<NodeClient, 'call'>
  /** Tenant whose tokens these are. */
  readonly account: string
  readonly clock: Clock
  readonly log: Log
  /** A lock that its holder does not renew for this long is free again. Default: 15 s. */
  readonly lockLeaseMs?: number | undefined
}

/** Limit of one look at the hub. A token of the node's own costs Coupa one request more, but keeps nobody waiting. */
const limitMs = 3_000
/** For so long the hub is not asked again after it failed to answer. */
const restMs = 5_000
/** How long the hub may hold a request for a lock back. */
const lockWaitMs = 10_000

/**
 * The token store that the nodes of a container share through the hub, so that all of them together cause one token request.
 * While the hub is away, this process continues with the token it knows and a lock of its own; no call fails for it. When both
 * know a token, the one with the higher number counts.
 */
export function createHubTokenStore({
  client,
  account,
  clock,
  log,
  lockLeaseMs = 15_000,
}: HubTokenStoreOptions): TokenStore {
  const memory = createMemoryTokenStore()
  let restsUntilMs = Number.NEGATIVE_INFINITY

  return {
    read,
    write: async (key, stored) => {
      const body = { account, stored: encode(stored), expiresAt: expiryOf(stored) }
      const answer = await ask(() => client.call('node.writeToken', { params: { key }, body }, { limitMs }), stored)
      const isKept = await memory.write(key, stored)
      return answer === undefined ? isKept : answer.isKept
    },
    remove: async (key, ifToken) => {
      await memory.remove(key, ifToken)
      const stored = await read(key)
      if (!stored?.token || stored.token.value.reveal() !== ifToken.value.reveal()) return
      // The number names the token: the hub removes this one and no newer one.
      const removed = { sequence: stored.sequence, token: undefined }
      const body = { account, stored: encode(removed), expiresAt: null }
      await ask(() => client.call('node.writeToken', { params: { key }, body }, { limitMs }), { token: ifToken })
    },
    // Inside the process callers wait for each other, and only the first asks the hub.
    withLock: (key, work, options = {}) => memory.withLock(key, () => withHubLock(key, work, options.signal), options),
  }

  async function read(
    key: string,
    { signal }: { signal?: AbortSignal | undefined } = {},
  ): Promise<StoredToken | undefined> {
    const answer = await ask(
      () => client.call('node.readToken', { params: { key }, body: { account } }, { signal, limitMs }),
      { signal },
    )
    signal?.throwIfAborted()
    const known = await memory.read(key)
    const shared = answer?.stored ? decode(answer.stored) : undefined
    if (!shared || (known && known.sequence > shared.sequence)) return known
    await memory.write(key, shared)
    return shared
  }

  async function withHubLock<Result>(
    key: string,
    work: () => Promise<Result>,
    signal: AbortSignal | undefined,
  ): Promise<Result> {
    const holder = randomUUID()
    const params = { key }
    const isHeld = await lock(key, holder, signal)
    if (!isHeld) return await work()
    const done = new AbortController()
    const renewing = renew(key, holder, done.signal)
    try {
      return await work()
    } finally {
      done.abort()
      await renewing
      await ask(() => client.call('node.unlockToken', { params, body: { account, holder } }, { limitMs }))
    }
  }

  /** Waits for the lock; false when the hub is away. */
  async function lock(key: string, holder: string, signal: AbortSignal | undefined): Promise<boolean> {
    for (;;) {
      const body = { account, holder, waitMs: lockWaitMs, leaseMs: lockLeaseMs }
      const startedMs = clock.monotonicMs()
      const answer = await ask(
        () => client.call('node.lockToken', { params: { key }, body }, { signal, limitMs: lockWaitMs + limitMs }),
        { signal },
      )
      if (signal?.aborted) {
        // It may have been given to who no longer waits for it.
        void ask(() => client.call('node.unlockToken', { params: { key }, body: { account, holder } }, { limitMs }))
        throw signal.reason
      }
      if (!answer) return false
      if (answer.isHeld) return true
      // A hub that is about to stop answers at once.
      if (clock.monotonicMs() - startedMs < 100) await clock.sleep(250, signal)
    }
  }

  async function renew(key: string, holder: string, done: AbortSignal): Promise<void> {
    for (;;) {
      const isOver = await clock.sleep(lockLeaseMs / 3, done).then(
        () => false,
        () => true,
      )
      if (isOver) return
      const body = { account, holder, waitMs: 0, leaseMs: lockLeaseMs }
      await ask(() => client.call('node.lockToken', { params: { key }, body }, { signal: done, limitMs }), {
        signal: done,
      })
    }
  }

  /** Undefined when the hub does not answer, failed to a moment ago, or when nobody waits for the answer any more. */
  async function ask<Answer>(
    call: () => Promise<Answer>,
    { token, signal }: { token?: AccessToken | undefined; signal?: AbortSignal | undefined } = {},
  ): Promise<Answer | undefined> {
    if (clock.monotonicMs() < restsUntilMs) return undefined
    try {
      return await call()
    } catch (error) {
      if (signal?.aborted) return undefined
      restsUntilMs = clock.monotonicMs() + restMs
      const reason = redact(error instanceof Error ? error.message : String(error), [token?.value])
      log.warn({ account, reason }, 'The shared token store does not answer; this node goes on with its own tokens')
      return undefined
    }
  }
}

function expiryOf({ token }: StoredToken): string | null {
  return token ? new Date(token.expiresAtMs).toISOString() : null
}

function encode({ sequence, token }: StoredToken): { sequence: number; token: string | null } {
  return { sequence, token: token ? JSON.stringify({ ...token, value: token.value.reveal() }) : null }
}

/** A token that another program wrote in another form counts as removed, but its number stays. */
function decode({ sequence, token }: { sequence: number; token: string | null }): StoredToken {
  const { value, issuedAtMs, expiresAtMs, grantedScopes } = members(token)
  const isScopes = Array.isArray(grantedScopes) && grantedScopes.every((scope) => typeof scope === 'string')
  if (typeof value !== 'string' || typeof issuedAtMs !== 'number' || typeof expiresAtMs !== 'number') {
    return { sequence, token: undefined }
  }
  return {
    sequence,
    token: { value: new Secret(value), issuedAtMs, expiresAtMs, grantedScopes: isScopes ? grantedScopes : undefined },
  }
}

function members(token: string | null): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(token ?? 'null')
    return typeof parsed === 'object' && parsed !== null ? (parsed as Readonly<Record<string, unknown>>) : {}
  } catch {
    return {}
  }
}
