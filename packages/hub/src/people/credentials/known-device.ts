import type { Kysely } from 'kysely'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import type { ReplyCookie } from '../../server/pipeline/cookies.ts'
import type { RequestMeta } from '../../server/routes/handler.ts'
import { peekOneTime, putOneTime } from './one-time.ts'
import { createToken } from './token.ts'

/** Name of the cookie of a browser that a person has signed in with. It outlives the session, and gives no right. */
const deviceCookie = 'device'
const lifetimeMs = 90 * 24 * 3_600_000

/** Whether the browser has signed in as the person before. Its tries are counted apart from those of strangers. */
export async function isKnownDevice(
  db: Kysely<Database>,
  meta: Pick<RequestMeta, 'cookie'>,
  person: string | undefined,
): Promise<boolean> {
  const token = meta.cookie(deviceCookie)
  if (token === undefined) return false
  const known = await peekOneTime(db, token, 'known-device')
  return known !== undefined && known.person === person
}

/** Makes the browser known. Called after a sign-in with the right password. */
export async function rememberDevice(
  trx: Kysely<Database>,
  context: Pick<HubContext, 'randomBytes'>,
  person: string,
): Promise<ReplyCookie> {
  const token = createToken(context)
  await putOneTime(trx, token, { purpose: 'known-device', data: { person }, lifetimeMs })
  return { name: deviceCookie, value: token, maxAgeSeconds: lifetimeMs / 1000 }
}
