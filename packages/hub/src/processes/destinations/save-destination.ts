import type { BodyOf, Destination, DestinationDescription, Routes } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import { auditRequest } from '../../audit/audit-request.ts'
import { createId } from '../../basics/create-id.ts'
import { HubProblem, notFound } from '../../basics/problem.ts'
import { readSecretFacts } from '../../connections/settings/usable-secrets.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { hubNow } from '../../database/hub-now.ts'
import type { Database } from '../../database/schema.ts'
import { dropUnreferencedSecrets } from '../../secrets/drop-secrets.ts'
import { takeUpSecrets } from '../../secrets/take-up-secrets.ts'
import { type ChangeRequest, matchesVersion } from '../../server/routes/handler.ts'
import { refuseTakenName } from '../refuse-taken-name.ts'
import { checkDestinationSettings, findDestinationType } from './check-destination.ts'
import { readDestination } from './destination-view.ts'
import { byField } from './secrets-by-field.ts'
import { refuseUnusableDestinationSecrets } from './usable-destination-secrets.ts'

/** Creates a destination and takes up its secrets. Throws `SETTINGS_INVALID`, `SECRET_NOT_USABLE`, `NAME_TAKEN`. */
export async function createDestination(
  context: HubContext,
  request: ChangeRequest,
  { name, kind, settings, secrets }: BodyOf<Routes['destinations.create']>,
): Promise<Destination> {
  const type = findDestinationType(context, kind)
  const id = createId()
  return await refuseTakenName('destination', name, () =>
    context.db.transaction().execute(async (trx) => {
      const stored = await settle(context, trx, request, { type, settings, secrets: byField(kind, secrets) })
      await trx
        .insertInto('destination')
        .values({
          account_id: request.account.id,
          id,
          name,
          kind,
          settings: JSON.stringify(settings),
          secrets: JSON.stringify(stored),
          revision: 1,
          created_at: hubNow(),
          created_by_name: request.actor.name,
          updated_at: hubNow(),
          updated_by_name: request.actor.name,
        })
        .execute()
      await auditRequest(trx, request, { subject: { kind: 'destination', id, name }, detail: { kind } })
      return await readDestination(trx, request.account.id, id)
    }),
  )
}

/** Changes a destination. Throws as `createDestination`, `NOT_FOUND`, and `CHANGED_MEANWHILE`. */
export async function updateDestination(
  context: HubContext,
  request: ChangeRequest,
  id: string,
  patch: BodyOf<Routes['destination.update']>,
): Promise<Destination> {
  return await refuseTakenName('destination', patch.name ?? '', () =>
    context.db.transaction().execute(async (trx) => {
      const before = await lockDestination(trx, request.account.id, id)
      if (!matchesVersion(request.meta.ifMatch, before.revision)) {
        throw new HubProblem('CHANGED_MEANWHILE', {
          detail: `${before.updated_by_name} changed ${before.name}; it is at revision ${before.revision} now.`,
          suggestion: 'Read it again, look at what changed, and make your change again.',
        })
      }
      const type = findDestinationType(context, before.kind)
      const settings = patch.settings ?? before.settings
      const changed = Object.entries({ ...before.secrets, ...byField(before.kind, patch.secrets ?? {}) })
      const secrets = Object.fromEntries(
        changed.flatMap(([field, handle]) => (handle === null ? [] : [[field, handle] as const])),
      )
      const stored = await settle(context, trx, request, { type, settings, secrets })
      const name = patch.name ?? before.name
      await trx
        .updateTable('destination')
        .set({
          name,
          settings: JSON.stringify(settings),
          secrets: JSON.stringify(stored),
          revision: before.revision + 1,
          updated_at: hubNow(),
          updated_by_name: request.actor.name,
        })
        .where('id', '=', id)
        .execute()
      await auditRequest(trx, request, {
        subject: { kind: 'destination', id, name },
        detail: { changed: Object.keys(patch) },
      })
      const kept = Object.values(stored)
      const dropped = Object.values(before.secrets).filter((secret) => !kept.includes(secret))
      await dropUnreferencedSecrets(trx, request.account.id, dropped)
      return await readDestination(trx, request.account.id, id)
    }),
  )
}

/** Deletes a destination and its secrets. Throws `NOT_FOUND`, and `IN_USE` while a deployment delivers to it. */
export async function deleteDestination({ db }: HubContext, request: ChangeRequest, id: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { name, secrets } = await lockDestination(trx, request.account.id, id)
    const uses = await trx
      .selectFrom('deployment')
      .innerJoin('process', 'process.id', 'deployment.process_id')
      .innerJoin('environment', 'environment.id', 'deployment.environment_id')
      .select(['process.name', 'environment.name as environment'])
      .where((where) =>
        where.or([
          where('deployment.destination_id', '=', id),
          where.exists(
            where
              .selectFrom('deployment_end')
              .select('deployment_end.value')
              .whereRef('deployment_end.deployment_id', '=', 'deployment.id')
              .where('deployment_end.destination_id', '=', id),
          ),
        ]),
      )
      .limit(5)
      .execute()
    if (uses.length > 0) {
      const shown = uses.map((use) => `${use.name} in ${use.environment}`).join('; ')
      throw new HubProblem('IN_USE', {
        detail: `The destination ${name} is being used: ${shown}.`,
        suggestion: 'Deploy those to another destination, or delete their deployments.',
      })
    }
    await trx.deleteFrom('destination').where('id', '=', id).execute()
    await auditRequest(trx, request, { subject: { kind: 'destination', id, name } })
    await dropUnreferencedSecrets(trx, request.account.id, Object.values(secrets))
  })
}

async function lockDestination(trx: Kysely<Database>, account: string, id: string) {
  const row = await trx
    .selectFrom('destination')
    .selectAll()
    .where('account_id', '=', account)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('destination')
  return row
}

interface ContentToStore {
  readonly type: DestinationDescription
  readonly settings: Readonly<Record<string, string>>
  /** Ids by the field that they are stored under. */
  readonly secrets: Readonly<Record<string, string>>
}

/** Checks what is to be stored, and takes its secrets up for the hosts that the settings lead to. */
async function settle(
  context: HubContext,
  trx: Kysely<Database>,
  { account, actor }: ChangeRequest,
  { type, settings, secrets }: ContentToStore,
): Promise<Record<string, string>> {
  const names = Object.keys(secrets).map((field) => field.slice(type.kind.length + 1))
  const { hosts } = checkDestinationSettings(type, settings, names)
  const facts = await readSecretFacts(trx, account.id, Object.values(secrets), { lock: true })
  refuseUnusableDestinationSecrets({ type, hosts, secrets, facts, actor })
  const ids = [...facts.values()].filter(({ isTakenUp }) => !isTakenUp).map(({ id }) => id)
  await takeUpSecrets(context, trx, { account: account.id, ids, hosts })
  return { ...secrets }
}
