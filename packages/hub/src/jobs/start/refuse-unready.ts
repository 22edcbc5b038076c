import type { Kysely } from 'kysely'
import { HubProblem } from '../../basics/problem.ts'
import type { ResolvedSettings } from '../../connections/settings/resolve-settings.ts'
import type { Database } from '../../database/schema.ts'

/**
 * Refuses to use a connection whose settings are wrong, with `SETTINGS_INVALID`, or have not passed a test where the account
 * wants that, with `DRAFT_NOT_USABLE`.
 */
export async function refuseUnready(
  executor: Kysely<Database>,
  account: string,
  { check: { problems }, isVerified }: ResolvedSettings,
): Promise<void> {
  if (problems.length > 0) {
    throw new HubProblem('SETTINGS_INVALID', {
      detail: 'The settings of the connection are incomplete or wrong, so nothing was started.',
      suggestion: 'Correct the connection, test it, and run the operation again.',
      fields: problems,
    })
  }
  if (!isVerified && !(await mayUseDrafts(executor, account))) {
    throw new HubProblem('DRAFT_NOT_USABLE', {
      detail: 'The settings of the connection have not passed a test as they are now.',
      suggestion: 'Test the connection, or let an administrator allow the use of drafts in the account.',
    })
  }
}

async function mayUseDrafts(executor: Kysely<Database>, account: string): Promise<boolean> {
  const row = await executor.selectFrom('account').select('draft_use').where('id', '=', account).executeTakeFirst()
  return row?.draft_use === 'allowed'
}
