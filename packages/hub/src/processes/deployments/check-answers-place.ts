import { isLoad } from '@coupa-connector/process'
import type { Kysely } from 'kysely'
import { HubProblem, notFound } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import type { AnyDefinition } from '../definitions/read-definition.ts'
import { checkDestinationSettings, findDestinationType } from '../destinations/check-destination.ts'

/** What is deployed, as far as answers are concerned. */
interface DeployedAnswers {
  readonly account: string
  readonly definition: AnyDefinition
  /** The destination of the account where the consumer puts its answers. */
  readonly answers: string | null
  readonly isCloud: boolean
}

/**
 * Refuses a place of answers that the process cannot read, or that is missing. Throws `SETTINGS_INVALID`, and `NOT_FOUND` for one
 * that the account does not have.
 */
export async function checkAnswersPlace(
  context: HubContext,
  trx: Kysely<Database>,
  { account, definition, answers, isCloud }: DeployedAnswers,
): Promise<void> {
  const wanted = isLoad(definition) ? undefined : definition.acknowledge.answers
  if (wanted === undefined) return
  if (answers === null) {
    throw wrong('The process takes answers from a place, and none of the destinations of the account is named for it.')
  }
  const place = await trx
    .selectFrom('destination')
    .select(['name', 'kind', 'settings', 'secrets'])
    .where('account_id', '=', account)
    .where('id', '=', answers)
    .forKeyShare()
    .executeTakeFirst()
  if (!place) throw notFound('destination')
  const value = definition.values[wanted.connection]
  if (value !== undefined && value.kind !== place.kind) {
    throw wrong(`The process takes answers from ${value.kind}, and ${place.name} is of the kind ${place.kind}.`)
  }
  const type = findDestinationType(context, place.kind)
  if (!type.isSource) throw wrong(`No answers can be taken from ${place.name}, which is of the kind ${type.kind}.`)
  if (type.isLocal && isCloud) {
    throw wrong(`${place.name} uses the disk of the container, which a cloud does not give.`)
  }
  const names = Object.keys(place.secrets).map((field) => field.slice(place.kind.length + 1))
  const defaults = value !== undefined && 'default' in value && typeof value.default === 'object' ? value.default : {}
  checkDestinationSettings(type, { ...defaults, ...place.settings }, names)
}

function wrong(message: string): HubProblem {
  return new HubProblem('SETTINGS_INVALID', { detail: message, fields: [{ field: 'body.answers', message }] })
}
