import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { NodePrincipal } from '../../server/pipeline/principal.ts'
import type { Handlers } from '../../server/routes/handler.ts'
import {
  lockTopic,
  readSharedToken,
  type TokenPlace,
  tryLock,
  unlock,
  worksForAccount,
  writeSharedToken,
} from './shared-tokens.ts'

/** News of a lock may be lost: whoever waits looks again after this long. */
const lookAgainMs = 2_000

/**
 * The token store that the nodes of a container share, so that they ask for one token together. It is
 * what the connector's `TokenStore` needs: `remove` is a write of null with the number of the token that was read, and
 * `withLock` is a lock with a lease, by a holder of its own each time, and an unlock.
 */
export function createSharedTokenHandlers(
  context: HubContext,
): Pick<Handlers, 'node.readToken' | 'node.writeToken' | 'node.lockToken' | 'node.unlockToken'> {
  const { db } = context
  return {
    'node.readToken': async ({ caller, params, body }) => {
      const place = await admit(caller, body.account, params.key)
      return { body: { stored: (await readSharedToken(context, place)) ?? null } }
    },
    'node.writeToken': async ({ caller, params, body }) => {
      const place = await admit(caller, body.account, params.key)
      return { body: { isKept: await writeSharedToken(context, place, body.stored, body.expiresAt) } }
    },
    'node.lockToken': async ({ caller, params, body, meta }) => {
      const place = await admit(caller, body.account, params.key)
      const recheck = async (): Promise<void> => {
        await meta.recheck()
        await admit(caller, body.account, params.key)
      }
      return { body: { isHeld: await waitForLock(context, place, body, { signal: meta.signal, recheck }) } }
    },
    'node.unlockToken': async ({ caller, params, body }) => {
      const place = await admit(caller, body.account, params.key)
      await unlock(context, place, body.holder)
      return { body: undefined }
    },
  }

  async function admit({ container }: NodePrincipal, account: string, key: string): Promise<TokenPlace> {
    if (await worksForAccount(db, { container: container.id, account })) {
      return { container: container.id, account, key }
    }
    throw new HubProblem('NOT_FOUND', {
      detail: 'The container does not work for this account.',
      suggestion: 'Use only the accounts of the jobs that the node was given.',
    })
  }
}

/**
 * Tries to get the lock, and tries again on every notification about it and when its lease ends. It holds no connection while
 * it waits.
 */
async function waitForLock(
  context: HubContext,
  place: TokenPlace,
  { holder, waitMs, leaseMs }: { readonly holder: string; readonly waitMs: number; readonly leaseMs: number },
  { signal, recheck }: { readonly signal: AbortSignal; readonly recheck: () => Promise<void> },
): Promise<boolean> {
  const { db, topics, clock, stopping } = context
  const endsAtMs = clock.monotonicMs() + waitMs
  const gone = AbortSignal.any([signal, stopping])
  let news = new AbortController()
  const unsubscribe = topics.subscribe(lockTopic(place), () => news.abort())
  try {
    while (!gone.aborted) {
      // Before the look, so that news that comes during it is not missed.
      news = new AbortController()
      const heldForMs = await tryLock(db, place, holder, leaseMs)
      if (heldForMs === undefined) return true
      const remainingMs = endsAtMs - clock.monotonicMs()
      if (remainingMs <= 0) return false
      const woken = AbortSignal.any([gone, news.signal])
      await clock.sleep(Math.min(remainingMs, heldForMs, lookAgainMs), woken).catch((error: unknown) => {
        if (!woken.aborted) throw error
      })
      if (!gone.aborted) await recheck()
    }
    return false
  } finally {
    unsubscribe()
  }
}
