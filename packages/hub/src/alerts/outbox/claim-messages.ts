import { type Kysely, type Selectable, sql } from 'kysely'
import type { AlertMessageTable } from '../../database/alert-tables.ts'
import type { Database } from '../../database/schema.ts'

/** Longer than any send takes. When a hub dies in one, another sends the message again, with the same id. */
const leaseMs = 60_000
/** Pauses before further tries; after the last one the message is given up. */
const pausesMs = [10_000, 60_000, 300_000, 900_000, 3_600_000, 10_800_000, 21_600_000] as const

export type ClaimedMessage = Selectable<AlertMessageTable>

/** Takes messages that are due, one a channel, so that a channel that hangs holds up no other. */
export async function claimMessages(
  db: Kysely<Database>,
  holder: string,
  most: number,
): Promise<readonly ClaimedMessage[]> {
  const { rows } = await sql<ClaimedMessage>`
    with due as (
      select distinct on (channel_id) id from alert_message
      where state in ('waiting', 'sending') and due_at <= hub_now()
        and (lease_expires_at is null or lease_expires_at <= hub_now())
        and not exists (select from alert_message as held where held.channel_id = alert_message.channel_id
          and held.state = 'sending' and held.lease_expires_at > hub_now())
      order by channel_id, due_at, id
    ),
    taken as (
      select id from alert_message
      where id in (select id from due) and state in ('waiting', 'sending') and due_at <= hub_now()
        and (lease_expires_at is null or lease_expires_at <= hub_now())
      order by due_at, id limit ${most}::integer for update skip locked
    )
    update alert_message set state = 'sending', tries = tries + 1, holder = ${holder}::uuid,
      lease_expires_at = hub_now() + ${leaseMs}::float8 * interval '1 millisecond'
    from taken where alert_message.id = taken.id
    returning alert_message.*`.execute(db)
  return rows
}

/** Whether this hub still has the message: with the same try, and in no other's hands. */
function held({ id, holder, tries }: ClaimedMessage): ReturnType<typeof sql<boolean>> {
  return sql<boolean>`id = ${id}::uuid and state = 'sending' and holder = ${holder}::uuid and tries = ${tries}::integer`
}

/** Notes that a message was taken, and that its channel works. */
export async function noteSent(trx: Kysely<Database>, message: ClaimedMessage): Promise<void> {
  const row = await trx
    .updateTable('alert_message')
    .set({ state: 'sent', sent_at: sql<Date>`hub_now()`, holder: null, lease_expires_at: null, last_error: null })
    .where(held(message))
    .returning('channel_id')
    .executeTakeFirst()
  if (!row) return
  await trx
    .updateTable('alert_channel')
    .set({ last_sent_at: sql<Date>`hub_now()` })
    .where('account_id', '=', message.account_id)
    .where('id', '=', row.channel_id)
    .execute()
}

/** Notes why a message was not taken, and when it is tried again. Says whether it was given up. */
export async function noteFailed(
  trx: Kysely<Database>,
  message: ClaimedMessage,
  failure: {
    readonly message: string
    readonly isFinal: boolean
    readonly retryAfterMs?: number | undefined
  },
): Promise<boolean> {
  const pauseMs = failure.isFinal ? undefined : pausesMs[message.tries - 1]
  const isGivenUp = pauseMs === undefined
  const waitMs = Math.max(pauseMs ?? 0, failure.retryAfterMs ?? 0)
  const row = await trx
    .updateTable('alert_message')
    .set({
      state: isGivenUp ? 'given-up' : 'sending',
      holder: null,
      lease_expires_at: null,
      last_error: failure.message,
      due_at: sql<Date>`hub_now() + ${waitMs}::float8 * interval '1 millisecond'`,
    })
    .where(held(message))
    .returning('channel_id')
    .executeTakeFirst()
  if (!row) return false
  await trx
    .updateTable('alert_channel')
    .set({ last_error: failure.message, last_error_at: sql<Date>`hub_now()` })
    .where('account_id', '=', message.account_id)
    .where('id', '=', row.channel_id)
    .execute()
  return isGivenUp
}
