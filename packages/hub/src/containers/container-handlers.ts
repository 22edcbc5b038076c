import type { Container } from '@coupa-connector/protocol'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { auditRequest } from '../audit/audit-request.ts'
import { HubProblem, notFound } from '../basics/problem.ts'
import type { HubContext } from '../context/hub-context.ts'
import { readCursor, writeCursor } from '../database/cursor.ts'
import type { Database } from '../database/schema.ts'
import { releaseWork } from '../node-work/release-work.ts'
import { type Handlers, matchesVersion, versionTag } from '../server/routes/handler.ts'
import { endAttachment } from './clouds/cloud-attachments.ts'
import { recordForTenants } from './clouds/tenant-audit.ts'
import { assertNameIsFree, lockAccount } from './directory/container-names.ts'
import { type ContainerRow, selectContainers } from './directory/container-rows.ts'
import { viewContainers } from './directory/container-views.ts'

type ContainerRouteId =
  | 'containers.list'
  | 'container.get'
  | 'container.update'
  | 'container.delete'
  | 'container.revokeNode'

const place = z.tuple([z.string().regex(/^[^\p{Cc}]*$/u), z.uuid()])

/** Lists, changes and removes the containers of an account, including its attachments to clouds. */
export function createContainerHandlers(context: HubContext): Pick<Handlers, ContainerRouteId> {
  const { db, topics } = context
  return {
    'containers.list': async ({ account, query: { limit, cursor, kind, status, search } }) => {
      const after = readCursor(cursor, place)
      const rows = await selectContainers(db, { account: account.id, kind, status, search, after, limit: limit + 1 })
      const page = rows.slice(0, limit)
      const last = page.at(-1)
      return {
        body: {
          items: await viewContainers(db, page),
          nextCursor: rows.length > limit && last ? writeCursor([last.sort_name, last.id]) : null,
        },
      }
    },

    'container.get': async ({ account, params }) => {
      const row = await findContainer(db, account.id, params.container)
      return { body: await viewContainer(db, row), etag: versionTag(row.version) }
    },

    'container.update': async (request) => {
      const { account, params, body, meta } = request
      return await db.transaction().execute(async (trx) => {
        await lockAccount(trx, account.id)
        const before = await findContainer(trx, account.id, params.container)
        const { name = before.name, allowBrowsing, maxConcurrentJobs } = body
        if (!matchesVersion(meta.ifMatch, before.version)) throw changedMeanwhile(before)
        if (name !== before.name) await assertNameIsFree(trx, account.id, name, { except: before.id })
        const isAttachment = before.attachment_id !== null
        if (isAttachment && (allowBrowsing !== undefined || maxConcurrentJobs !== undefined))
          throw ownedByAnother(before)
        const updated = await saveChange(trx, account.id, before, { name, allowBrowsing, maxConcurrentJobs })
        if (!updated) throw changedMeanwhile(before)
        // A higher limit lets waiting jobs go on.
        await topics.publish(trx, [`jobs-waiting:${before.container_id}`])
        const after = await findContainer(trx, account.id, before.id)
        await auditRequest(trx, request, { subject: subjectOf(after), detail: changesBetween(before, after) })
        return { body: await viewContainer(trx, after), etag: versionTag(after.version) }
      })
    },

    'container.delete': async (request) => {
      const { account, params } = request
      await db.transaction().execute(async (trx) => {
        await lockAccount(trx, account.id)
        const row = await findContainer(trx, account.id, params.container)
        if (row.attachment_id !== null) await endAttachment(context, trx, row.attachment_id)
        else {
          await releaseWork(context, trx, { container: row.container_id })
          await recordForTenants(trx, request, row.container_id)
          await trx.deleteFrom('container').where('account_id', '=', account.id).where('id', '=', row.id).execute()
          // Its polls that wait are refused at once.
          await topics.publish(trx, [`jobs-waiting:${row.container_id}`])
        }
        await auditRequest(trx, request, { subject: subjectOf(row), detail: { kind: row.kind, nodes: row.node_count } })
      })
      return { body: undefined }
    },

    'container.revokeNode': async (request) => {
      const { account, params } = request
      await db.transaction().execute(async (trx) => {
        await lockAccount(trx, account.id)
        const row = await findContainer(trx, account.id, params.container)
        // A tenant does not see the nodes of a cloud.
        if (row.attachment_id !== null) throw notFound('node')
        const node = await trx
          .deleteFrom('container_node')
          .where('container_id', '=', row.container_id)
          .where('id', '=', params.node)
          .returning(['id', 'name'])
          .executeTakeFirst()
        if (!node) throw notFound('node')
        await releaseWork(context, trx, { node: node.id })
        await topics.publish(trx, [`jobs-waiting:${row.container_id}`])
        await auditRequest(trx, request, { subject: subjectOf(row), detail: { node: node.id, nodeName: node.name } })
      })
      return { body: undefined }
    },
  }
}

async function findContainer(executor: Kysely<Database>, account: string, id: string): Promise<ContainerRow> {
  const [row] = await selectContainers(executor, { account, id })
  if (!row) throw notFound('container')
  return row
}

/** Changes the version that was read; false when it is no longer there. */
async function saveChange(
  trx: Kysely<Database>,
  account: string,
  before: ContainerRow,
  change: {
    readonly name: string
    readonly allowBrowsing?: boolean | undefined
    readonly maxConcurrentJobs?: number | undefined
  },
): Promise<boolean> {
  const { id, version } = before
  const named = { name: change.name, version: version + 1 }
  const updated =
    before.attachment_id === null
      ? trx
          .updateTable('container')
          .set({
            ...named,
            allow_browsing: change.allowBrowsing ?? before.allow_browsing,
            max_concurrent_jobs: change.maxConcurrentJobs ?? before.max_concurrent_jobs,
          })
          .where('account_id', '=', account)
          .where('id', '=', id)
          .where('version', '=', version)
      : trx
          .updateTable('cloud_attachment')
          .set(named)
          .where('account_id', '=', account)
          .where('id', '=', id)
          .where('version', '=', version)
  const { numUpdatedRows } = await updated.executeTakeFirst()
  return numUpdatedRows === 1n
}

async function viewContainer(executor: Kysely<Database>, row: ContainerRow): Promise<Container> {
  const [view] = await viewContainers(executor, [row])
  if (!view) throw notFound('container')
  return view
}

function subjectOf({ id, name }: ContainerRow): { kind: string; id: string; name: string } {
  return { kind: 'container', id, name }
}

function changesBetween(before: ContainerRow, after: ContainerRow): Record<string, { from: unknown; to: unknown }> {
  const fields = { name: 'name', allow_browsing: 'allowBrowsing', max_concurrent_jobs: 'maxConcurrentJobs' } as const
  return Object.fromEntries(
    (Object.keys(fields) as (keyof typeof fields)[])
      .filter((field) => before[field] !== after[field])
      .map((field) => [fields[field], { from: before[field], to: after[field] }]),
  )
}

function changedMeanwhile({ name }: ContainerRow): HubProblem {
  return new HubProblem('CHANGED_MEANWHILE', {
    detail: `Somebody else changed "${name}" since it was read.`,
    suggestion: 'Read it again, and repeat the change with its new ETag.',
  })
}

function ownedByAnother({ name, cloud_name }: ContainerRow): HubProblem {
  return new HubProblem('REQUEST_INVALID', {
    detail: `"${name}" is an attachment to the cloud "${cloud_name}": only its name is this account's to change.`,
    suggestion: 'Leave allowBrowsing and maxConcurrentJobs out; ask the owner of the cloud to change them.',
  })
}
