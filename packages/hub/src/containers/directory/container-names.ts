import { type Kysely, sql } from 'kysely'
import { HubProblem } from '../../basics/problem.ts'
import type { Database } from '../../database/schema.ts'

/**
 * Lets one transaction at a time change the containers of an account. Rows that only refer to the account can still be written.
 */
export async function lockAccount(trx: Kysely<Database>, account: string): Promise<void> {
  await trx.selectFrom('account').select('id').where('id', '=', account).forNoKeyUpdate().execute()
}

/**
 * Throws `NAME_TAKEN` when a container of the account has the name, in any case: one of its own, or an attachment. Called
 * under `lockAccount`.
 */
export async function assertNameIsFree(
  trx: Kysely<Database>,
  account: string,
  name: string,
  { except, suggestion = 'Choose another name.' }: { readonly except?: string; readonly suggestion?: string } = {},
): Promise<void> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from container where account_id = ${account} and lower(name) = lower(${name})
    union all
    select id, name from cloud_attachment where account_id = ${account} and lower(name) = lower(${name})`.execute(trx)
  const other = rows.find(({ id }) => id !== except)
  if (other) {
    throw new HubProblem('NAME_TAKEN', {
      detail: `The account has a container named "${other.name}" already.`,
      suggestion,
    })
  }
}
