import { versionOf } from '@coupa-connector/process'
import { z } from 'zod'
import { auditRequest } from '../../audit/audit-request.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { readCursor, toPage } from '../../database/cursor.ts'
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
      return {
        body: toPage(
          rows,
          limit,
          ({ id, hash, sequence, batch }) => ({ id, version: versionOf(hash), sequence, batch }),
          ({ id }) => [id],
        ),
      }
    },
  }
}
