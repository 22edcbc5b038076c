import type { AlertRuleName } from '@coupa-connector/protocol'
import { alertRuleDefault } from '@coupa-connector/protocol'
import { type Kysely, type Selectable, sql } from 'kysely'
import { createId } from '../../basics/create-id.ts'
import type { AlertChannelTable, AlertLine } from '../../database/alert-tables.ts'
import type { Database } from '../../database/schema.ts'
import { dueAt, groupMs } from './due-at.ts'
import type { EffectiveRule } from './effective-rule.ts'

/** What a message shows of its alerts; how many there are is counted. */
const mostLines = 20

/** Something that people are to be told. Counts and names only: nothing of what is in records, and no words of Coupa. */
export interface NewAlert {
  readonly account: string
  readonly rule: AlertRuleName
  readonly subject: AlertLine['subject']
  /** What begins with it, or ends. */
  readonly incident: string
  /** It tells of the end of what an earlier alert was about. */
  readonly isResolved?: boolean
  readonly title: string
  readonly text: string
  /** Where to look, below the console of the account: `runs/…`. */
  readonly place: string
  readonly run?: string | undefined
}

/**
 * Writes an alert and what is to be sent of it, in the transaction of what it tells of. The caller holds a lock on the subject,
 * so that nobody else writes to the same groups. Does nothing when the rule is off.
 */
export async function raiseAlert(trx: Kysely<Database>, rule: EffectiveRule, alert: NewAlert): Promise<boolean> {
  if (!rule.isOn) return false
  const channels = await readChannels(trx, alert.account, rule.channels)
  const { isResolved = false, subject } = alert
  const severity = isResolved ? 'info' : alertRuleDefault(alert.rule).severity
  const row = await trx
    .insertInto('alert')
    .columns([
      'account_id',
      'id',
      'rule',
      'severity',
      'is_resolved',
      'incident',
      'subject_kind',
      'subject_id',
      'subject_name',
      'title',
      'content',
      'path',
      'run_id',
      'channels',
      'created_at',
    ])
    .expression((build) =>
      build
        .selectFrom('account')
        .select([
          sql<string>`id`.as('account_id'),
          sql<string>`${createId()}::uuid`.as('id'),
          sql<AlertRuleName>`${alert.rule}`.as('rule'),
          sql<'error'>`${severity}`.as('severity'),
          sql<boolean>`${isResolved}::boolean`.as('is_resolved'),
          sql<string>`${alert.incident}`.as('incident'),
          sql<'deployment'>`${subject.kind}`.as('subject_kind'),
          sql<string>`${subject.id}::uuid`.as('subject_id'),
          sql<string>`${subject.name}`.as('subject_name'),
          sql<string>`${alert.title}`.as('title'),
          sql<string>`${alert.text}`.as('content'),
          sql<string>`'/a/' || slug || '/' || ${alert.place}`.as('path'),
          sql<string | null>`${alert.run ?? null}::uuid`.as('run_id'),
          sql<never>`${JSON.stringify(channels.map(({ id }) => id))}::jsonb`.as('channels'),
          sql<Date>`hub_now()`.as('created_at'),
        ])
        .where('id', '=', alert.account),
    )
    .returning(['id', 'path', 'created_at'])
    .executeTakeFirst()
  // The account is being deleted, with all that is in it.
  if (!row) return false
  const line: AlertLine = {
    id: row.id,
    rule: alert.rule,
    severity,
    isResolved,
    incident: alert.incident,
    subject,
    title: alert.title,
    text: alert.text,
    path: row.path,
    run: alert.run ?? null,
    at: row.created_at.toISOString(),
  }
  for (const channel of channels) {
    // A digest is put together when it is due.
    if (channel.digest === null) await queueLine(trx, alert.account, channel, line, row.created_at)
  }
  return true
}

type Channel = Pick<Selectable<AlertChannelTable>, 'id' | 'quiet_hours' | 'digest'>

async function readChannels(
  trx: Kysely<Database>,
  account: string,
  chosen: readonly string[] | null,
): Promise<readonly Channel[]> {
  if (chosen?.length === 0) return []
  return await trx
    .selectFrom('alert_channel')
    .select(['id', 'quiet_hours', 'digest'])
    .where('account_id', '=', account)
    .where('is_enabled', '=', true)
    .$if(chosen !== null, (select) => select.where('id', 'in', [...(chosen ?? [])]))
    .orderBy('id')
    // A channel is deleted before or after, not while a message for it is written.
    .forKeyShare()
    .execute()
}

/** Adds an alert to the message that waits for its group, or begins one. */
async function queueLine(
  trx: Kysely<Database>,
  account: string,
  channel: Channel,
  line: AlertLine,
  now: Date,
): Promise<void> {
  const group = `${line.rule} ${line.incident} ${line.isResolved ? 'resolved ' : ''}${line.subject.id}`
  const { last } = await trx
    .selectFrom('alert_message')
    .select(sql<Date | null>`max(coalesce(sent_at, created_at))`.as('last'))
    .where('channel_id', '=', channel.id)
    .where('group_key', '=', group)
    .where('state', '<>', 'waiting')
    .where(sql<boolean>`coalesce(sent_at, created_at) > hub_now() - ${groupMs}::float8 * interval '1 millisecond'`)
    .executeTakeFirstOrThrow()
  const due = dueAt(now, { lastInGroup: last, quietHours: channel.quiet_hours })
  const content = JSON.stringify([line])
  await sql`
    insert into alert_message as message
      (account_id, id, channel_id, kind, group_key, content, alert_count, state, created_at, due_at)
    values (${account}::uuid, ${createId()}::uuid, ${channel.id}::uuid, 'alerts', ${group}, ${content}::jsonb, 1, 'waiting',
      hub_now(), ${due.toISOString()}::timestamptz)
    on conflict (channel_id, group_key) where state = 'waiting' do update set
      alert_count = message.alert_count + 1,
      content = case when message.alert_count < ${mostLines}::integer
        then message.content || excluded.content else message.content end`.execute(trx)
}
