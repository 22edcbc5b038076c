import type { Actor, DestinationDescription, EndUse } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import { HubProblem, notFound } from '../../basics/problem.ts'
import { readSecretFacts } from '../../connections/settings/usable-secrets.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import { checkDestinationSettings, findDestinationType } from './check-destination.ts'
import { byField } from './secrets-by-field.ts'
import { refuseUnusableDestinationSecrets } from './usable-destination-secrets.ts'

/** A stored destination, what is in a form, or a stored destination changed by a form. */
export interface DestinationSource {
  readonly account: string
  /** Who asks: handles that no destination has taken up are only theirs. */
  readonly actor: Actor
  readonly destination?: string | undefined
  /** Of one that is not stored. */
  readonly kind?: string | undefined
  /** Replaces all settings of the stored one. */
  readonly settings?: Readonly<Record<string, string>> | undefined
  /** Added to the secrets of the stored one. */
  readonly secrets?: Readonly<Record<string, string>> | undefined
  /** What it is to be used for. Without it, it has to be right for one use. */
  readonly use?: EndUse | undefined
}

export interface ResolvedDestination {
  readonly id: string | null
  readonly name: string
  readonly type: DestinationDescription
  readonly settings: Readonly<Record<string, string>>
  /** Ids of secrets by the field that they are stored under. */
  readonly secrets: Readonly<Record<string, string>>
}

/**
 * Puts a destination together without opening any secret. Called in the transaction that stores what is to use it. Throws
 * `NOT_FOUND`, `SETTINGS_INVALID` and `SECRET_NOT_USABLE`.
 */
export async function resolveDestination(
  context: HubContext,
  trx: Kysely<Database>,
  source: DestinationSource,
): Promise<ResolvedDestination> {
  const stored =
    source.destination === undefined ? undefined : await readStored(trx, source.account, source.destination)
  const kind = stored?.kind ?? source.kind
  if (kind === undefined) {
    const message = 'There is neither a destination nor a kind of destination to check.'
    throw new HubProblem('SETTINGS_INVALID', { detail: message, fields: [{ field: 'body.kind', message }] })
  }
  const type = findDestinationType(context, kind)
  const settings = source.settings ?? stored?.settings ?? {}
  const secrets = { ...stored?.secrets, ...byField(kind, source.secrets ?? {}) }
  const names = Object.keys(secrets).map((field) => field.slice(kind.length + 1))
  const { hosts } = checkDestinationSettings(type, settings, names, {
    use: type.uses.includes(source.use ?? 'deliver') ? source.use : undefined,
  })
  const facts = await readSecretFacts(trx, source.account, Object.values(secrets), { lock: 'shared' })
  refuseUnusableDestinationSecrets({ type, hosts, secrets, facts, actor: source.actor })
  return { id: stored?.id ?? null, name: stored?.name ?? type.title, type, settings, secrets }
}

async function readStored(trx: Kysely<Database>, account: string, id: string) {
  const stored = await trx
    .selectFrom('destination')
    .select(['id', 'name', 'kind', 'settings', 'secrets'])
    .where('account_id', '=', account)
    .where('id', '=', id)
    .forKeyShare()
    .executeTakeFirst()
  if (!stored) throw notFound('destination')
  return stored
}
