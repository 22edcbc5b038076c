import type { Actor, ContainerKind } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { recordAudit } from '../../audit/record-audit.ts'
import { createId } from '../../basics/create-id.ts'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import { releaseWork } from '../../node-work/release-work.ts'
import type { RateLimiter } from '../../server/pipeline/rate-limiter.ts'
import { assertNameIsFree } from '../directory/container-names.ts'
import { isReplaceableNode } from '../directory/health.ts'
import { createNodeCredential, hashCredential } from './credentials.ts'
import { findInstallerToken, type InstallerTokenRow, takeInstallerToken } from './installer-token.ts'

/** What a node says when it enrols. Only the token decides which account and container it gets. */
export interface Enrollment {
  readonly installerToken: string
  readonly kind: ContainerKind
  readonly name?: string | undefined
  readonly node: { readonly name: string; readonly version: string; readonly connectorVersion: string }
}

export interface EnrolledNode {
  readonly container: { readonly id: string; readonly kind: ContainerKind; readonly name: string }
  readonly node: { readonly id: string; readonly name: string }
  readonly credential: string
  readonly accountName: string
}

/**
 * Trades an installer token for a node with a credential of its own.
 * - A token that is bound to a molecule or cloud adds a node to it; the name of the container is not asked for.
 * - Any other makes a container, named like its first node unless it is given a name. For a molecule or cloud the token
 *   is bound to what it made, so that one command pasted on three machines makes one molecule of three nodes.
 * - A node of a name that is there takes its place when the former one is stopped or offline: it keeps its id, the
 *   former credential ends at once, and what it ran is given back. While the former one lives, the name is taken. An
 *   atom has one node, so that its own name decides.
 *
 * Throws the problems of `installer-token.ts`, and `NAME_TAKEN`. Refusals are recorded as often as the limiter lets each token.
 */
export async function enrollNode(
  context: HubContext,
  enrollment: Enrollment,
  meta: { readonly requestId: string; readonly address: string },
  refusals: Pick<RateLimiter, 'mayTake'>,
): Promise<EnrolledNode> {
  const { db, randomBytes, log } = context
  const tokenHash = hashCredential(enrollment.installerToken)
  try {
    return await db.transaction().execute(async (trx) => {
      const token = await takeInstallerToken(trx, tokenHash, enrollment.kind)
      const place = await findPlace(trx, token, enrollment)
      const credential = createNodeCredential(randomBytes, place.node.id)
      if (place.isReplacement) await releaseWork(context, trx, { node: place.node.id })
      await saveNode(trx, place, enrollment, hashCredential(credential))
      await recordAudit(trx, {
        account: token.account_id,
        actor: { kind: 'container', id: place.node.id, name: place.node.name },
        action: 'node.enroll',
        outcome: 'done',
        subject: { kind: 'container', id: place.container.id, name: place.container.name },
        detail: {
          kind: token.kind,
          node: place.node.id,
          nodeName: place.node.name,
          version: enrollment.node.version,
          installerToken: token.start,
          isNewContainer: place.isNewContainer,
          isReplacement: place.isReplacement,
        },
        ...meta,
      })
      return { container: place.container, node: place.node, credential, accountName: token.account_name }
    })
  } catch (error) {
    if (error instanceof HubProblem) {
      const token = await findInstallerToken(db, tokenHash)
      // What anybody may send without end is logged, not stored: an unknown token, and a known one again and again.
      if (token && refusals.mayTake(token.id)) await recordRefusal(db, token, enrollment, error, meta)
      else log.warn({ requestId: meta.requestId, address: meta.address, code: error.code }, 'enrolment refused')
    }
    throw error
  }
}

interface Place {
  readonly container: EnrolledNode['container']
  readonly node: EnrolledNode['node']
  readonly isNewContainer: boolean
  readonly isReplacement: boolean
}

async function findPlace(trx: Kysely<Database>, token: InstallerTokenRow, enrollment: Enrollment): Promise<Place> {
  const { node } = enrollment
  const container = await findContainer(trx, token, enrollment)
  if (!container) return await createContainer(trx, token, enrollment)
  const isAtom = container.kind === 'atom'
  let former = trx
    .selectFrom('container_node as node')
    .select(['node.id', 'node.name', isReplaceableNode.as('is_replaceable')])
    .where('node.container_id', '=', container.id)
  if (!isAtom) former = former.where(sql`lower(node.name)`, '=', sql`lower(${node.name})`)
  const found = await former.forUpdate().executeTakeFirst()
  if (found && !found.is_replaceable) {
    throw new HubProblem('NAME_TAKEN', {
      detail: isAtom
        ? `The account has an atom named "${container.name}", and it is running.`
        : `The ${container.kind} "${container.name}" has a node named "${found.name}", and it is running.`,
      suggestion: `Choose another name, or stop the one that runs: a node that is stopped or offline can be replaced.`,
    })
  }
  return {
    container,
    node: { id: found?.id ?? createId(), name: node.name },
    isNewContainer: false,
    isReplacement: found !== undefined,
  }
}

/** The container that the enrolment joins: the token's container, or an atom of the same name that can be replaced. */
async function findContainer(
  trx: Kysely<Database>,
  token: InstallerTokenRow,
  { name, node }: Enrollment,
): Promise<EnrolledNode['container'] | undefined> {
  const containers = trx
    .selectFrom('container')
    .select(['id', 'kind', 'name'])
    .where('account_id', '=', token.account_id)
    .where('kind', '=', token.kind)
  if (token.container_id !== null)
    return await containers.where('id', '=', token.container_id).executeTakeFirstOrThrow()
  if (token.kind !== 'atom') return undefined
  return await containers.where(sql`lower(name)`, '=', sql`lower(${name ?? node.name})`).executeTakeFirst()
}

async function createContainer(
  trx: Kysely<Database>,
  token: InstallerTokenRow,
  { name: given, node }: Enrollment,
): Promise<Place> {
  const container = { id: createId(), kind: token.kind, name: given ?? node.name }
  await assertNameIsFree(trx, token.account_id, container.name, {
    suggestion:
      token.kind === 'atom'
        ? 'Choose another name with --name.'
        : `Choose another name with --name; to add a node to a ${token.kind}, create an installer token for it.`,
  })
  await trx
    .insertInto('container')
    .values({
      ...container,
      account_id: token.account_id,
      // Off for clouds until the owner allows it.
      allow_browsing: token.kind !== 'cloud',
      created_at: sql<Date>`hub_now()`,
    })
    .execute()
  if (token.kind !== 'atom') {
    await trx.updateTable('installer_token').set({ container_id: container.id }).where('id', '=', token.id).execute()
  }
  return { container, node: { id: createId(), name: node.name }, isNewContainer: true, isReplacement: false }
}

async function saveNode(
  trx: Kysely<Database>,
  { container, node }: Place,
  enrollment: Enrollment,
  credentialHash: string,
): Promise<void> {
  const fresh = {
    name: node.name,
    credential_hash: credentialHash,
    previous_credential_hash: null,
    previous_credential_expires_at: null,
    version: enrollment.node.version,
    connector_version: enrollment.node.connectorVersion,
    boot_id: null,
    reported_status: 'starting' as const,
    started_at: null,
    last_seen_at: null,
    clock_difference_ms: null,
    capacity: 1,
    enrolled_at: sql<Date>`hub_now()`,
  }
  await trx
    .insertInto('container_node')
    .values({ id: node.id, container_id: container.id, ...fresh })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(fresh))
    .execute()
}

async function recordRefusal(
  db: Kysely<Database>,
  token: InstallerTokenRow,
  { kind, name, node }: Enrollment,
  problem: HubProblem,
  meta: { readonly requestId: string; readonly address: string },
): Promise<void> {
  const actor: Actor = { kind: 'container', id: null, name: node.name }
  await recordAudit(db, {
    account: token.account_id,
    actor,
    action: 'node.enroll',
    outcome: 'refused',
    subject: { kind: 'installer-token', id: token.id, name: token.start },
    detail: { code: problem.code, kind, name: name ?? node.name },
    ...meta,
  })
}
