import { type Kysely, sql } from 'kysely'
import { connectionState } from '../../connections/connection-state.ts'
import { isPassed } from '../../connections/settings/test-verdict.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import type { PeriodicTask } from '../../housekeeping/task.ts'
import { readRules } from '../raise/effective-rule.ts'
import { beginIncident, endIncident } from '../raise/incidents.ts'
import { raiseAlert } from '../raise/raise-alert.ts'
import { findDrift, type TestedFacts } from './find-drift.ts'

/** Connections looked at in one pass; the rest has its turn in the next one. */
const mostAtOnce = 200

/**
 * Tells people which connections no longer pass their test, pass it again, or pass it with other scopes than before, whoever
 * asked for the test. Each change is told of once.
 */
export const noteConnectionStatesTask: PeriodicTask = {
  name: 'note-connection-states',
  intervalMs: 10_000,
  run: noteConnectionStates,
}

export async function noteConnectionStates({ db, log }: Pick<HubContext, 'db' | 'log'>): Promise<void> {
  const changed = await db
    .selectFrom('connection')
    .select(['account_id', 'id'])
    .where(hasChanged)
    .limit(mostAtOnce)
    .execute()
  for (const { account_id, id } of changed) {
    await db
      .transaction()
      .execute((trx) => noteConnection(trx, account_id, id))
      // One that fails holds up no other.
      .catch((error: unknown) => log.error({ connection: id, error }, 'The state of a connection could not be noted'))
  }
}

const hasChanged = sql<boolean>`${connectionState()} in ('verified', 'failing')
  and (noted_state is distinct from ${connectionState()} or noted_test is distinct from (last_test->>'job')::uuid)`

async function noteConnection(trx: Kysely<Database>, account: string, id: string): Promise<void> {
  const row = await trx
    .selectFrom('connection')
    .select(['name', 'last_test', 'noted_state'])
    .select(connectionState().as('state'))
    .where('account_id', '=', account)
    .where('id', '=', id)
    .where(hasChanged)
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!row || (row.state !== 'verified' && row.state !== 'failing')) return
  const { name, state, last_test: last, noted_state: before } = row
  await trx
    .updateTable('connection')
    .set({ noted_state: state, noted_test: last?.job ?? null })
    .where('account_id', '=', account)
    .where('id', '=', id)
    .execute()
  const common = {
    account,
    subject: { kind: 'connection', id, name },
    incident: 'connection',
    place: last === null ? `connections/${id}` : `tests/${last.job}`,
  } as const
  const incident = { account, subject: id, incident: 'connection' }
  const outcome =
    last === null ? '' : `The test on the container ${last.container.name} ended with ${last.outcome}: ${last.title}.`
  const rules = await readRules(trx, account)
  if (state === 'failing') {
    if (before !== 'verified') return
    const title = `The connection ${name} no longer passes its test`
    const alert = { ...common, rule: 'connection-failing', title, text: outcome } as const
    if (await raiseAlert(trx, rules('connection-failing'), alert)) await beginIncident(trx, incident)
    return
  }
  if ((await endIncident(trx, incident)) !== undefined) {
    const title = `The connection ${name} passes its test again`
    const alert = { ...common, rule: 'connection-recovered', isResolved: true, title, text: outcome } as const
    await raiseAlert(trx, rules('connection-recovered'), alert)
  }
  const rule = rules('connection-drift')
  if (!rule.isOn || last === null || !isPassed(last.outcome)) return
  const drift = await readDrift(trx, account, id, last)
  if (drift.length === 0) return
  const title = `The connection ${name} has changed`
  const text = drift.join(' ')
  await raiseAlert(trx, rule, { ...common, rule: 'connection-drift', incident: 'connection-drift', title, text })
}

/** What differs from the last test that these settings passed before. */
async function readDrift(
  trx: Kysely<Database>,
  account: string,
  connection: string,
  last: { readonly job: string; readonly fingerprint: string },
): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('job')
    .select(['id', 'outcome'])
    .select(
      sql<TestedFacts | null>`jsonb_build_object('grantedScopes', report->'grantedScopes',
        'tokenLifetimeSeconds', report->'tokenLifetimeSeconds', 'warnings', report->'warnings')`.as('facts'),
    )
    .where('account_id', '=', account)
    .where('connection_id', '=', connection)
    .where('kind', '=', 'test')
    .where('state', '=', 'finished')
    .where('fingerprint', '=', last.fingerprint)
    .where('id', '<=', last.job)
    .where('outcome', 'in', ['OK', 'OK_DEPRECATED_AUTH'])
    .orderBy('id', 'desc')
    .limit(2)
    .execute()
  const [now, before] = rows
  if (now?.id !== last.job || !now.facts || !before?.facts) return []
  return findDrift(before.facts, now.facts)
}
