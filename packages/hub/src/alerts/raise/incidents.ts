import type { Kysely } from 'kysely'
import { hubNow } from '../../database/hub-now.ts'
import type { Database } from '../../database/schema.ts'

/** What began for a subject and is not over. */
interface Incident {
  readonly account: string
  readonly subject: string
  readonly incident: string
}

/** Notes that something began. Says whether nobody had noted it before. */
export async function beginIncident(trx: Kysely<Database>, { account, subject, incident }: Incident): Promise<boolean> {
  const row = await trx
    .insertInto('alert_incident')
    .values({ account_id: account, subject_id: subject, incident, since: hubNow() })
    .onConflict((conflict) => conflict.columns(['account_id', 'subject_id', 'incident']).doNothing())
    .returning('incident')
    .executeTakeFirst()
  return row !== undefined
}

/** Notes that something is over. Says since when it went on; undefined when it had not begun. */
export async function endIncident(
  trx: Kysely<Database>,
  { account, subject, incident }: Incident,
): Promise<Date | undefined> {
  const row = await trx
    .deleteFrom('alert_incident')
    .where('account_id', '=', account)
    .where('subject_id', '=', subject)
    .where('incident', '=', incident)
    .returning('since')
    .executeTakeFirst()
  return row?.since
}
