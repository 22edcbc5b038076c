import { type Kysely, type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { auditRequest } from '../../audit/audit-request.ts'
import { HubProblem, notFound } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { readCursor, toPage } from '../../database/cursor.ts'
import { hubNow } from '../../database/hub-now.ts'
import type { Database } from '../../database/schema.ts'
import type { Handlers } from '../../server/routes/handler.ts'
import { lockAccount } from '../directory/container-names.ts'
import { selectContainers } from '../directory/container-rows.ts'
import { endAttachment } from './cloud-attachments.ts'
import { recordForTenants } from './tenant-audit.ts'

const place = z.tuple([z.string().regex(/^[^\p{Cc}]*$/u)])

/** To whom the owner of a cloud lends it, and how much of it. */
export function createShareHandlers(
  context: HubContext,
): Pick<Handlers, 'shares.list' | 'shares.set' | 'shares.delete'> {
  const { db, topics } = context
  return {
    'shares.list': async ({ account, params, query: { limit, cursor } }) => {
      const cloud = await findOwned(db, account.id, params.container)
      const after = readCursor(cursor, place)
      const rows = await selectShares(
        db,
        cloud.id,
        sql`${after ? sql`and tenant.slug > ${after[0]}` : sql``} order by tenant.slug limit ${limit + 1}`,
      )
      return { body: toPage(rows, limit, toView, ({ slug }) => [slug]) }
    },

    'shares.set': async (request) => {
      const { account, params, body } = request
      return await db.transaction().execute(async (trx) => {
        await lockAccount(trx, account.id)
        const cloud = await findOwned(trx, account.id, params.container)
        if (cloud.kind !== 'cloud') {
          throw new HubProblem('NOT_READY', {
            detail: `"${cloud.name}" is ${cloud.kind === 'atom' ? 'an atom' : 'a molecule'}: only clouds are lent.`,
            suggestion: 'Enrol a cloud; it keeps its tenants apart.',
          })
        }
        const tenant = await findTenant(trx, params.tenant)
        if (tenant.id === account.id) {
          throw new HubProblem('NOT_READY', {
            detail: `The cloud "${cloud.name}" belongs to this account, which uses it without being lent it.`,
            suggestion: 'Name another account.',
          })
        }
        const limits = { max_attachments: body.maxAttachments, max_concurrent_jobs: body.maxConcurrentJobs }
        await trx
          .insertInto('cloud_share')
          .values({ container_id: cloud.id, account_id: tenant.id, ...limits, created_at: hubNow() })
          .onConflict((conflict) => conflict.columns(['container_id', 'account_id']).doUpdateSet(limits))
          .execute()
        // A higher limit lets waiting jobs go on.
        await topics.publish(trx, [`jobs-waiting:${cloud.id}`])
        await auditRequest(trx, request, {
          subject: { kind: 'container', id: cloud.id, name: cloud.name },
          detail: { tenant: tenant.id, tenantName: tenant.slug, ...body },
        })
        const [share] = await selectShares(trx, cloud.id, sql`and tenant.id = ${tenant.id}`)
        if (!share) throw new TypeError('The share was not stored')
        return { body: toView(share) }
      })
    },

    'shares.delete': async (request) => {
      const { account, params } = request
      await db.transaction().execute(async (trx) => {
        await lockAccount(trx, account.id)
        const cloud = await findOwned(trx, account.id, params.container)
        const [share] = await selectShares(trx, cloud.id, sql`and tenant.slug = ${params.tenant} for update of share`)
        if (!share) throw notFound('share')
        await recordForTenants(trx, request, cloud.id, share.id)
        const attachments = await trx
          .selectFrom('cloud_attachment')
          .select('id')
          .where('container_id', '=', cloud.id)
          .where('account_id', '=', share.id)
          .orderBy('id')
          .execute()
        for (const { id } of attachments) await endAttachment(context, trx, id)
        await trx
          .deleteFrom('cloud_share')
          .where('container_id', '=', cloud.id)
          .where('account_id', '=', share.id)
          .execute()
        await auditRequest(trx, request, {
          subject: { kind: 'container', id: cloud.id, name: cloud.name },
          detail: { tenant: share.id, tenantName: share.slug, attachments: attachments.length },
        })
      })
      return { body: undefined }
    },
  }
}

async function findOwned(
  executor: Kysely<Database>,
  account: string,
  id: string,
): Promise<{ readonly id: string; readonly name: string; readonly kind: string }> {
  const [row] = await selectContainers(executor, { account, id })
  // The attachment of a tenant has no shares: a tenant does not see that there are others.
  if (!row || row.attachment_id !== null) throw notFound('container')
  return row
}

async function findTenant(
  executor: Kysely<Database>,
  slug: string,
): Promise<{ readonly id: string; readonly slug: string }> {
  const tenant = await executor.selectFrom('account').select(['id', 'slug']).where('slug', '=', slug).executeTakeFirst()
  if (!tenant) throw notFound('account')
  return tenant
}

interface ShareRow {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly max_attachments: number
  readonly max_concurrent_jobs: number
  readonly attachments: number
  readonly created_at: Date
}

async function selectShares(
  executor: Kysely<Database>,
  cloud: string,
  rest: RawBuilder<unknown>,
): Promise<readonly ShareRow[]> {
  const { rows } = await sql<ShareRow>`
    select tenant.id, tenant.slug, tenant.name, share.max_attachments, share.max_concurrent_jobs, share.created_at,
      (select count(*)::int from cloud_attachment as attachment
        where attachment.container_id = share.container_id and attachment.account_id = share.account_id) as attachments
    from cloud_share as share join account as tenant on tenant.id = share.account_id
    where share.container_id = ${cloud} ${rest}`.execute(executor)
  return rows
}

function toView({ id, slug, name, max_attachments, max_concurrent_jobs, attachments, created_at }: ShareRow) {
  return {
    account: { id, slug, name },
    maxAttachments: max_attachments,
    maxConcurrentJobs: max_concurrent_jobs,
    attachments,
    since: created_at.toISOString(),
  }
}
