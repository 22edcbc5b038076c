import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely'
import type { Database } from '../database/schema.ts'

/**
 * Deletes those of the secrets that nothing references any more: no connection, no destination, no channel of alerts, and no job
 * that is queued or running.
 * Called in the transaction that lets go of them. Whoever references a secret anew locks its row first, so that the look
 * for references, which comes after the lock, sees them.
 */
export async function dropUnreferencedSecrets(
  trx: Kysely<Database>,
  account: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  const locked = await trx
    .selectFrom('secret')
    .select('id')
    .where('account_id', '=', account)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
  if (locked.length === 0) return
  await trx
    .deleteFrom('secret')
    .where('account_id', '=', account)
    .where(
      'id',
      'in',
      locked.map(({ id }) => id),
    )
    .where(isUnreferenced)
    .execute()
}

/** Whether no connection, no destination, no channel of alerts and no job under way references the secret. */
export function isUnreferenced(builder: ExpressionBuilder<Database, 'secret'>): Expression<SqlBool> {
  const reference = sql`jsonb_build_object(secret.field, secret.id::text)`
  const byJob = (state: 'queued' | 'running'): Expression<SqlBool> =>
    builder.exists(
      builder
        .selectFrom('job')
        .select(sql`1`.as('one'))
        .whereRef('job.account_id', '=', 'secret.account_id')
        .where('job.state', '=', state)
        .where(sql<SqlBool>`(job.request->'secrets')::jsonb @> ${reference}`),
    )
  const byConnection = builder.exists(
    builder
      .selectFrom('connection')
      .select(sql`1`.as('one'))
      .whereRef('connection.account_id', '=', 'secret.account_id')
      .where(sql<SqlBool>`connection.secrets @> ${reference}`),
  )
  const byDestination = builder.exists(
    builder
      .selectFrom('destination')
      .select(sql`1`.as('one'))
      .whereRef('destination.account_id', '=', 'secret.account_id')
      .where(sql<SqlBool>`destination.secrets @> ${reference}`),
  )
  const byChannel = builder.exists(
    builder
      .selectFrom('alert_channel')
      .select(sql`1`.as('one'))
      .whereRef('alert_channel.account_id', '=', 'secret.account_id')
      .where(sql<SqlBool>`alert_channel.secrets @> ${reference}`),
  )
  // Each state has an index of its own, small however long the history.
  return builder.not(builder.or([byConnection, byDestination, byChannel, byJob('queued'), byJob('running')]))
}
