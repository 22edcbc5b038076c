import { sql } from 'kysely'
import { recordAudit } from '../../audit/record-audit.ts'
import { createId } from '../../basics/create-id.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { createInstallerToken, hashCredential, startOfToken } from './credentials.ts'

/** Long enough for a node of the same program to enrol at once. */
const lifetimeSeconds = 300

/**
 * Creates an installer token for one atom of the first account, for the atom that the operator runs beside the hub. Undefined
 * while there is no account.
 */
export async function createFirstInstallerToken({ db, randomBytes }: HubContext): Promise<string | undefined> {
  const token = createInstallerToken(randomBytes)
  const [id, start] = [createId(), startOfToken(token)]
  return await db.transaction().execute(async (trx) => {
    const account = await trx
      .selectFrom('account')
      .select('id')
      .orderBy('created_at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    if (!account) return undefined
    await trx
      .insertInto('installer_token')
      .values({
        id,
        account_id: account.id,
        kind: 'atom',
        container_id: null,
        token_hash: hashCredential(token),
        start,
        created_by_name: 'operator',
        created_at: sql<Date>`hub_now()`,
        expires_at: sql<Date>`hub_now() + make_interval(secs => ${lifetimeSeconds})`,
        max_uses: 1,
      })
      .execute()
    await recordAudit(trx, {
      account: account.id,
      actor: { kind: 'system', id: null, name: 'operator' },
      action: 'installerTokens.create',
      outcome: 'done',
      subject: { kind: 'installer-token', id, name: start },
      detail: { kind: 'atom', lifetimeSeconds },
      requestId: createId(),
      address: '',
    })
    return token
  })
}
