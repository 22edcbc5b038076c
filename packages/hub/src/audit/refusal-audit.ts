import type { Route, RouteId } from '@coupa-connector/protocol'
import type { FastifyRequest } from 'fastify'
import type { HubProblem } from '../basics/problem.ts'
import type { HubContext } from '../context/hub-context.ts'
import { actorOf, type Principal } from '../server/pipeline/principal.ts'
import { createRateLimiter, type RateLimit } from '../server/pipeline/rate-limiter.ts'
import { recordAudit } from './record-audit.ts'

/** Records what a known caller was refused, in the audit log of the caller's account. */
export type AuditRefusal = (
  route: Route,
  routeId: RouteId,
  request: FastifyRequest,
  problem: HubProblem,
) => Promise<void>

/** Rows at once, and rows a second, per actor. Nobody can fill the log of an account by asking for what they may not do. */
export const refusalLimit: RateLimit = { burst: 20, perSecond: 20 / 60 }

export function createRefusalAudit({ db, clock, log }: Pick<HubContext, 'db' | 'clock' | 'log'>): AuditRefusal {
  const limiter = createRateLimiter({ ...refusalLimit, monotonicMs: () => clock.monotonicMs() })
  return async (route, routeId, request, problem) => {
    const { caller, account } = request.state
    if (route.access.kind !== 'account' || caller === undefined || caller.kind === 'node') return
    // Inside the caller's own account, something that is not found is a mistake, not a refusal.
    const isForeignAccount = account === undefined && problem.status === 404
    if (!isForeignAccount && ![401, 403, 429].includes(problem.status)) return
    if (!limiter.mayTake(caller.id)) return
    try {
      await recordAudit(db, {
        account: account?.id ?? (await homeOf(caller)),
        actor: actorOf(caller),
        action: routeId,
        outcome: 'refused',
        detail: { code: problem.code, status: problem.status, ...(isForeignAccount ? { isForeignAccount } : {}) },
        requestId: request.id,
        address: request.ip,
      })
    } catch (error) {
      log.error({ routeId, requestId: request.id, error }, 'a refusal could not be written to the audit log')
    }
  }

  /** Of a key its account; of a person the one they joined first, or none. */
  async function homeOf(caller: Exclude<Principal, { kind: 'node' }>): Promise<string | null> {
    if (caller.kind === 'key') return caller.account
    const first = await db
      .selectFrom('membership')
      .select('account_id')
      .where('person_id', '=', caller.id)
      .orderBy('created_at')
      .orderBy('account_id')
      .limit(1)
      .executeTakeFirst()
    return first?.account_id ?? null
  }
}
