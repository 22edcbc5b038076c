import type { Actor } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { StoredLastTest } from '../../database/connection-tables.ts'
import type { Database } from '../../database/schema.ts'
import { takeUpSecrets } from '../../secrets/take-up-secrets.ts'
import { checkSettings } from './check-settings.ts'
import { draftFingerprint, settingsFingerprint } from './settings-fingerprint.ts'
import { isPassed, undecidedOutcomes } from './test-verdict.ts'
import { readSecretFacts, refuseUnusableSecrets } from './usable-secrets.ts'

export interface SettingsToStore {
  readonly account: string
  readonly actor: Actor
  /** Undefined for a new one. */
  readonly connection: string | undefined
  readonly fields: Readonly<Record<string, string>>
  /** Ids by field. */
  readonly secrets: Readonly<Record<string, string>>
}

/** Settings that may be stored, and what is known of them. */
export interface PreparedSettings {
  /** Normalized where they take effect; empty ones left out. */
  readonly fields: Readonly<Record<string, string>>
  readonly organization: string
  readonly authenticationType: string
  readonly isDeprecated: boolean
  readonly fingerprint: string
  /** These very settings were tested before they were stored. */
  readonly lastTest: StoredLastTest | undefined
  readonly passedAt: Date | undefined
}

/**
 * Checks settings that are to be stored and takes up their secrets: from then on those are bound to the hosts of the
 * settings and do not expire. Called in the transaction that stores them. Throws `SETTINGS_INVALID` for what may not be
 * stored even as a draft (see `checkSettings`) and `SECRET_NOT_USABLE`.
 */
export async function prepareSettings(
  { connectionType, sealer }: Pick<HubContext, 'connectionType' | 'sealer'>,
  trx: Kysely<Database>,
  { account, actor, connection, fields, secrets }: SettingsToStore,
): Promise<PreparedSettings> {
  const checked = checkSettings(connectionType, fields, Object.keys(secrets))
  const { check, refusals } = checked
  if (refusals.length > 0) {
    throw new HubProblem('SETTINGS_INVALID', {
      detail: refusals.map(({ message }) => message).join(' '),
      suggestion: refusals.find(({ suggestion }) => suggestion !== undefined)?.suggestion,
      fields: refusals.map((problem) => ({ ...problem, field: `body.fields.${problem.field}` })),
    })
  }
  const facts = await readSecretFacts(trx, account, Object.values(secrets), { lock: true })
  refuseUnusableSecrets({ connectionType, actor, fields, check, secrets, facts })
  const fresh = [...facts.values()].filter(({ isTakenUp }) => !isTakenUp).map(({ id }) => id)
  await takeUpSecrets({ sealer }, trx, { account, ids: fresh, hosts: check.hosts })

  const given = Object.entries(checked.fields).filter(([, value]) => value.trim() !== '')
  const stored = Object.fromEntries(given.map(([name, value]) => [name, check.effective[name] ?? value]))
  const fingerprint = settingsFingerprint(check, secrets)
  const tests = fingerprint === null ? undefined : await findTests(trx, account, connection, fingerprint)
  return {
    fields: stored,
    organization: check.organization ?? '',
    authenticationType: check.authenticationType,
    isDeprecated: check.isDeprecated,
    fingerprint: fingerprint ?? draftFingerprint(stored, secrets),
    lastTest: tests?.last,
    passedAt: tests?.passedAt,
  }
}

/** Tests of a form before it was saved: of this connection, or of none. */
async function findTests(
  trx: Kysely<Database>,
  account: string,
  connection: string | undefined,
  fingerprint: string,
): Promise<{ last: StoredLastTest; passedAt: Date | undefined } | undefined> {
  const rows = await trx
    .selectFrom('job')
    .select(['id', 'outcome', 'title', 'finished_at', 'container_id', 'attachment_id', 'container_name'])
    .where('account_id', '=', account)
    .where('fingerprint', '=', fingerprint)
    .where('kind', '=', 'test')
    .where('state', '=', 'finished')
    .where('outcome', 'not in', [...undecidedOutcomes])
    .where((builder) =>
      builder.or([
        builder('connection_id', 'is', null),
        ...(connection === undefined ? [] : [builder('connection_id', '=', connection)]),
      ]),
    )
    .orderBy(sql`finished_at desc`)
    .limit(50)
    .execute()
  const [last] = rows
  if (!last) return undefined
  return {
    last: {
      job: last.id,
      outcome: last.outcome ?? '',
      title: last.title ?? '',
      finishedAt: last.finished_at?.toISOString() ?? '',
      container: { id: last.attachment_id ?? last.container_id, name: last.container_name },
      fingerprint,
    },
    passedAt: rows.find(({ outcome }) => isPassed(outcome ?? ''))?.finished_at ?? undefined,
  }
}
