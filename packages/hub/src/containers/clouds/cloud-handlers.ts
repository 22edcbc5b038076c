import type { ContainerStatus } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { auditRequest } from '../../audit/audit-request.ts'
import { createId } from '../../basics/create-id.ts'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { hubNow } from '../../database/hub-now.ts'
import type { Database } from '../../database/schema.ts'
import type { Handlers } from '../../server/routes/handler.ts'
import { assertNameIsFree, lockAccount } from '../directory/container-names.ts'
import { selectContainers } from '../directory/container-rows.ts'
import { viewContainers } from '../directory/container-views.ts'
import { joinHealth } from '../directory/health.ts'

/** What a tenant does with clouds of other accounts: sees which it may attach, and attaches them. */
export function createCloudHandlers({ db }: HubContext): Pick<Handlers, 'clouds.available' | 'attachments.create'> {
  return {
    'clouds.available': async ({ account }) => {
      const { rows } = await sql<{
        id: string
        name: string
        owner: string
        status: ContainerStatus
        max_attachments: number
        attachments: number
      }>`
        select cloud.id, cloud.name, owner.name as owner, health.status, share.max_attachments,
          (select count(*)::int from cloud_attachment as own
            where own.container_id = share.container_id and own.account_id = share.account_id) as attachments
        from cloud_share as share
          join container as cloud on cloud.id = share.container_id
          join account as owner on owner.id = cloud.account_id
          ${joinHealth('share.container_id')}
        where share.account_id = ${account.id}
        order by lower(cloud.name), cloud.id`.execute(db)
      const items = rows.map(({ max_attachments: maxAttachments, ...row }) => ({ ...row, maxAttachments }))
      return { body: { items } }
    },

    'attachments.create': async (request) => {
      const { account, body } = request
      const id = createId()
      return await request.commit(async (trx) => {
        await lockAccount(trx, account.id)
        const cloud = await takePlace(trx, account.id, body.cloud)
        await assertNameIsFree(trx, account.id, body.name)
        await trx
          .insertInto('cloud_attachment')
          .values({ account_id: account.id, id, container_id: body.cloud, name: body.name, created_at: hubNow() })
          .execute()
        await auditRequest(trx, request, {
          subject: { kind: 'container', id, name: body.name },
          detail: { cloud: body.cloud, cloudName: cloud },
        })
        const [view] = await viewContainers(trx, await selectContainers(trx, { account: account.id, id }))
        if (!view) throw new TypeError('The attachment was not stored')
        return { body: view }
      })
    },
  }
}

/**
 * Makes sure that the account may attach the cloud once more, and returns the cloud's name. Concurrent attachments wait for
 * each other.
 */
async function takePlace(trx: Kysely<Database>, account: string, cloud: string): Promise<string> {
  const share = await trx
    .selectFrom('cloud_share as share')
    .innerJoin('container as cloud', 'cloud.id', 'share.container_id')
    .select(['cloud.name', 'share.max_attachments'])
    .where('share.container_id', '=', cloud)
    .where('share.account_id', '=', account)
    .forUpdate('share')
    .executeTakeFirst()
  if (!share) {
    throw new HubProblem('CONTAINER_NOT_ASSOCIATED', {
      detail: 'No such cloud is lent to the account.',
      suggestion: 'List the clouds that are available, or ask the owner of the cloud to lend it to this account.',
    })
  }
  const { attachments } = await trx
    .selectFrom('cloud_attachment')
    .select((expression) => expression.fn.countAll<number>().as('attachments'))
    .where('container_id', '=', cloud)
    .where('account_id', '=', account)
    .executeTakeFirstOrThrow()
  if (share.max_attachments !== -1 && attachments >= share.max_attachments) {
    throw new HubProblem('QUOTA_REACHED', {
      detail: `The account may attach the cloud "${share.name}" ${timesOf(share.max_attachments)}, and has.`,
      suggestion: 'Detach one, or ask the owner of the cloud for a higher quota.',
    })
  }
  return share.name
}

function timesOf(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}
