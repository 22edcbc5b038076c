import type { EndUse } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import { HubProblem, notFound } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import type { AnyDefinition } from '../definitions/read-definition.ts'
import { checkDestinationSettings, findDestinationType } from '../destinations/check-destination.ts'

/** A destination that a deployment names for a value of its process. */
interface EndToCheck {
  readonly account: string
  readonly definition: AnyDefinition
  /** The name of the value. */
  readonly value: string
  readonly use: EndUse
  /** The id of the destination. */
  readonly destination: string
  /** Where the request has it: `body.destination`. */
  readonly field: string
  /** Settings that differ in this deployment. */
  readonly settings?: Readonly<Record<string, string>> | undefined
  readonly container: { readonly kind: string }
}

const doing: Readonly<Record<EndUse, string>> = {
  deliver: 'delivers to',
  load: 'takes records from',
  inbox: "puts Coupa's flat files on",
}

/**
 * Refuses a destination that the process cannot use in this way from this container. Throws `SETTINGS_INVALID`, and `NOT_FOUND` for
 * one that the account does not have.
 */
export async function checkEnd(
  context: HubContext,
  trx: Kysely<Database>,
  { account, definition, value, use, destination: id, field, settings = {}, container }: EndToCheck,
): Promise<void> {
  const destination = await trx
    .selectFrom('destination')
    .select(['name', 'kind', 'settings', 'secrets'])
    .where('account_id', '=', account)
    .where('id', '=', id)
    .forKeyShare()
    .executeTakeFirst()
  if (!destination) throw notFound('destination')
  const { name, kind } = destination
  const wanted = definition.values[value]
  if (wanted !== undefined && wanted.kind !== kind) {
    throw wrong(field, `The process ${doing[use]} ${wanted.kind}, and ${name} is of the kind ${kind}.`)
  }
  const type = findDestinationType(context, kind)
  if (!type.uses.includes(use)) {
    throw wrong(field, `The process ${doing[use]} it, which ${name} of the kind ${kind} is not for.`)
  }
  if (type.isLocal && container.kind === 'cloud') {
    throw wrong('body.container', `${name} uses the disk of the container, which a cloud does not give.`)
  }
  const secrets = Object.keys(destination.secrets).map((secret) => secret.slice(kind.length + 1))
  const defaults =
    wanted !== undefined && 'default' in wanted && typeof wanted.default === 'object' ? wanted.default : {}
  const own = { ...defaults, ...destination.settings }
  const path = field === 'body.destination' ? 'body.settings' : field
  const { hosts } = checkDestinationSettings(type, { ...own, ...settings }, secrets, { path, use })
  const known = type.check(own, secrets, use).hosts
  const foreign = hosts.filter((host) => !known.includes(host))
  if (secrets.length > 0 && foreign.length > 0) {
    throw wrong(
      'body.settings',
      `The settings lead to ${foreign.join(', ')}, where the secrets of ${name} are not sent.`,
    )
  }
}

function wrong(field: string, message: string): HubProblem {
  return new HubProblem('SETTINGS_INVALID', { detail: message, fields: [{ field, message }] })
}
