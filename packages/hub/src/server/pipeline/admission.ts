import { type Access, includesRole, type Route } from '@coupa-connector/protocol'
import type { FastifyRequest } from 'fastify'
import { HubProblem, notFound } from '../../basics/problem.ts'
import { type Authenticated, type Authentication, credentialPrefixes } from './authentication.ts'
import type { KeyPrincipal, PersonPrincipal } from './principal.ts'
import type { RateLimiter } from './rate-limiter.ts'

/** The credentials of a request. When there is a bearer, it alone counts and the cookie is ignored. */
export interface ShownCredential {
  readonly bearer: string | undefined
  readonly sessionToken: string | undefined
}

export interface AdmissionParts {
  readonly authentication: Authentication
  /** Counts credentials that are refused, by address. */
  readonly refusals: RateLimiter
}

/** Identifies the caller, and admits those whom the route's `Access` allows. */
export type Admit = (route: Route, request: FastifyRequest, shown: ShownCredential) => Promise<void>

/** Creates the check that runs before every route. Its findings are in `request.state`, also when it refuses. */
export function createAdmission({ authentication, refusals }: AdmissionParts): Admit {
  return async (route, request, shown) => {
    const { access } = route
    if (access.kind === 'container') return await admitNode(request, shown.bearer)
    if (shown.bearer === undefined && shown.sessionToken === undefined) {
      if (access.kind === 'open') return
      throw new HubProblem('NOT_SIGNED_IN', 'Sign in, or send an API key as "Authorization: Bearer …".')
    }
    refusals.check(request.ip)
    const accountId = access.kind === 'account' ? accountOf(request) : undefined
    const found = await authenticate(shown, accountId)
    if (found) request.state.caller = found.caller
    if (access.kind === 'open') return
    if (!found) {
      refusals.take(request.ip)
      throw shown.bearer === undefined
        ? new HubProblem('NOT_SIGNED_IN', 'The session has ended. Sign in again.')
        : new HubProblem('CREDENTIAL_REFUSED', {
            detail: 'The credential is not an API key, or it is unknown, expired or revoked.',
            suggestion: 'Ask an administrator of the account for a new API key.',
          })
    }
    request.state.account = judge(access, found)
  }

  async function admitNode(request: FastifyRequest, bearer: string | undefined): Promise<void> {
    refusals.check(request.ip)
    const isNode = bearer?.startsWith(credentialPrefixes.node) === true
    const node = isNode ? await authentication.byNodeCredential(bearer) : undefined
    if (!node) {
      refusals.take(request.ip)
      throw new HubProblem('CREDENTIAL_REFUSED', {
        detail: 'The credential of the node is missing, unknown or revoked.',
        suggestion: 'Enrol the node again with a new installer token.',
      })
    }
    request.state.caller = node
  }

  async function authenticate(
    { bearer, sessionToken }: ShownCredential,
    accountId: string | undefined,
  ): Promise<Authenticated<PersonPrincipal | KeyPrincipal> | undefined> {
    if (bearer !== undefined) {
      return bearer.startsWith(credentialPrefixes.key) ? await authentication.byKey(bearer, accountId) : undefined
    }
    return sessionToken === undefined ? undefined : await authentication.bySession(sessionToken, accountId)
  }
}

/** Reads the credentials of a request. Schemes other than Bearer are for proxies in between and mean nothing here. */
export function readCredential(request: FastifyRequest, sessionCookie: string): ShownCredential {
  const { authorization } = request.headers
  if (authorization !== undefined && /^bearer(?: |$)/i.test(authorization)) {
    return { bearer: authorization.slice(7).trim(), sessionToken: undefined }
  }
  return { bearer: undefined, sessionToken: request.cookies[sessionCookie] }
}

function judge(
  access: Exclude<Access, { kind: 'open' | 'container' }>,
  { caller, account }: Authenticated<PersonPrincipal | KeyPrincipal>,
): Authenticated<PersonPrincipal>['account'] {
  if (access.kind === 'account' && !account) throw notFound('account')
  const isPersonOnly = access.kind === 'person' || (access.kind === 'account' && access.personOnly === true)
  if (isPersonOnly && caller.kind !== 'person') {
    throw new HubProblem('PERSON_REQUIRED', 'This takes a person who is signed in; API keys may not do it.')
  }
  if (access.kind !== 'account' || !account) return undefined
  if (!includesRole(account.role, access.role)) {
    throw new HubProblem('ROLE_TOO_LOW', `This requires the role ${access.role}; you have ${account.role}.`)
  }
  return account
}

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i
const noAccount = '00000000-0000-0000-0000-000000000000'

/** The account in the path. Text that is not an id names no account, and is answered like a foreign one. */
function accountOf(request: FastifyRequest): string {
  const { account } = request.params as { readonly account?: string }
  return account !== undefined && uuid.test(account) ? account : noAccount
}
