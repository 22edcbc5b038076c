import { timingSafeEqual } from 'node:crypto'
import { AuthorizationResponseError, ResponseBodyError } from 'openid-client'
import { auditRequest, auditRequestOfPerson } from '../../audit/audit-request.ts'
import { notFound } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { ReplyCookie } from '../../server/pipeline/cookies.ts'
import type { Handlers } from '../../server/routes/handler.ts'
import { countAttempt, senderOf } from '../credentials/attempts.ts'
import { putOneTime, takeOneTime } from '../credentials/one-time.ts'
import { personSubject } from '../credentials/person.ts'
import { beginSession } from '../credentials/sessions.ts'
import { createToken, hashToken } from '../credentials/token.ts'
import { identifyPerson, OpenIdConnectRefusal, type OpenIdConnectRefusalCode } from './identify-person.ts'
import { createOpenIdConnectProvider } from './open-id-connect.ts'
import { returnPath } from './return-path.ts'

/** How long the person may take at the provider. */
const lifetimeMs = 10 * 60_000
const cookieName = 'openid_connect'

/**
 * Signing in at the installation's provider. The state that travels through the provider works once and in one browser: its row
 * holds the hash of a secret that only that browser's cookie contains.
 */
export function createOpenIdConnectHandlers(
  context: HubContext,
): Pick<Handlers, 'openIdConnect.start' | 'openIdConnect.callback'> {
  const { db, people, origin, log } = context
  const options = people.openIdConnect
  const provider = options && createOpenIdConnectProvider(options, context)
  return {
    'openIdConnect.start': async ({ query, meta }): Promise<Redirect> => {
      if (!provider) throw notFound('sign-in provider')
      await countAttempt(db, {
        purpose: 'openid-connect-address',
        of: senderOf(meta.address),
        max: people.signInsPerAddressPerMinute,
        windowMs: 60_000,
      })
      const state = createToken(context)
      const secret = createToken(context)
      let location: URL
      try {
        location = await provider.begin({ state, secret })
      } catch (error) {
        log.warn({ error: describe(error) }, 'the OpenID Connect provider could not be reached')
        return toSignIn('PROVIDER_UNAVAILABLE')
      }
      await putOneTime(db, state, {
        purpose: 'openid-connect',
        data: { secret: hashToken(secret), returnTo: returnPath(query.returnTo, origin) },
        lifetimeMs,
      })
      const cookie = { name: cookieName, value: secret, maxAgeSeconds: lifetimeMs / 1000 }
      return { body: undefined, location: location.href, cookies: [cookie] }
    },
    'openIdConnect.callback': async ({ query, meta }): Promise<Redirect> => {
      if (!provider) throw notFound('sign-in provider')
      try {
        const { state } = query
        const secret = meta.cookie(cookieName)
        const begun = state === undefined ? undefined : await takeOneTime(db, state, 'openid-connect')
        if (state === undefined || secret === undefined || !isSame(begun?.secret, hashToken(secret))) {
          throw new OpenIdConnectRefusal('SIGN_IN_EXPIRED')
        }
        const claims = await provider.finish({ state, secret, answer: query })
        const session = await db.transaction().execute(async (trx) => {
          const person = await identifyPerson(trx, claims, options?.allowedEmailDomains)
          const actor = { kind: 'person', id: person.id, name: person.name } as const
          await auditRequestOfPerson(trx, { actor, meta }, person.id, {
            subject: personSubject(person),
            detail: { issuer: claims.issuer, by: person.by },
          })
          return await beginSession(trx, context, { person: person.id, method: 'openid-connect', meta })
        })
        const location = returnPath(String(begun?.returnTo), origin)
        return { body: undefined, location, cookies: [session.cookie, forgotten] }
      } catch (error) {
        const code = refusalCodeOf(error)
        log.warn({ code, error: describe(error) }, 'a sign-in at the OpenID Connect provider failed')
        // Without a state of ours anybody could fill the log by following links.
        if (code !== 'SIGN_IN_EXPIRED') {
          const actor = { kind: 'system', id: null, name: 'nobody' } as const
          await auditRequest(db, { actor, meta }, { outcome: 'refused', detail: { reason: code } })
        }
        return toSignIn(code)
      }
    },
  }
}

interface Redirect {
  readonly body: undefined
  readonly location: string
  readonly cookies: readonly ReplyCookie[]
}

const forgotten: ReplyCookie = { name: cookieName, value: undefined }

/** The page to sign in on, which tells the person what happened. */
function toSignIn(code: OpenIdConnectRefusalCode): Redirect {
  return { body: undefined, location: `/sign-in?error=${code}`, cookies: [forgotten] }
}

function refusalCodeOf(error: unknown): OpenIdConnectRefusalCode {
  if (error instanceof OpenIdConnectRefusal) return error.code
  if (error instanceof AuthorizationResponseError) {
    return error.error === 'temporarily_unavailable' ? 'PROVIDER_UNAVAILABLE' : 'SIGN_IN_DENIED'
  }
  if (error instanceof ResponseBodyError) return 'SIGN_IN_FAILED'
  // What fetch throws when there is no answer, as openid-client passes it on.
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown }
  const isUnreachable = error instanceof TypeError && (error.message === 'fetch failed' || cause instanceof Error)
  return isUnreachable || code === 'OAUTH_TIMEOUT' ? 'PROVIDER_UNAVAILABLE' : 'SIGN_IN_FAILED'
}

/** For the log: nothing of what was sent or answered. */
function describe(error: unknown): { name: string; code: unknown; message: string } {
  const { name, message } = error instanceof Error ? error : { name: 'unknown', message: '' }
  return { name, message, code: (error as { code?: unknown } | undefined)?.code }
}

function isSame(stored: unknown, given: string): boolean {
  return (
    typeof stored === 'string' &&
    stored.length === given.length &&
    timingSafeEqual(Buffer.from(stored), Buffer.from(given))
  )
}
