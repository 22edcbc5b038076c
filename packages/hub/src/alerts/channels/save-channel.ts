import type { AlertChannel, AlertChannelKind, BodyOf, Routes } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { auditRequest } from '../../audit/audit-request.ts'
import { createId } from '../../basics/create-id.ts'
import { HubProblem, notFound } from '../../basics/problem.ts'
import { readSecretFacts } from '../../connections/settings/usable-secrets.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { hubNow } from '../../database/hub-now.ts'
import type { Database } from '../../database/schema.ts'
import { channelSecretField, channelSecretName } from '../../secrets/channel-secret-field.ts'
import { dropUnreferencedSecrets } from '../../secrets/drop-secrets.ts'
import { takeUpSecrets } from '../../secrets/take-up-secrets.ts'
import { type ChangeRequest, matchesVersion } from '../../server/routes/handler.ts'
import { nextDigest } from '../raise/due-at.ts'
import { channelHosts } from '../send/channel-hosts.ts'
import { readChannel } from './channel-view.ts'
import { checkChannel } from './check-channel.ts'

/** Channels of an account; more are a mistake of a program. */
const mostChannels = 50

/** Creates a channel and takes up its secrets. Throws `SETTINGS_INVALID`, `SECRET_NOT_USABLE`, `NAME_TAKEN`, `QUOTA_REACHED`. */
export async function createChannel(
  context: HubContext,
  request: ChangeRequest,
  content: BodyOf<Routes['alertChannels.create']>,
): Promise<AlertChannel> {
  const { name, kind, settings, isEnabled, quietHours, digest } = content
  const account = request.account.id
  const id = createId()
  return await refuseTakenName(name, () =>
    context.db.transaction().execute(async (trx) => {
      await refuseTooMany(trx, account)
      const secrets = byField(kind, content.secrets)
      await settle(context, trx, request, { kind, settings, secrets, quietHours, digest })
      await trx
        .insertInto('alert_channel')
        .values({
          account_id: account,
          id,
          name,
          kind,
          settings: JSON.stringify(settings),
          secrets: JSON.stringify(secrets),
          is_enabled: isEnabled,
          quiet_hours: quietHours && JSON.stringify(quietHours),
          digest: digest && JSON.stringify(digest),
          next_digest_at: digest && nextDigest(digest, await readNow(trx)),
          revision: 1,
          created_at: hubNow(),
          created_by_name: request.actor.name,
          updated_at: hubNow(),
          updated_by_name: request.actor.name,
        })
        .execute()
      await auditRequest(trx, request, { subject: { kind: 'alertChannel', id, name }, detail: { kind } })
      return await readChannel(trx, account, id)
    }),
  )
}

/** Changes a channel. Throws as `createChannel`, `NOT_FOUND`, and `CHANGED_MEANWHILE`. */
export async function updateChannel(
  context: HubContext,
  request: ChangeRequest,
  id: string,
  patch: BodyOf<Routes['alertChannel.update']>,
): Promise<AlertChannel> {
  const account = request.account.id
  return await refuseTakenName(patch.name ?? '', () =>
    context.db.transaction().execute(async (trx) => {
      const before = await lockChannel(trx, account, id)
      if (!matchesVersion(request.meta.ifMatch, before.revision)) {
        throw new HubProblem('CHANGED_MEANWHILE', {
          detail: `${before.updated_by_name} changed ${before.name}; it is at revision ${before.revision} now.`,
          suggestion: 'Read it again, look at what changed, and make your change again.',
        })
      }
      const { kind } = before
      const settings = patch.settings ?? before.settings
      const changed = Object.entries({ ...before.secrets, ...byField(kind, patch.secrets ?? {}) })
      const secrets = Object.fromEntries(
        changed.flatMap(([field, handle]) => (handle === null ? [] : [[field, handle] as const])),
      )
      const quietHours = patch.quietHours === undefined ? before.quiet_hours : patch.quietHours
      const digest = patch.digest === undefined ? before.digest : patch.digest
      await settle(context, trx, request, { kind, settings, secrets, quietHours, digest })
      const name = patch.name ?? before.name
      await trx
        .updateTable('alert_channel')
        .set({
          name,
          settings: JSON.stringify(settings),
          secrets: JSON.stringify(secrets),
          is_enabled: patch.isEnabled ?? before.is_enabled,
          quiet_hours: quietHours && JSON.stringify(quietHours),
          digest: digest && JSON.stringify(digest),
          ...(patch.digest === undefined ? {} : await changedDigest(trx, patch.digest, before)),
          revision: before.revision + 1,
          updated_at: hubNow(),
          updated_by_name: request.actor.name,
        })
        .where('account_id', '=', account)
        .where('id', '=', id)
        .execute()
      await auditRequest(trx, request, {
        subject: { kind: 'alertChannel', id, name },
        detail: { changed: Object.keys(patch) },
      })
      const kept = Object.values(secrets)
      const dropped = Object.values(before.secrets).filter((secret) => !kept.includes(secret))
      await dropUnreferencedSecrets(trx, account, dropped)
      return await readChannel(trx, account, id)
    }),
  )
}

/** When the next digest is due, and what it begins with: what was sent one by one before is not summed up again. */
async function changedDigest(
  trx: Kysely<Database>,
  digest: ContentToStore['digest'],
  before: { readonly digest: unknown; readonly last_digest_at: Date | null },
) {
  return {
    next_digest_at: digest && nextDigest(digest, await readNow(trx)),
    last_digest_at: before.digest === null ? hubNow() : before.last_digest_at,
  }
}

/** Deletes a channel with its secrets, and takes it out of the rules that name it. Throws `NOT_FOUND`. */
export async function deleteChannel({ db }: HubContext, request: ChangeRequest, id: string): Promise<void> {
  const account = request.account.id
  await db.transaction().execute(async (trx) => {
    const { name, secrets } = await lockChannel(trx, account, id)
    await sql`update alert_rule set channels = channels - ${id}::text
      where account_id = ${account}::uuid and channels ? ${id}::text`.execute(trx)
    await trx.deleteFrom('alert_channel').where('account_id', '=', account).where('id', '=', id).execute()
    await auditRequest(trx, request, { subject: { kind: 'alertChannel', id, name } })
    await dropUnreferencedSecrets(trx, account, Object.values(secrets))
  })
}

async function lockChannel(trx: Kysely<Database>, account: string, id: string) {
  const row = await trx
    .selectFrom('alert_channel')
    .selectAll()
    .where('account_id', '=', account)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('channel')
  return row
}

interface ContentToStore {
  readonly kind: AlertChannelKind
  readonly settings: Readonly<Record<string, string>>
  /** Ids by the field that they are stored under. */
  readonly secrets: Readonly<Record<string, string>>
  readonly quietHours: Parameters<typeof checkChannel>[1]['quietHours']
  readonly digest: Parameters<typeof checkChannel>[1]['digest']
}

/** Checks what is to be stored, and takes its secrets up for the hosts that the settings lead to. */
async function settle(
  context: HubContext,
  trx: Kysely<Database>,
  { account, actor }: ChangeRequest,
  { kind, settings, secrets, quietHours, digest }: ContentToStore,
): Promise<void> {
  const nameOf = (field: string): string => channelSecretName(kind, field)
  checkChannel(context.messaging, { kind, settings, setSecrets: Object.keys(secrets).map(nameOf), quietHours, digest })
  const hosts = channelHosts(kind, settings)
  const facts = await readSecretFacts(trx, account.id, Object.values(secrets), { lock: true })
  const problems = Object.entries(secrets).flatMap(([field, id]) => {
    const fact = facts.get(id)
    const isOwn = fact?.field === field && (fact.isTakenUp || (fact.setBy === actor.id && !fact.isExpired))
    if (!fact || !isOwn) return [{ field, message: `${nameOf(field)}: the handle is unknown or has expired.` }]
    const isElsewhere = fact.hosts !== null && hosts.some((host) => !fact.hosts?.includes(host))
    if (!isElsewhere) return []
    const message = `${nameOf(field)} was set for ${fact.hosts?.join(', ')}, and the URL now leads to ${hosts.join(', ')}.`
    return [{ field, message }]
  })
  if (problems.length > 0) {
    const suggestion = 'Set it again: a secret is only sent to the host that it was set for.'
    throw new HubProblem('SECRET_NOT_USABLE', {
      detail: problems.map(({ message }) => message).join(' '),
      suggestion,
      fields: problems.map(({ field, message }) => ({ field: `body.secrets.${nameOf(field)}`, message, suggestion })),
    })
  }
  const ids = [...facts.values()].filter(({ isTakenUp }) => !isTakenUp).map(({ id }) => id)
  await takeUpSecrets(context, trx, { account: account.id, ids, hosts })
}

function byField<Id extends string | null>(
  kind: AlertChannelKind,
  secrets: Readonly<Record<string, Id>>,
): Record<string, Id> {
  const entries = Object.entries(secrets).map(
    ([name, id]) => [channelSecretField(kind, name), (id?.toLowerCase() ?? null) as Id] as const,
  )
  return Object.fromEntries(entries)
}

async function refuseTooMany(trx: Kysely<Database>, account: string): Promise<void> {
  const { count } = await trx
    .selectFrom('alert_channel')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account_id', '=', account)
    .executeTakeFirstOrThrow()
  if (Number(count) < mostChannels) return
  throw new HubProblem('QUOTA_REACHED', {
    detail: `The account has ${count} channels, and ${mostChannels} at most are allowed.`,
    suggestion: 'Delete one that is no longer needed.',
  })
}

async function refuseTakenName<Result>(name: string, change: () => Promise<Result>): Promise<Result> {
  try {
    return await change()
  } catch (error) {
    const { code, constraint } = error as { readonly code?: unknown; readonly constraint?: unknown }
    if (code !== '23505' || constraint !== 'alert_channel_name') throw error
    throw new HubProblem('NAME_TAKEN', {
      detail: `There is a channel named ${name} already; capitals make no difference.`,
      suggestion: 'Choose another name.',
      fields: [{ field: 'body.name', message: 'The name is taken.', given: name }],
    })
  }
}

async function readNow(trx: Kysely<Database>): Promise<Date> {
  const { now } = await trx.selectNoFrom(sql<Date>`hub_now()`.as('now')).executeTakeFirstOrThrow()
  return now
}
