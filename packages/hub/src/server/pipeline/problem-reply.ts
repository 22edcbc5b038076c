import { type Problem, problemKinds } from '@coupa-connector/protocol'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { HubProblem } from '../../basics/problem.ts'
import { explainUnavailable } from '../../database/failures/explain-unavailable.ts'
import { isDatabaseUnavailable } from '../../database/failures/is-database-unavailable.ts'

/** Turns anything that was thrown into a problem of the API. An unforeseen error reveals nothing of its cause. */
export function toProblem(error: unknown): HubProblem {
  if (error instanceof HubProblem) return error
  const { code, statusCode } = (error ?? {}) as { readonly code?: unknown; readonly statusCode?: unknown }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new HubProblem('BODY_TOO_LARGE', 'The body is larger than this address takes.', { cause: error })
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    const suggestion = 'Send JSON with "Content-Type: application/json".'
    return new HubProblem('MEDIA_TYPE_UNSUPPORTED', { detail: 'The body is not declared as JSON.', suggestion })
  }
  const isOfFramework = typeof code === 'string' && code.startsWith('FST_ERR_')
  if (isOfFramework && typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return new HubProblem('REQUEST_INVALID', 'The address or the body of the request is malformed.', { cause: error })
  }
  if (isDatabaseUnavailable(error)) {
    const detail = explainUnavailable(error)
    return new HubProblem('UNAVAILABLE', { detail, retryAfterSeconds: 5 }, { cause: error })
  }
  return new HubProblem(
    'INTERNAL_ERROR',
    {
      detail: 'An unexpected error.',
      suggestion: 'Try again; if it stays, find the request id in the log of the hub.',
    },
    { cause: error },
  )
}

/** Answers with a problem, `application/problem+json`. */
export function sendProblem(problem: HubProblem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, title } = problemKinds[problem.code]
  const { detail, suggestion, fields, retryAfterSeconds } = problem.facts
  const body: Problem = {
    type: `urn:coupa-connector:problem:${problem.code.toLowerCase().replaceAll('_', '-')}`,
    code: problem.code,
    status,
    title,
    detail,
    requestId: request.id,
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(fields === undefined ? {} : { fields: [...fields] }),
  }
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(Math.max(1, Math.ceil(retryAfterSeconds))))
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  return reply.status(status).type('application/problem+json').send(JSON.stringify(body))
}
