import { isLoad } from '@coupa-connector/process'
import type { Deployment } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import { HubProblem, notFound } from '../../basics/problem.ts'
import type { Database } from '../../database/schema.ts'
import type { AnyDefinition } from '../definitions/read-definition.ts'

/** The values of a process that are ends beside its destination. */
export function endsOf(definition: AnyDefinition): readonly string[] {
  const inbox = isLoad(definition) ? definition.destination.flatFiles?.connection : undefined
  return inbox === undefined ? [] : [inbox]
}

interface EndsToKeep {
  readonly account: string
  readonly deployment: string
  /** Ids of destinations by the names of values. Undefined: those that are there stay. */
  readonly ends: Readonly<Record<string, string>> | undefined
}

/**
 * Keeps the further ends of a deployment. Throws `SETTINGS_INVALID` for one that is missing, does not belong to the process, or
 * is of another kind, and `NOT_FOUND`.
 */
export async function saveEnds(
  trx: Kysely<Database>,
  definition: AnyDefinition,
  { account, deployment, ends }: EndsToKeep,
): Promise<void> {
  const wanted = endsOf(definition)
  const given = ends ?? (await idsOf(trx, deployment))
  for (const value of ends === undefined ? [] : Object.keys(ends)) {
    if (!wanted.includes(value)) throw wrong(value, `The process has no further end "${value}".`)
  }
  await trx.deleteFrom('deployment_end').where('deployment_id', '=', deployment).execute()
  for (const value of wanted) {
    const id = given[value]
    if (id === undefined) throw wrong(value, `The process needs a destination for its value "${value}".`)
    const destination = await trx
      .selectFrom('destination')
      .select(['name', 'kind'])
      .where('account_id', '=', account)
      .where('id', '=', id)
      .forKeyShare()
      .executeTakeFirst()
    if (!destination) throw notFound('destination')
    const kind = definition.values[value]?.kind
    if (kind !== destination.kind) {
      throw wrong(value, `The value "${value}" is ${kind}, and ${destination.name} is of the kind ${destination.kind}.`)
    }
    const row = { account_id: account, deployment_id: deployment, value, destination_id: id }
    await trx.insertInto('deployment_end').values(row).execute()
  }
}

async function idsOf(trx: Kysely<Database>, deployment: string): Promise<Readonly<Record<string, string>>> {
  const rows = await trx
    .selectFrom('deployment_end')
    .select(['value', 'destination_id'])
    .where('deployment_id', '=', deployment)
    .execute()
  return Object.fromEntries(rows.map(({ value, destination_id }) => [value, destination_id]))
}

/** The further ends of deployments, by the ids of these. */
export async function readEnds(
  db: Kysely<Database>,
  deployments: readonly string[],
): Promise<ReadonlyMap<string, Deployment['ends']>> {
  if (deployments.length === 0) return new Map()
  const rows = await db
    .selectFrom('deployment_end')
    .innerJoin('destination', 'destination.id', 'deployment_end.destination_id')
    .select(['deployment_end.deployment_id', 'deployment_end.value'])
    .select(['destination.id', 'destination.name', 'destination.kind'])
    .where('deployment_end.deployment_id', 'in', [...deployments])
    .orderBy('deployment_end.value')
    .execute()
  const found = new Map<string, Deployment['ends']>()
  for (const { deployment_id, value, ...destination } of rows) {
    found.set(deployment_id, { ...found.get(deployment_id), [value]: destination })
  }
  return found
}

function wrong(value: string, message: string): HubProblem {
  return new HubProblem('SETTINGS_INVALID', { detail: message, fields: [{ field: `body.ends.${value}`, message }] })
}
