import { type RawBuilder, sql } from 'kysely'

/**
 * The container that runs what the account `account` gives to `id`, its own container or its attachment to a cloud; null when it
 * may use none of this id. `resolveContainer` says more of one.
 */
export function containerBehind(account: RawBuilder<unknown>, id: RawBuilder<unknown>): RawBuilder<string | null> {
  return sql<string | null>`coalesce(
    (select own.id from container as own where own.account_id = ${account} and own.id = ${id}),
    (
      select attached.container_id from cloud_attachment as attached
      join cloud_share as share on share.container_id = attached.container_id and share.account_id = attached.account_id
      where attached.account_id = ${account} and attached.id = ${id}
    ))`
}
