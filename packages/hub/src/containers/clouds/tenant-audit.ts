import type { Actor } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import { recordAudits } from '../../audit/record-audit.ts'
import type { Database } from '../../database/schema.ts'
import type { RequestMeta } from '../../server/routes/handler.ts'

/**
 * Tells tenants, in their own audit logs, that attachments of theirs end because the owner of the cloud takes it away:
 * called before they are removed. Tenants learn the owner's name, not which of its people did it.
 */
export async function recordForTenants(
  trx: Kysely<Database>,
  {
    account,
    meta,
  }: {
    readonly account: { readonly id: string; readonly name: string }
    readonly meta: Pick<RequestMeta, 'requestId'>
  },
  cloud: string,
  tenant?: string,
): Promise<void> {
  let attachments = trx
    .selectFrom('cloud_attachment')
    .select(['id', 'name', 'account_id'])
    .where('container_id', '=', cloud)
  if (tenant !== undefined) attachments = attachments.where('account_id', '=', tenant)
  const actor: Actor = { kind: 'system', id: null, name: `Owner of the cloud: ${account.name}` }
  const ended = await attachments.execute()
  await recordAudits(
    trx,
    ended.map(({ id, name, account_id }) => ({
      account: account_id,
      actor,
      action: 'attachment.ended',
      outcome: 'done',
      subject: { kind: 'container', id, name },
      requestId: meta.requestId,
      address: '',
    })),
  )
}
