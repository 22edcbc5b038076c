import type { Deployment } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import { furtherEndsOf } from '../definitions/further-ends.ts'
import type { AnyDefinition } from '../definitions/read-definition.ts'
import { checkEnd } from './check-end.ts'

interface EndsToKeep {
  readonly account: string
  readonly deployment: string
  readonly container: { readonly kind: string }
  /** Ids of destinations by the names of values. Undefined: those that are there stay. */
  readonly ends: Readonly<Record<string, string>> | undefined
}

/**
 * Keeps the further ends of a deployment. Throws `SETTINGS_INVALID` for one that is missing, does not belong to the process, or
 * cannot be used by it, and `NOT_FOUND`.
 */
export async function saveEnds(
  context: HubContext,
  trx: Kysely<Database>,
  definition: AnyDefinition,
  { account, deployment, container, ends }: EndsToKeep,
): Promise<void> {
  const wanted = furtherEndsOf(definition)
  const given = ends ?? (await idsOf(trx, deployment))
  for (const value of ends === undefined ? [] : Object.keys(ends)) {
    if (!wanted.some((end) => end.value === value)) throw wrong(value, `The process has no further end "${value}".`)
  }
  await trx.deleteFrom('deployment_end').where('deployment_id', '=', deployment).execute()
  for (const { value, use } of wanted) {
    const id = given[value]
    if (id === undefined) throw wrong(value, `The process needs a destination for its value "${value}".`)
    const end = { account, definition, value, use, destination: id, field: `body.ends.${value}`, container }
    await checkEnd(context, trx, end)
    const row = { account_id: account, deployment_id: deployment, value, destination_id: id }
    await trx.insertInto('deployment_end').values(row).execute()
  }
}

/** Refuses a version that needs ends which the deployment does not have any more. Throws `NOT_READY`. */
export async function refuseMissingEnds(
  trx: Kysely<Database>,
  deployment: string,
  { version, definition }: { readonly version: number; readonly definition: AnyDefinition },
): Promise<void> {
  const kept = await idsOf(trx, deployment)
  const missing = furtherEndsOf(definition).find(({ value }) => kept[value] === undefined)
  if (missing === undefined) return
  throw new HubProblem('NOT_READY', {
    detail: `Version ${version} needs a destination for its value "${missing.value}", and the deployment names none.`,
    suggestion: `Deploy version ${version}, and name the destination.`,
  })
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
