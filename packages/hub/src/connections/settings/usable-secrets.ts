import type { Actor, CheckedSettings, ConnectionType, FieldProblem } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { HubProblem } from '../../basics/problem.ts'
import type { Database } from '../../database/schema.ts'

/** What decides who may use a secret for what. Never the secret itself. */
export interface SecretFacts {
  readonly id: string
  readonly field: string
  readonly setAt: Date
  readonly setBy: string
  readonly setByName: string
  /** Null until a connection has taken it up. */
  readonly hosts: readonly string[] | null
  readonly isTakenUp: boolean
  readonly isExpired: boolean
}

/**
 * Reads facts about secrets of an account, by id. An exclusive lock keeps others from deleting them until the transaction ends;
 * a shared one also lets others take it.
 */
export async function readSecretFacts(
  executor: Kysely<Database>,
  account: string,
  ids: readonly string[],
  { lock = false }: { readonly lock?: boolean | 'shared' } = {},
): Promise<Map<string, SecretFacts>> {
  if (ids.length === 0) return new Map()
  const query = executor
    .selectFrom('secret')
    .select(['id', 'field', 'set_at', 'set_by', 'set_by_name', 'hosts', 'expires_at'])
    .select(sql<boolean>`coalesce(expires_at <= hub_now(), false)`.as('is_expired'))
    .where('account_id', '=', account)
    .where('id', 'in', [...new Set(ids)])
    // Everybody locks in the same order, so that two transactions never wait for each other.
    .orderBy('id')
  const rows = await (lock === 'shared' ? query.forKeyShare() : lock ? query.forUpdate() : query).execute()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        field: row.field,
        setAt: row.set_at,
        setBy: row.set_by,
        setByName: row.set_by_name,
        hosts: row.hosts,
        isTakenUp: row.expires_at === null,
        isExpired: row.is_expired,
      },
    ]),
  )
}

/** Ids as the database writes them: callers may write them in capitals. */
export function withCanonicalIds<Id extends string | null>(
  secrets: Readonly<Record<string, Id>>,
): Record<string, Id extends string ? string : Id> {
  return Object.fromEntries(Object.entries(secrets).map(([field, id]) => [field, id?.toLowerCase() ?? null])) as Record<
    string,
    Id extends string ? string : Id
  >
}

export interface SecretUse {
  readonly connectionType: ConnectionType
  readonly actor: Actor
  readonly fields: Readonly<Record<string, string>>
  readonly check: CheckedSettings
  /** Ids by field. */
  readonly secrets: Readonly<Record<string, string>>
  readonly facts: ReadonlyMap<string, SecretFacts>
}

/**
 * What forbids the actor to use secrets for these settings, by field: one that is unknown, was set for another field, has
 * expired, was set by somebody else and is not taken up, or, of those in effect, is bound to other hosts.
 */
export function problemsOfSecrets(use: SecretUse): FieldProblem[] {
  return Object.entries(use.secrets).flatMap(([field, id]): FieldProblem[] => {
    const reason = reasonAgainst(use, field, use.facts.get(id))
    return reason === undefined ? [] : [{ field, ...reason }]
  })
}

/** Throws `SECRET_NOT_USABLE` with every field whose secret may not be used. */
export function refuseUnusableSecrets(use: SecretUse): void {
  const problems = problemsOfSecrets(use)
  if (problems.length === 0) return
  throw new HubProblem('SECRET_NOT_USABLE', {
    detail: problems.map(({ message }) => message).join(' '),
    suggestion: problems[0]?.suggestion,
    fields: problems.map((problem) => ({ ...problem, field: `body.secrets.${problem.field}` })),
  })
}

function reasonAgainst(
  use: SecretUse,
  field: string,
  secret: SecretFacts | undefined,
): { message: string; suggestion: string } | undefined {
  const label = labelOf(use.connectionType, field)
  const setAgain = `Set ${label} again.`
  // Somebody else's handle answers like one that never was.
  if (!secret || secret.field !== field || (!secret.isTakenUp && secret.setBy !== use.actor.id)) {
    return { message: `${label}: the handle is unknown.`, suggestion: setAgain }
  }
  if (!secret.isTakenUp && secret.isExpired) {
    return { message: `${label}: it was set but not saved in time, and has expired.`, suggestion: setAgain }
  }
  const bound = secret.hosts
  if (bound === null || !use.check.usedSecrets.includes(field)) return undefined
  const foreign = use.check.hosts.filter((host) => !bound.includes(host))
  if (foreign.length === 0) return undefined
  const leading = use.connectionType.fields
    .filter(({ name, isSecret }) => !isSecret && foreign.includes(hostOf(use.fields[name])))
    .map((declared) => declared.label)
  return {
    message: `${label} has to be set again because ${leading.join(' and ') || 'the settings'} now ${leading.length > 1 ? 'lead' : 'leads'} to another host: ${foreign.join(', ')} instead of ${bound.join(', ')}.`,
    suggestion: `${setAgain} A secret is only sent to the hosts that it was set for.`,
  }
}

function labelOf(connectionType: ConnectionType, field: string): string {
  return connectionType.fields.find(({ name }) => name === field)?.label ?? field
}

function hostOf(value: string | undefined): string {
  const text = value?.trim() ?? ''
  return URL.canParse(text) ? new URL(text).host : ''
}
