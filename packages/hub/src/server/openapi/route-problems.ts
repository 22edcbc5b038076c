import { type ProblemCode, problemKinds, type Route } from '@coupa-connector/protocol'

/** Every problem that a route may answer with, by status: those that the table names, and those that follow from its form. */
export function problemsOf(route: Route): readonly ProblemCode[] {
  const { access } = route
  const takesInput = route.params !== undefined || route.query !== undefined || route.body !== undefined
  const isAccount = access.kind === 'account'
  const isPersonOnly = access.kind === 'person' || (isAccount && access.personOnly === true)
  const codes: (ProblemCode | false)[] = [
    takesInput && 'REQUEST_INVALID',
    access.kind !== 'open' && access.kind !== 'container' && 'NOT_SIGNED_IN',
    access.kind !== 'open' && 'CREDENTIAL_REFUSED',
    isPersonOnly && 'PERSON_REQUIRED',
    isAccount && access.role !== 'viewer' && 'ROLE_TOO_LOW',
    isAccount && 'NOT_FOUND',
    route.method !== 'GET' && access.kind !== 'container' && 'ORIGIN_REFUSED',
    route.body !== undefined && 'BODY_TOO_LARGE',
    route.body !== undefined && 'MEDIA_TYPE_UNSUPPORTED',
    route.etag === 'required' && 'VERSION_REQUIRED',
    route.etag === 'required' && 'CHANGED_MEANWHILE',
    route.isIdempotent === true && 'IDEMPOTENCY_KEY_REUSED',
    access.kind !== 'container' && 'TOO_MANY_REQUESTS',
    'INTERNAL_ERROR',
    'UNAVAILABLE',
  ]
  const all = new Set([...codes.filter((code) => code !== false), ...(route.problems ?? [])])
  return [...all].sort((a, b) => problemKinds[a].status - problemKinds[b].status)
}
