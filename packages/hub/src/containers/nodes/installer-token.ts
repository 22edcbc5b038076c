import type { ContainerKind } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { HubProblem } from '../../basics/problem.ts'
import type { Database } from '../../database/schema.ts'
import { lockAccount } from '../directory/container-names.ts'

export interface InstallerTokenRow {
  readonly id: string
  readonly account_id: string
  readonly account_name: string
  readonly kind: ContainerKind
  /** What its uses join: the container given at its creation, or the molecule or cloud that its first use created. */
  readonly container_id: string | null
  readonly start: string
  readonly max_uses: number
  readonly used_count: number
  readonly is_revoked: boolean
  readonly is_expired: boolean
}

/** Finds a token by its hash. */
export async function findInstallerToken(
  executor: Kysely<Database>,
  hash: string,
): Promise<InstallerTokenRow | undefined> {
  const { rows } = await sql<InstallerTokenRow>`
    select token.id, token.account_id, account.name as account_name, token.kind, token.container_id, token.start,
      token.max_uses, token.used_count, token.revoked_at is not null as is_revoked,
      token.expires_at <= hub_now() as is_expired
    from installer_token as token join account on account.id = token.account_id
    where token.token_hash = ${hash}`.execute(executor)
  return rows[0]
}

/**
 * Counts one use of a token, in the transaction of the enrolment: of any number of uses at once only as many succeed as
 * the token has left. Locks the account before, as whatever changes its containers does. Throws `INSTALLER_TOKEN_UNKNOWN`, `…_REVOKED`, `…_EXPIRED`, `…_OTHER_KIND` or `…_USED_UP`.
 */
export async function takeInstallerToken(
  trx: Kysely<Database>,
  hash: string,
  kind: ContainerKind,
): Promise<InstallerTokenRow> {
  const found = await findInstallerToken(trx, hash)
  if (!found || found.is_revoked || found.is_expired || found.kind !== kind) throw refusal(found, kind)
  await lockAccount(trx, found.account_id)
  const taken = await trx
    .updateTable('installer_token')
    .set({ used_count: sql`used_count + 1` })
    .where('token_hash', '=', hash)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', sql<Date>`hub_now()`)
    .whereRef('used_count', '<', 'max_uses')
    .returning('id')
    .executeTakeFirst()
  const token = await findInstallerToken(trx, hash)
  if (taken && token) return token
  throw refusal(token, kind)
}

function refusal(token: InstallerTokenRow | undefined, kind: ContainerKind): HubProblem {
  if (!token) {
    return new HubProblem('INSTALLER_TOKEN_UNKNOWN', {
      detail: 'This hub has no such installer token.',
      suggestion: 'Copy the whole token, from `cci_` on, and check that it was created at this hub.',
    })
  }
  const another = 'Create another installer token.'
  if (token.is_revoked) {
    return new HubProblem('INSTALLER_TOKEN_REVOKED', {
      detail: `The installer token ${token.start}… was revoked.`,
      suggestion: another,
    })
  }
  if (token.is_expired) {
    return new HubProblem('INSTALLER_TOKEN_EXPIRED', {
      detail: `The installer token ${token.start}… has expired.`,
      suggestion: `${another} It lasts from 30 minutes to 24 hours.`,
    })
  }
  if (token.kind !== kind) {
    return new HubProblem('INSTALLER_TOKEN_OTHER_KIND', {
      detail: `The installer token ${token.start}… is for ${withArticle(token.kind)}, not for ${withArticle(kind)}.`,
      suggestion: `Enrol with --kind ${token.kind}, or create an installer token for ${withArticle(kind)}.`,
    })
  }
  return new HubProblem('INSTALLER_TOKEN_USED_UP', {
    detail: `The installer token ${token.start}… was used ${token.used_count} of ${token.max_uses} times.`,
    suggestion: another,
  })
}

function withArticle(kind: ContainerKind): string {
  return kind === 'atom' ? 'an atom' : `a ${kind}`
}
