import { sql } from 'kysely'
import { recordAudits } from '../audit/record-audit.ts'
import type { HubContext } from '../context/hub-context.ts'
import type { PeriodicTask, RemovalTask } from '../housekeeping/task.ts'
import { joinHealth } from './directory/health.ts'

/**
 * Writes into the audit log which containers came or went since it last looked: `container.online`, `container.offline`.
 * What lies between (missing beats, stopping) is neither. Each change is written once, whoever looks.
 */
export const noteContainerStatuses: PeriodicTask = {
  name: 'note-container-statuses',
  intervalMs: 5_000,
  mayOverlap: true,
  run: noteStatuses,
}

/** Shares of rates that ended, access tokens long expired, installer tokens of last month. */
export const forgetContainerLeftovers: RemovalTask = {
  name: 'forget-container-leftovers',
  intervalMs: 3_600_000,
  remove: async ({ db }, now) => {
    const moment = sql`${now}::timestamptz`
    await sql`delete from organization_use where expires_at < ${moment} - interval '1 minute'`.execute(db)
    await sql`
      delete from node_token
      where coalesce(expires_at, lock_expires_at, '-infinity') < ${moment} - interval '7 days'
        and coalesce(lock_expires_at, '-infinity') < ${moment}`.execute(db)
    await sql`delete from installer_token where expires_at < ${moment} - interval '30 days'`.execute(db)
  },
}

async function noteStatuses({ db }: HubContext): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { rows } = await sql<{
      id: string
      account_id: string
      name: string
      noted_status: 'online' | 'offline'
      status: string
      last_seen_at: Date | null
    }>`
      with judged as (
        select container.id, container.noted_status as before, health.status, health.last_seen_at,
          case when health.status in ('online', 'degraded') then 'online'
            when health.status in ('offline', 'stopped') then 'offline' end as now
        from container ${joinHealth('container.id')}
      )
      update container set noted_status = judged.now from judged
      where judged.id = container.id and judged.now is not null
        and judged.now is distinct from coalesce(judged.before, 'offline')
        and container.noted_status is not distinct from judged.before
      returning container.id, container.account_id, container.name, container.noted_status, judged.status,
        judged.last_seen_at`.execute(trx)
    await recordAudits(
      trx,
      rows.map(({ id, account_id, name, noted_status, status, last_seen_at }) => ({
        account: account_id,
        actor: { kind: 'system', id: null, name: 'hub' },
        action: `container.${noted_status}`,
        outcome: 'done',
        subject: { kind: 'container', id, name },
        detail: { status, lastSeenAt: last_seen_at?.toISOString() ?? null },
        requestId: '',
        address: '',
      })),
    )
  })
}
