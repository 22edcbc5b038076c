import type { Actor, SettingsCheck } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import { notFound } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import { checkSettings } from './check-settings.ts'
import { problemsOfSecrets, readSecretFacts, withCanonicalIds } from './usable-secrets.ts'

export interface FormToCheck {
  readonly account: string
  readonly actor: Actor
  /** A stored connection whose secrets the form keeps. */
  readonly connection?: string | undefined
  readonly fields: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
}

/** Reports everything that is wrong with a form at once, including secrets that cannot be used. Throws `NOT_FOUND`. */
export async function checkConnectionSettings(
  { db, connectionType }: Pick<HubContext, 'db' | 'connectionType'>,
  { account, actor, connection, fields, secrets: given }: FormToCheck,
): Promise<SettingsCheck> {
  const stored = connection === undefined ? {} : await readSecretsOf(db, account, connection)
  const secrets = { ...stored, ...withCanonicalIds(given) }
  const checked = checkSettings(connectionType, fields, Object.keys(secrets))
  const facts = await readSecretFacts(db, account, Object.values(secrets))
  const unusable = problemsOfSecrets({ connectionType, actor, fields, check: checked.check, secrets, facts })
  return {
    problems: [...checked.check.problems, ...unusable],
    notices: checked.check.notices,
    organization: checked.check.organization,
  }
}

async function readSecretsOf(db: Kysely<Database>, account: string, id: string): Promise<Record<string, string>> {
  const row = await db
    .selectFrom('connection')
    .select('secrets')
    .where('account_id', '=', account)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('connection')
  return row.secrets
}
