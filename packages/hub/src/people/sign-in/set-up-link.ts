import type { HubContext } from '../../context/hub-context.ts'
import { putOneTime } from '../credentials/one-time.ts'
import { createToken } from '../credentials/token.ts'

const lifetimeMs = 24 * 3_600_000

/**
 * Creates the link for setting up the first administrator, valid for 24 hours. Undefined when somebody is there already. An
 * earlier link stops working, so that one printed to a log long ago is worthless. The token is in the fragment, which browsers
 * send to nobody.
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
