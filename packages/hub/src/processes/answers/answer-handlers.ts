import { versionOf } from '@coupa-connector/process'
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { auditRequest } from '../../audit/audit-request.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { readCursor, toPage } from '../../database/cursor.ts'
import type { Database } from '../../database/schema.ts'
import type { Handlers } from '../../server/routes/handler.ts'
import { readDeployment } from '../deployments/deployment-view.ts'
import { readLedger } from '../state/ledger.ts'
import { giveAnswers } from './give-answers.ts'

type AnswerRouteId = Extract<keyof Handlers, `answers.${string}`>

/** Records that wait for an answer of their consumer, and the answers. */
export function createAnswerHandlers(context: HubContext): Pick<Handlers, AnswerRouteId> {
  const { db } = context
  return {
    'answers.give': (request) =>
      request.commit(async (trx) => {
        const { account, actor, params } = request
        const { process, ...given } = await giveAnswers(context, trx, request.body.answers, {
          account: account.id,
          deployment: params.deployment,
          requestedBy: actor,
          trigger: actor.kind === 'person' ? 'person' : 'api',
        })
        const count = (kind: string): number => given.answers.filter(({ outcome }) => outcome === kind).length
        await auditRequest(trx, request, {
          subject: { kind: 'deployment', id: params.deployment, name: process },
          detail: { accepted: count('accepted'), refused: count('refused'), rejected: count('rejected') },
        })
        return { body: given }
      }),
    'answers.waiting': async ({ account, params, query: { limit, cursor } }) => {
      await readDeployment(db, account.id, params.deployment)
      const [after] = readCursor(cursor, z.tuple([z.string()])) ?? []
      const page = { after, limit: limit + 1, state: 'waiting' } as const
      const rows = await readLedger({ trx: db, deployment: params.deployment }, page)
      const labels = await readLabels(
        db,
        params.deployment,
        rows.map(({ id }) => id),
      )
      const times = await readRunTimes(db, [...new Set(rows.map(({ run }) => run))])
      return {
        body: toPage(
          rows,
          limit,
          ({ id, hash, sequence, batch, run }) => ({
            ...{ id, label: labels.get(id) ?? null, version: versionOf(hash), sequence, batch },
            deliveredAt: times.get(run) ?? null,
          }),
          ({ id }) => [id],
        ),
      }
    },
  }
}

/** By which people know records, by their ids. */
async function readLabels(
  db: Kysely<Database>,
  deployment: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('process_record')
    .select(['record_id', 'label'])
    .where('deployment_id', '=', deployment)
    .where('record_id', 'in', ids)
    .execute()
  return new Map(rows.map(({ record_id: id, label }) => [id, label]))
}

/** When runs ended, or began where they did not, by their ids. */
async function readRunTimes(db: Kysely<Database>, runs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (runs.length === 0) return new Map()
  const { rows } = await sql<{ readonly id: string; readonly at: Date }>`
    select id::text, coalesce(ended_at, created_at) as at from process_run where id::text in (${sql.join(runs)})`.execute(
    db,
  )
  return new Map(rows.map(({ id, at }) => [id, at.toISOString()]))
}
