import { sql } from 'kysely'
import { recordAudit } from '../../audit/record-audit.ts'
import { refusalLimit } from '../../audit/refusal-audit.ts'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { createRateLimiter } from '../../server/pipeline/rate-limiter.ts'
import type { Handlers } from '../../server/routes/handler.ts'
import { beatNode } from './beat-node.ts'
import { createNodeCredential, hashCredential } from './credentials.ts'
import { enrollNode } from './enroll-node.ts'

/** What nodes call about themselves: enrolment, beats, a new credential. */
export function createNodeHandlers(
  context: HubContext,
): Pick<Handlers, 'node.enroll' | 'node.beat' | 'node.rotateCredential'> {
  const { db, randomBytes, clock } = context
  // A beat is answered while other requests wait for a connection: leases and jobs depend on it.
  const beating = { ...context, db: context.database.vital }
  const refusals = createRateLimiter({ ...refusalLimit, monotonicMs: () => clock.monotonicMs() })
  return {
    'node.enroll': async ({ body, meta: { requestId, address } }) => ({
      body: await enrollNode(context, body, { requestId, address }, refusals),
    }),
    'node.beat': async ({ caller, body }) => ({ body: await beatNode(beating, caller, body) }),
    'node.rotateCredential': async ({ caller, actor, meta: { routeId, requestId, address } }) => {
      const credential = createNodeCredential(randomBytes, caller.id)
      await db.transaction().execute(async (trx) => {
        // One that is there was never followed by its successor, so that it is the one in use: it is kept, for a node
        // that never got the answer of the last rotation.
        const rotated = await trx
          .updateTable('container_node')
          .set({
            previous_credential_hash: sql`case when previous_credential_expires_at > hub_now()
              then previous_credential_hash else credential_hash end`,
            previous_credential_expires_at: sql`hub_now() + interval '5 minutes'`,
            credential_hash: hashCredential(credential),
          })
          .where('id', '=', caller.id)
          .returning('id')
          .executeTakeFirst()
        if (!rotated) throw new HubProblem('CREDENTIAL_REFUSED', 'The node was removed from its container.')
        const { id, name, account } = caller.container
        await recordAudit(trx, {
          account,
          actor,
          action: routeId,
          outcome: 'done',
          subject: { kind: 'container', id, name },
          detail: { node: caller.id, nodeName: caller.name },
          requestId,
          address,
        })
      })
      return { body: { credential } }
    },
  }
}
