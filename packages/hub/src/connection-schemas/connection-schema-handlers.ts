import type { Kysely } from 'kysely'
import { notFound } from '../basics/problem.ts'
import type { HubContext } from '../context/hub-context.ts'
import type { Database } from '../database/schema.ts'
import type { Handlers } from '../server/routes/handler.ts'
import { listDrifts, readSnapshot } from './schema-view.ts'
import { startSchemaRead } from './start-schema-read.ts'

type ConnectionSchemaRouteId = Extract<keyof Handlers, `connectionSchema.${string}`>

/** Which fields the organization of a connection has, and how they change. */
export function createConnectionSchemaHandlers(context: HubContext): Pick<Handlers, ConnectionSchemaRouteId> {
  const { db } = context
  return {
    'connectionSchema.get': async ({ account, params }) => {
      await findConnection(db, account.id, params.connection)
      return { body: { snapshot: await readSnapshot(db, account.id, params.connection) } }
    },
    'connectionSchema.read': (request) =>
      request.commit(async (trx) => {
        const { container, resources, samples } = request.body
        const { connection } = request.params
        return { body: await startSchemaRead(context, trx, request, { connection, container, resources, samples }) }
      }),
    'connectionSchema.changes': async ({ account, params, query }) => {
      await findConnection(db, account.id, params.connection)
      return { body: await listDrifts(db, account.id, params.connection, query) }
    },
  }
}

async function findConnection(db: Kysely<Database>, account: string, id: string): Promise<void> {
  const row = await db
    .selectFrom('connection')
    .select('id')
    .where('account_id', '=', account)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('connection')
}
