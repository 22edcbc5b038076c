import { sql } from 'kysely'
import { z } from 'zod'
import { auditRequest } from '../../audit/audit-request.ts'
import { createId } from '../../basics/create-id.ts'
import { HubProblem, notFound } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { readCursor, toPage } from '../../database/cursor.ts'
import { hubNow, hubNowPlus } from '../../database/hub-now.ts'
import type { Handlers } from '../../server/routes/handler.ts'
import { createInstallerToken, hashCredential, startOfToken } from './credentials.ts'

const place = z.tuple([z.iso.datetime({ offset: true }), z.uuid()])

/** Installer tokens of an account: made, listed, revoked. */
export function createInstallerTokenHandlers({
  db,
  randomBytes,
}: HubContext): Pick<Handlers, 'installerTokens.create' | 'installerTokens.list' | 'installerTokens.revoke'> {
  return {
    'installerTokens.create': async (request) => {
      const { account, actor, body } = request
      const token = createInstallerToken(randomBytes)
      const id = createId()
      return await db.transaction().execute(async (trx) => {
        if (body.container !== undefined) {
          const container = await trx
            .selectFrom('container')
            .select(['kind', 'name'])
            .where('account_id', '=', account.id)
            .where('id', '=', body.container)
            .executeTakeFirst()
          assertTakesNodes(container, body.kind)
        }
        await trx
          .insertInto('installer_token')
          .values({
            id,
            account_id: account.id,
            kind: body.kind,
            container_id: body.container ?? null,
            token_hash: hashCredential(token),
            start: startOfToken(token),
            created_by_name: actor.name,
            created_at: hubNow(),
            expires_at: hubNowPlus(body.lifetimeMinutes * 60_000),
            max_uses: body.maxUses,
          })
          .execute()
        const { rows } = await selectTokens(account.id, sql`and token.id = ${id}`).execute(trx)
        const stored = rows.map(toView)[0]
        if (!stored) throw new TypeError('The installer token was not stored')
        await auditRequest(trx, request, {
          subject: { kind: 'installer-token', id, name: stored.start },
          detail: {
            kind: body.kind,
            container: body.container ?? null,
            maxUses: body.maxUses,
            lifetimeMinutes: body.lifetimeMinutes,
          },
        })
        return { body: { ...stored, token } }
      })
    },

    'installerTokens.list': async ({ account, query: { limit, cursor } }) => {
      const after = readCursor(cursor, place)
      const { rows } = await selectTokens(
        account.id,
        sql`${after ? sql`and (token.created_at, token.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
          order by token.created_at desc, token.id desc limit ${limit + 1}`,
      ).execute(db)
      return { body: toPage(rows, limit, toView, (row) => [row.place, row.id]) }
    },

    'installerTokens.revoke': async (request) => {
      const { account, params } = request
      await db.transaction().execute(async (trx) => {
        const { rows } = await selectTokens(
          account.id,
          sql`and token.id = ${params.installerToken} for update of token`,
        ).execute(trx)
        const token = rows[0]
        if (!token) throw notFound('installer token')
        if (token.revoked_at !== null) return
        await trx.updateTable('installer_token').set({ revoked_at: hubNow() }).where('id', '=', token.id).execute()
        await auditRequest(trx, request, { subject: { kind: 'installer-token', id: token.id, name: token.start } })
      })
      return { body: undefined }
    },
  }
}

function assertTakesNodes(container: { readonly kind: string; readonly name: string } | undefined, kind: string): void {
  if (!container) {
    throw new HubProblem('CONTAINER_NOT_ASSOCIATED', {
      detail: 'The account has no such container.',
      suggestion: 'Name a molecule or a cloud of this account; nodes cannot be added to the cloud of somebody else.',
    })
  }
  if (container.kind === 'atom') {
    throw new HubProblem('INSTALLER_TOKEN_OTHER_KIND', {
      detail: `"${container.name}" is an atom, and an atom has one node.`,
      suggestion: 'Enrol another atom with a token that names no container, or enrol a molecule.',
    })
  }
  if (container.kind !== kind) {
    throw new HubProblem('INSTALLER_TOKEN_OTHER_KIND', {
      detail: `"${container.name}" is a ${container.kind}, the token is to be for a ${kind}.`,
      suggestion: `Create the token with the kind ${container.kind}.`,
    })
  }
}

interface TokenRow {
  readonly id: string
  readonly kind: 'atom' | 'molecule' | 'cloud'
  readonly container_id: string | null
  readonly container_name: string | null
  readonly start: string
  readonly created_by_name: string
  readonly created_at: Date
  /** `created_at` to the microsecond, which a `Date` does not hold. */
  readonly place: string
  readonly expires_at: Date
  readonly max_uses: number
  readonly used_count: number
  readonly revoked_at: Date | null
}

function selectTokens(account: string, rest: ReturnType<typeof sql>) {
  return sql<TokenRow>`
    select token.id, token.kind, token.container_id, container.name as container_name, token.start,
      token.created_by_name, token.created_at, token.expires_at, token.max_uses, token.used_count, token.revoked_at,
      to_char(token.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place
    from installer_token as token left join container on container.id = token.container_id
    where token.account_id = ${account} ${rest}`
}

function toView(row: TokenRow) {
  return {
    id: row.id,
    kind: row.kind,
    container: row.container_id === null ? null : { id: row.container_id, name: row.container_name ?? '' },
    start: row.start,
    createdBy: row.created_by_name,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    maxUses: row.max_uses,
    usedCount: row.used_count,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  }
}
