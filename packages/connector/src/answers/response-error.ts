import type { ResourceDescription } from '@coupa-connector/catalog'
import {
  ForbiddenError,
  NotFoundError,
  RateLimitedError,
  RedirectedError,
  ServerError,
  UnauthorizedError,
  ValidationError,
} from '../errors/answer-errors.ts'
import type { CoupaError } from '../errors/coupa-error.ts'
import { badBody } from '../format/decode-text.ts'
import { describePage } from '../format/describe-page.ts'
import type { CallRequest, CallResponse } from '../http/call.ts'
import { excerptOf } from '../secrets/excerpt.ts'
import { decodeErrorBody, type ErrorBody } from './error-body.ts'
import { bodyKindOf, mediaTypeOf } from './media-type.ts'
import { tooLargeError } from './too-large-error.ts'

/** What was asked for: goes into the errors about the answer. */
export interface RequestContext {
  /** Undefined for a path that the catalog does not know. */
  readonly resource: ResourceDescription | undefined
  /** As in `CallRequest`: below the service URL, without a query. */
  readonly path: string
  /** Default: `GET`. */
  readonly method?: CallRequest['method'] | undefined
  /** Scopes for the call, any one of which is enough. Default: those of the operation that the method stands for. */
  readonly scopes?: readonly string[] | undefined
  /** How the connection signs in, for the error about a refused token. Default: `oauth2`. */
  readonly authenticationType?: 'oauth2' | 'api-key' | undefined
}

/**
 * The error that an answer stands for, by its status (F-257): 400, 409 and 422 `ValidationError` with all
 * messages, 401 `UnauthorizedError`, 403 `ForbiddenError` with the scopes that would permit it, 404 `NotFoundError`, 429
 * `RateLimitedError`, 3xx `RedirectedError`, 5xx `ServerError`, every other `BadResponseError`.
 */
export function errorOfResponse(response: CallResponse, context: RequestContext): CoupaError {
  const { method = 'GET', path } = context
  const { status, bytes } = response
  const mediaType = mediaTypeOf(response.headers)
  const body = decodeErrorBody(bytes, mediaType)
  const { messages } = body
  const tooLarge = tooLargeError(response, messages, context)
  if (tooLarge !== undefined) return tooLarge
  const page = bodyKindOf(bytes, mediaType) === 'html' ? { page: describePage(bytes) } : {}
  switch (status) {
    case 400:
    case 409:
    case 422:
      return refusalOf(body, status, context)
    case 401:
      return new UnauthorizedError({ authenticationType: context.authenticationType ?? 'oauth2', ...page })
    case 403:
      return new ForbiddenError({
        method,
        path,
        messages,
        scopeCandidates: context.scopes ?? scopesOf(context),
        ...page,
      })
    case 404:
      return new NotFoundError({ method, path, messages, ...page })
    case 429:
      return new RateLimitedError({ method, path, retryAfterMs: undefined }, { status })
  }
  if (status >= 500) return new ServerError({ method, path, status, excerpt: excerptOf(bytes), ...page })
  if (status >= 300 && status < 400) {
    return new RedirectedError({ method, path, status, targetHost: hostOf(response.headers.location) })
  }
  return badBody('status', `status ${status} has no meaning here`, bytes, { method, path, status, mediaType })
}

/** The error for messages in which Coupa refuses what was sent. */
export function refusalOf(body: ErrorBody, status: number, { method = 'GET', path }: RequestContext): ValidationError {
  return new ValidationError({ method, path, status, ...body })
}

/** The scopes of the operation that the method stands for, on a collection or on a record. */
function scopesOf({ resource, path, method = 'GET' }: RequestContext): readonly string[] {
  if (resource === undefined) return []
  const isCollection = path.split('/').length === resource.name.split('/').length
  const name = {
    GET: isCollection ? 'query' : 'get',
    POST: 'create',
    PUT: 'update',
    PATCH: 'update',
    DELETE: 'delete',
  }[method]
  return resource.operations.find((operation) => operation.name === name)?.scopes ?? []
}

function hostOf(location: string | undefined): string | undefined {
  return location !== undefined && URL.canParse(location) ? new URL(location).host : undefined
}
