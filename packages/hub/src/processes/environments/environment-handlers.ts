import type { Environment } from '@coupa-connector/protocol'
import type { Selectable } from 'kysely'
import { auditRequest } from '../../audit/audit-request.ts'
import { createId } from '../../basics/create-id.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { hubNow } from '../../database/hub-now.ts'
import type { EnvironmentTable } from '../../database/process-tables.ts'
import type { Handlers } from '../../server/routes/handler.ts'
import { refuseTakenName } from '../refuse-taken-name.ts'

/** Where processes are deployed. */
export function createEnvironmentHandlers({
  db,
}: HubContext): Pick<Handlers, 'environments.list' | 'environments.create'> {
  return {
    'environments.list': async ({ account }) => {
      const rows = await db
        .selectFrom('environment')
        .selectAll()
        .where('account_id', '=', account.id)
        .orderBy('name')
        .execute()
      return { body: { items: rows.map(toEnvironment) } }
    },
    'environments.create': async (request) => {
      const { name, classification } = request.body
      const row = await refuseTakenName('environment', name, () =>
        db.transaction().execute(async (trx) => {
          const id = createId()
          await auditRequest(trx, request, { subject: { kind: 'environment', id, name }, detail: { classification } })
          return await trx
            .insertInto('environment')
            .values({ account_id: request.account.id, id, name, classification, created_at: hubNow() })
            .returningAll()
            .executeTakeFirstOrThrow()
        }),
      )
      return { body: toEnvironment(row) }
    },
  }
}

/** An environment as the API shows it. */
export function toEnvironment({
  id,
  name,
  classification,
  created_at,
}: Pick<Selectable<EnvironmentTable>, 'id' | 'name' | 'classification' | 'created_at'>): Environment {
  return { id, name, classification, createdAt: created_at.toISOString() }
}
