import { parseSchedule, ScheduleError } from '@coupa-connector/process'
import type { BodyOf, Routes } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { auditRequest } from '../audit/audit-request.ts'
import { HubProblem, notFound } from '../basics/problem.ts'
import { resolveContainer } from '../containers/directory/resolve-container.ts'
import type { HubContext } from '../context/hub-context.ts'
import { hubNow } from '../database/hub-now.ts'
import type { Database } from '../database/schema.ts'
import type { ChangeRequest, Handlers } from '../server/routes/handler.ts'
import { readConnectionSchedule } from './connection-schedule-view.ts'
import { nextTest } from './next-test.ts'

type ConnectionScheduleRouteId = Extract<keyof Handlers, `connectionSchedule.${string}`>

/** When connections are tested without anybody asking for it. */
export function createConnectionScheduleHandlers(context: HubContext): Pick<Handlers, ConnectionScheduleRouteId> {
  const { db } = context
  return {
    'connectionSchedule.get': async ({ account, params }) => {
      await findConnection(db, account.id, params.connection)
      return { body: { schedule: await readConnectionSchedule(db, account.id, params.connection) } }
    },
    'connectionSchedule.set': async (request) => {
      const { account, params, body } = request
      checkSchedule(body.schedule)
      return await db.transaction().execute(async (trx) => {
        await setSchedule(trx, request, params.connection, body)
        return { body: { schedule: await readConnectionSchedule(trx, account.id, params.connection) } }
      })
    },
    'connectionSchedule.delete': async (request) => {
      const { account, params } = request
      await db.transaction().execute(async (trx) => {
        const name = await findConnection(trx, account.id, params.connection)
        await trx
          .deleteFrom('connection_schedule')
          .where('account_id', '=', account.id)
          .where('connection_id', '=', params.connection)
          .execute()
        await auditRequest(trx, request, { subject: { kind: 'connection', id: params.connection, name } })
      })
      return { body: undefined }
    },
  }
}

async function setSchedule(
  trx: Kysely<Database>,
  request: ChangeRequest,
  connection: string,
  { schedule, container, probes, readsSchema }: BodyOf<Routes['connectionSchedule.set']>,
): Promise<void> {
  const account = request.account.id
  const name = await findConnection(trx, account, connection)
  if (container !== null && !(await resolveContainer(trx, account, container))) {
    throw new HubProblem('CONTAINER_NOT_ASSOCIATED', {
      detail: 'The chosen container does not exist or does not belong to this account.',
      suggestion: 'Choose one of the containers that the account lists.',
    })
  }
  const { now } = await trx.selectNoFrom(sql<Date>`hub_now()`.as('now')).executeTakeFirstOrThrow()
  const values = {
    schedule: JSON.stringify(schedule),
    container_id: container,
    probes: JSON.stringify(probes),
    reads_schema: readsSchema,
    next_at: nextTest(schedule, now),
    set_at: hubNow(),
    set_by_name: request.actor.name,
  }
  await trx
    .insertInto('connection_schedule')
    .values({ account_id: account, connection_id: connection, ...values })
    .onConflict((conflict) => conflict.columns(['account_id', 'connection_id']).doUpdateSet(values))
    .execute()
  const subject = { kind: 'connection', id: connection, name }
  await auditRequest(trx, request, { subject, detail: { schedule, container, probes, readsSchema } })
}

/** The name of a connection, which stays until the transaction ends. Throws `NOT_FOUND`. */
async function findConnection(db: Kysely<Database>, account: string, id: string): Promise<string> {
  const row = await db
    .selectFrom('connection')
    .select('name')
    .where('account_id', '=', account)
    .where('id', '=', id)
    .forKeyShare()
    .executeTakeFirst()
  if (!row) throw notFound('connection')
  return row.name
}

function checkSchedule(schedule: unknown): void {
  try {
    parseSchedule(schedule)
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error
    const fields = error.problems.map(({ path, message, suggestion }) => ({
      field: `body.schedule${path === '' ? '' : `.${path}`}`,
      message: `${path === '' ? 'The schedule' : path} ${message}.`,
      ...(suggestion === undefined ? {} : { suggestion }),
    }))
    throw new HubProblem('SETTINGS_INVALID', {
      detail: fields.map(({ message }) => message).join(' '),
      suggestion: fields.find(({ suggestion }) => suggestion !== undefined)?.suggestion,
      fields,
    })
  }
}
