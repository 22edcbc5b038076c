import { type Kysely, sql } from 'kysely'
import { readRules } from '../alerts/raise/effective-rule.ts'
import { beginIncident, endIncident } from '../alerts/raise/incidents.ts'
import { raiseAlert } from '../alerts/raise/raise-alert.ts'
import { undecidedOutcomes } from '../connections/settings/test-verdict.ts'
import type { HubContext } from '../context/hub-context.ts'
import type { Database } from '../database/schema.ts'

/** Counts scheduled tests that could not be run, and tells people when they are too many in a row, and when one runs again. */
export async function noteMissedTests({ db }: Pick<HubContext, 'db'>): Promise<void> {
  const rows = await db
    .selectFrom('connection_schedule')
    .innerJoin('job', (join) =>
      join
        .onRef('job.account_id', '=', 'connection_schedule.account_id')
        .onRef('job.id', '=', 'connection_schedule.last_job_id'),
    )
    .select([
      'connection_schedule.account_id',
      'connection_schedule.connection_id',
      'job.id',
      'job.outcome',
      'job.title',
    ])
    .where('job.state', '=', 'finished')
    .where(sql<boolean>`judged_job_id is distinct from last_job_id`)
    .execute()
  for (const { account_id: account, connection_id: connection, ...job } of rows) {
    await db.transaction().execute((trx) => noteTest(trx, account, connection, job))
  }
}

async function noteTest(
  trx: Kysely<Database>,
  account: string,
  connection: string,
  job: { readonly id: string; readonly outcome: string | null; readonly title: string | null },
): Promise<void> {
  const isMissed = undecidedOutcomes.includes(job.outcome ?? '')
  const row = await trx
    .updateTable('connection_schedule')
    .from('connection')
    .set({ judged_job_id: job.id, misses: isMissed ? sql<number>`misses + 1` : 0 })
    .whereRef('connection.account_id', '=', 'connection_schedule.account_id')
    .whereRef('connection.id', '=', 'connection_schedule.connection_id')
    .where('connection_schedule.account_id', '=', account)
    .where('connection_schedule.connection_id', '=', connection)
    .where('last_job_id', '=', job.id)
    .where(sql<boolean>`judged_job_id is distinct from last_job_id`)
    .returning(['misses', 'connection.name'])
    .executeTakeFirst()
  if (!row) return
  const rules = await readRules(trx, account)
  const rule = rules('connection-not-tested')
  const incident = { account, subject: connection, incident: 'connection-not-tested' }
  const common = {
    account,
    subject: { kind: 'connection', id: connection, name: row.name },
    incident: 'connection-not-tested',
    place: `tests/${job.id}`,
  } as const
  if (isMissed) {
    if (!rule.isOn || row.misses < (rule.threshold ?? 3) || !(await beginIncident(trx, incident))) return
    const title = `The connection ${row.name} could not be tested ${row.misses} times in a row`
    const text = `The last test ended with ${job.outcome}: ${job.title}.`
    await raiseAlert(trx, rule, { ...common, rule: 'connection-not-tested', title, text })
  } else if ((await endIncident(trx, incident)) !== undefined) {
    const title = `The connection ${row.name} is tested again`
    const over = { isResolved: true, title, text: `The test ended with ${job.outcome}: ${job.title}.` }
    await raiseAlert(trx, rules('connection-recovered'), { ...common, rule: 'connection-recovered', ...over })
  }
}
