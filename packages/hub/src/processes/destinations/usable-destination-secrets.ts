import type { Actor, CheckedDestination, DestinationDescription } from '@coupa-connector/protocol'
import { HubProblem } from '../../basics/problem.ts'
import type { SecretFacts } from '../../connections/settings/usable-secrets.ts'

/** Secrets that settings of a destination are to be used with. */
export interface DestinationSecretUse {
  readonly type: Pick<DestinationDescription, 'kind'>
  /** Where the settings lead. */
  readonly hosts: CheckedDestination['hosts']
  /** Ids by the field that they are stored under. */
  readonly secrets: Readonly<Record<string, string>>
  readonly facts: ReadonlyMap<string, SecretFacts>
  readonly actor: Actor
}

/**
 * Refuses handles that are unknown, expired, somebody else's, of another field, or for another host. Throws `SECRET_NOT_USABLE`
 * with all of them.
 */
export function refuseUnusableDestinationSecrets({ type, hosts, secrets, facts, actor }: DestinationSecretUse): void {
  const problems = Object.entries(secrets).flatMap(([field, id]) => {
    const fact = facts.get(id)
    const name = field.slice(type.kind.length + 1)
    const isOwn = fact?.field === field && (fact.isTakenUp || (fact.setBy === actor.id && !fact.isExpired))
    if (!fact || !isOwn) return [{ field: name, message: `${name}: the handle is unknown or has expired.` }]
    const isElsewhere = fact.hosts !== null && hosts.some((host) => !fact.hosts?.includes(host))
    if (!isElsewhere) return []
    const bound = fact.hosts?.join(', ')
    return [{ field: name, message: `${name} was set for ${bound}, and the settings now lead to ${hosts.join(', ')}.` }]
  })
  if (problems.length === 0) return
  const suggestion = 'Set it again: a secret is only sent to the host that it was set for.'
  throw new HubProblem('SECRET_NOT_USABLE', {
    detail: problems.map(({ message }) => message).join(' '),
    suggestion,
    fields: problems.map(({ field, message }) => ({ field: `body.secrets.${field}`, message, suggestion })),
  })
}
