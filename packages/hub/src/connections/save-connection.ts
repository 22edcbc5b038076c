import type { Connection } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { auditRequest } from '../audit/audit-request.ts'
import { createId } from '../basics/create-id.ts'
import { HubProblem } from '../basics/problem.ts'
import type { HubContext } from '../context/hub-context.ts'
import type { Database } from '../database/schema.ts'
import { dropUnreferencedSecrets } from '../secrets/drop-secrets.ts'
import type { Commit, Committed } from '../server/routes/commit.ts'
import type { ChangeRequest } from '../server/routes/handler.ts'
import { type ConnectionContent, changesBetween, recordRevision } from './connection-revisions.ts'
import { listConnectionUses } from './connection-uses.ts'
import { connectionReply, readConnection } from './connection-view.ts'
import { searchTextOf } from './list-connections.ts'
import { refuseTakenName } from './refuse-taken-name.ts'
import { prepareSettings } from './settings/prepare-settings.ts'
import { readSecretFacts, withCanonicalIds } from './settings/usable-secrets.ts'
import { contentOf, insertConnection, lockConnection, refuseOldVersion } from './stored-connection.ts'

/** A change. Null removes a secret; a secret that is left out stays. */
export type ConnectionPatch = {
  readonly [Key in Exclude<keyof ConnectionContent, 'secrets'>]?: ConnectionContent[Key] | undefined
} & { readonly secrets?: Readonly<Record<string, string | null>> | undefined }

/** A request that makes a connection. */
export type NewConnectionRequest = ChangeRequest & { readonly commit: Commit<Connection> }

/** Stores a new connection. The tests of the form that it was filled in with become its own. */
export async function createConnection(
  context: HubContext,
  request: NewConnectionRequest,
  given: ConnectionContent,
  draft?: string,
): Promise<Committed<Connection>> {
  const id = createId()
  return await refuseTakenName(given.name, () =>
    request.commit(async (trx) => {
      const secrets = withCanonicalIds(given.secrets)
      const prepared = await prepareSettings(context, trx, {
        account: request.account.id,
        actor: request.actor,
        connection: undefined,
        fields: given.fields,
        secrets,
      })
      const content = { ...given, labels: unique(given.labels), fields: prepared.fields, secrets }
      await insertConnection(trx, request, { id, content, prepared })
      if (draft !== undefined) await adoptTests(trx, request.account.id, { draft, id, name: given.name })
      return connectionReply(await readConnection(context, trx, request.account.id, id))
    }),
  )
}

/** Stores a copy under another name, with the same secrets and untested. Throws `NOT_FOUND`. */
export async function copyConnection(
  context: HubContext,
  request: NewConnectionRequest,
  source: string,
  name: string,
): Promise<Committed<Connection>> {
  const id = createId()
  return await refuseTakenName(name, () =>
    request.commit(async (trx) => {
      const original = await lockConnection(trx, request.account.id, source)
      // Locked, so that nobody deletes a secret between the check of its references and this new reference.
      await readSecretFacts(trx, request.account.id, Object.values(original.secrets), { lock: true })
      await insertConnection(trx, request, {
        id,
        content: { ...contentOf(original), name },
        prepared: {
          organization: original.organization,
          authenticationType: original.authentication_type,
          isDeprecated: original.is_deprecated,
          fingerprint: original.fingerprint,
          lastTest: undefined,
          passedAt: undefined,
        },
        copiedFrom: `${original.name}, revision ${original.revision}`,
      })
      return connectionReply(await readConnection(context, trx, request.account.id, id))
    }),
  )
}

/**
 * Changes a connection. A change without an effect makes no revision. Throws `NOT_FOUND`, and `CHANGED_MEANWHILE` with the name
 * of whoever was faster.
 */
export async function updateConnection(
  context: HubContext,
  request: ChangeRequest,
  id: string,
  patch: ConnectionPatch,
): Promise<void> {
  await refuseTakenName(patch.name ?? '', () =>
    context.db.transaction().execute(async (trx) => {
      const stored = await lockConnection(trx, request.account.id, id)
      refuseOldVersion(request.meta.ifMatch, stored)
      const before = contentOf(stored)
      const secrets = mergeSecrets(before.secrets, withCanonicalIds(patch.secrets ?? {}))
      // Renaming has nothing to do with settings. It must work even if today's checks would refuse them.
      const prepared =
        patch.fields === undefined && patch.secrets === undefined
          ? undefined
          : await prepareSettings(context, trx, {
              account: request.account.id,
              actor: request.actor,
              connection: id,
              fields: patch.fields ?? before.fields,
              secrets,
            })
      const after: ConnectionContent = {
        name: patch.name ?? before.name,
        description: patch.description ?? before.description,
        folder: patch.folder ?? before.folder,
        labels: unique(patch.labels ?? before.labels),
        fields: prepared?.fields ?? before.fields,
        secrets,
      }
      const changes = changesBetween(before, after)
      if (changes.length === 0) return
      const organization = prepared?.organization ?? stored.organization
      const isNewlySettled = prepared !== undefined && prepared.fingerprint !== stored.fingerprint
      await trx
        .updateTable('connection')
        .set({
          name: after.name,
          description: after.description,
          folder: after.folder,
          labels: JSON.stringify(after.labels),
          fields: JSON.stringify(after.fields),
          secrets: JSON.stringify(after.secrets),
          organization,
          search_text: searchTextOf({ ...after, organization }),
          revision: stored.revision + 1,
          updated_at: sql<Date>`hub_now()`,
          updated_by_name: request.actor.name,
          ...(prepared && {
            authentication_type: prepared.authenticationType,
            is_deprecated: prepared.isDeprecated,
            fingerprint: prepared.fingerprint,
          }),
          ...(isNewlySettled && prepared.lastTest && { last_test: JSON.stringify(prepared.lastTest) }),
          ...(isNewlySettled &&
            prepared.passedAt && { verified_fingerprint: prepared.fingerprint, verified_at: prepared.passedAt }),
        })
        .where('account_id', '=', request.account.id)
        .where('id', '=', id)
        .where('revision', '=', stored.revision)
        .execute()
      await recordRevision(trx, {
        account: request.account.id,
        connection: id,
        revision: stored.revision + 1,
        content: after,
        changes,
        changedBy: request.actor,
      })
      await auditRequest(trx, request, {
        subject: { kind: 'connection', id, name: after.name },
        detail: { changed: changes.map(({ field }) => field) },
      })
      const kept = Object.values(secrets)
      await dropUnreferencedSecrets(
        trx,
        request.account.id,
        Object.values(before.secrets).filter((secret) => !kept.includes(secret)),
      )
    }),
  )
}

/**
 * Deletes a connection and its secrets that no other connection uses. Revisions and tests stay. Throws `NOT_FOUND`,
 * `CHANGED_MEANWHILE`, and `IN_USE` with the deployments, and the jobs that are queued or running.
 */
export async function deleteConnection(context: HubContext, request: ChangeRequest, id: string): Promise<void> {
  await context.db.transaction().execute(async (trx) => {
    const stored = await lockConnection(trx, request.account.id, id)
    refuseOldVersion(request.meta.ifMatch, stored)
    const uses = await listConnectionUses(trx, request.account.id, id)
    if (uses.length > 0) {
      const shown = uses.slice(0, 5).map(({ id: use, kind, description }) => `${description}, ${kind} ${use}`)
      const more = uses.length > shown.length ? ` and ${uses.length - shown.length} more` : ''
      throw new HubProblem('IN_USE', {
        detail: `The connection ${stored.name} is being used: ${shown.join('; ')}${more}.`,
        suggestion: 'Wait until jobs are finished, or cancel them; deploy processes with another connection.',
      })
    }
    await trx.deleteFrom('connection').where('account_id', '=', request.account.id).where('id', '=', id).execute()
    await auditRequest(trx, request, {
      subject: { kind: 'connection', id, name: stored.name },
      detail: { revision: stored.revision },
    })
    await dropUnreferencedSecrets(trx, request.account.id, Object.values(stored.secrets))
  })
}

async function adoptTests(
  trx: Kysely<Database>,
  account: string,
  { draft, id, name }: { readonly draft: string; readonly id: string; readonly name: string },
): Promise<void> {
  await trx
    .updateTable('job')
    .set({ connection_id: id, connection_name: name, connection_revision: 1 })
    .where('account_id', '=', account)
    .where('draft_id', '=', draft)
    .where('connection_id', 'is', null)
    .execute()
}

function mergeSecrets(
  stored: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | null>>,
): Record<string, string> {
  const merged = Object.entries({ ...stored, ...changes })
  return Object.fromEntries(merged.flatMap(([field, id]) => (id === null ? [] : [[field, id]])))
}

function unique(labels: readonly string[]): string[] {
  return [...new Set(labels)]
}
