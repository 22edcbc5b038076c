import type { HubContext } from '../../context/hub-context.ts'
import { putOneTime } from '../credentials/one-time.ts'
import { createToken } from '../credentials/token.ts'

const lifetimeMs = 24 * 3_600_000

/**
 * Makes the link with which the first administrator is made, valid for 24 hours; undefined when somebody is there
 * already. A link that was made before stops working, so that one printed to a log long ago is worth nothing. The token
 * stands in the fragment, which browsers send to nobody.
 */
export async function createSetUpLink(context: HubContext): Promise<string | undefined> {
  const token = createToken(context)
  const isNeeded = await context.db.transaction().execute(async (trx) => {
    const person = await trx.selectFrom('person').select('id').limit(1).executeTakeFirst()
    await trx.deleteFrom('one_time').where('purpose', '=', 'set-up').execute()
    if (person) return false
    await putOneTime(trx, token, { purpose: 'set-up', data: {}, lifetimeMs })
    return true
  })
  return isNeeded ? `${context.origin}/set-up#${token}` : undefined
}
