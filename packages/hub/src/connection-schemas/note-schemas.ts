import { compareSchemas, type OrganizationSchema, type SchemaChange } from '@coupa-connector/catalog/schema'
import type { Kysely } from 'kysely'
import { readRules } from '../alerts/raise/effective-rule.ts'
import { raiseAlert } from '../alerts/raise/raise-alert.ts'
import { createId } from '../basics/create-id.ts'
import type { HubContext } from '../context/hub-context.ts'
import type { Database } from '../database/schema.ts'
import type { PeriodicTask } from '../housekeeping/task.ts'
import { schemaDriftText } from './alert-text.ts'
import { combineSchemas } from './combine-schemas.ts'
import { describeChange } from './describe-change.ts'

/** Schemas looked at in one pass; the rest has its turn in the next one. */
const mostAtOnce = 20
/** Changes that are kept of one drift; all are counted. */
const mostChanges = 200

/** Compares what was read of the fields of organizations with what was known, and tells people of what has changed. */
export const noteSchemasTask: PeriodicTask = { name: 'note-schemas', intervalMs: 10_000, run: noteSchemas }

export async function noteSchemas({ db, log }: Pick<HubContext, 'db' | 'log'>): Promise<void> {
  const read = await db
    .selectFrom('schema_snapshot')
    .select(['account_id', 'connection_id'])
    .distinct()
    .where('is_noted', '=', false)
    .limit(mostAtOnce)
    .execute()
  for (const { account_id, connection_id } of read) {
    await db
      .transaction()
      .execute((trx) => noteSchemasOf(trx, account_id, connection_id))
      // One that fails holds up no other.
      .catch((error: unknown) => log.error({ connection: connection_id, error }, 'A schema could not be compared'))
  }
}

/** Notes all that was read of one connection, the oldest first. */
async function noteSchemasOf(trx: Kysely<Database>, account: string, connection: string): Promise<void> {
  const row = await trx
    .selectFrom('connection')
    .select('name')
    .where('account_id', '=', account)
    .where('id', '=', connection)
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!row) return
  const snapshots = await trx
    .selectFrom('schema_snapshot')
    .select(['job_id', 'read_at', 'content', 'is_noted'])
    .where('account_id', '=', account)
    .where('connection_id', '=', connection)
    .orderBy('is_noted', 'desc')
    .orderBy('read_at')
    .orderBy('job_id')
    .execute()
  let before: { readonly at: Date; readonly schema: OrganizationSchema } | undefined
  for (const { is_noted, read_at, content } of snapshots) {
    const schema = content as OrganizationSchema
    // Another organization under the same connection has other fields, and nothing of it has changed.
    const isSame = before?.schema.organization === schema.organization
    if (is_noted || before === undefined || !isSame) before = { at: read_at, schema }
    else {
      const { changes } = compareSchemas(before.schema, schema)
      if (changes.length > 0) {
        await keepDrift(trx, { account, connection, name: row.name, fromAt: before.at, at: read_at, changes })
      }
      before = { at: read_at, schema: combineSchemas(before.schema, schema) }
    }
  }
  const last = snapshots.findLast(({ is_noted }) => !is_noted)
  if (before === undefined || last === undefined) return
  await trx
    .deleteFrom('schema_snapshot')
    .where('account_id', '=', account)
    .where('connection_id', '=', connection)
    .where(
      'job_id',
      'in',
      snapshots
        .map(({ job_id }) => job_id)
        .filter((job) => job !== last.job_id)
        .concat(createId()),
    )
    .execute()
  await trx
    .updateTable('schema_snapshot')
    .set({ is_noted: true, content: JSON.stringify(before.schema) })
    .where('account_id', '=', account)
    .where('connection_id', '=', connection)
    .where('job_id', '=', last.job_id)
    .execute()
}

interface Drift {
  readonly account: string
  readonly connection: string
  readonly name: string
  readonly fromAt: Date
  readonly at: Date
  readonly changes: readonly SchemaChange[]
}

async function keepDrift(
  trx: Kysely<Database>,
  { account, connection, name, fromAt, at, changes }: Drift,
): Promise<void> {
  await trx
    .insertInto('schema_drift')
    .values({
      account_id: account,
      connection_id: connection,
      id: createId(),
      from_at: fromAt,
      at,
      count: changes.length,
      changes: JSON.stringify(changes.slice(0, mostChanges).map(describeChange)),
    })
    .execute()
  const rules = await readRules(trx, account)
  await raiseAlert(trx, rules('schema-drift'), {
    account,
    rule: 'schema-drift',
    subject: { kind: 'connection', id: connection, name },
    incident: 'schema-drift',
    title: `The fields of the organization of ${name} have changed`,
    text: schemaDriftText(changes),
    place: `connections/${connection}?view=schema`,
  })
}
