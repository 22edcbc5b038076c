import { type Kysely, sql } from 'kysely'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import { releaseWork } from '../../node-work/release-work.ts'

/**
 * Detaches an account from a cloud, in a transaction. Its jobs and runs end. With the account's last attachment, the access tokens that
 * the cloud keeps for it go too.
 */
export async function endAttachment(context: HubContext, trx: Kysely<Database>, attachment: string): Promise<void> {
  await releaseWork(context, trx, { attachment })
  await sql`
    with ended as (
      delete from cloud_attachment where id = ${attachment} returning id, container_id, account_id
    )
    delete from node_token using ended
    where node_token.container_id = ended.container_id and node_token.account_id = ended.account_id
      and not exists (
        select from cloud_attachment as other where other.container_id = ended.container_id
          and other.account_id = ended.account_id and other.id <> ended.id
      )`.execute(trx)
}
