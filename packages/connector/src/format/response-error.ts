import type { ResourceDescription } from '@coupa-connector/catalog'
import { BadResponseError } from '../errors/bad-response-error.ts'
import type { CoupaError } from '../errors/coupa-error.ts'
import { ForbiddenError } from '../errors/forbidden-error.ts'
import { NotFoundError } from '../errors/not-found-error.ts'
import { ServerError } from '../errors/server-error.ts'
import { UnauthorizedError } from '../errors/unauthorized-error.ts'
import { ValidationError } from '../errors/validation-error.ts'
import type { CallRequest, CallResponse } from '../http/call.ts'
import { excerptOf } from './decode-text.ts'
import { decodeErrorBody, type ErrorBody } from './error-body.ts'
import { bodyKindOf, mediaTypeOf } from './media-type.ts'

/** What was asked for: goes into the errors about the answer. */
export interface RequestContext {
  readonly resource: ResourceDescription
  /** As in `CallRequest`: below the service URL, without a query. */
  readonly path: string
  /** Default: `GET`. */
  readonly method?: CallRequest['method'] | undefined
  /** Scopes that the call needs, any one of them. Default: those of the operation that the method stands for. */
  readonly scopes?: readonly string[] | undefined
}

/**
 * The error that an answer stands for, by its status (api-facts §7.2): 400, 409 and 422 `ValidationError` with all
 * messages, 401 `UnauthorizedError`, 403 `ForbiddenError` with the scopes that would permit it, 404 `NotFoundError`,
 * 5xx `ServerError`, every other `BadResponseError`.
 */
export function errorOfResponse(response: CallResponse, context: RequestContext): CoupaError {
  const { method = 'GET', path } = context
  const { status, bytes } = response
  const mediaType = mediaTypeOf(response.headers)
  const body = decodeErrorBody(bytes, mediaType)
  const { messages } = body
  switch (status) {
    case 400:
    case 409:
    case 422:
      return refusalOf(body, status, context)
    case 401:
      return new UnauthorizedError(
        { method, path, messages },
        { suggestion: 'Test the connection: its token or key is not accepted.' },
      )
    case 403:
      return forbidden(body, context)
    case 404:
      return new NotFoundError({ method, path, messages }, { suggestion: notFoundSuggestion(response) })
    default:
      if (status >= 500) return new ServerError({ method, path, status, excerpt: excerptOf(bytes) })
      return new BadResponseError(`${method} ${path} was answered with status ${status}`, {
        reason: 'status',
        method,
        path,
        status,
        mediaType,
        excerpt: excerptOf(bytes),
      })
  }
}

/** The error for messages in which Coupa refuses what was sent. */
export function refusalOf(body: ErrorBody, status: number, { method = 'GET', path }: RequestContext): ValidationError {
  return new ValidationError({ method, path, status, ...body }, { suggestion: 'Correct what the messages name.' })
}

function forbidden({ messages }: ErrorBody, context: RequestContext): ForbiddenError {
  const { method = 'GET', path, scopes = scopesOf(context) } = context
  const suggestion =
    scopes.length === 0
      ? 'Give the client in Coupa the scope that covers this, and ask for it in the connection.'
      : `Give the client in Coupa the scope ${scopes.join(' or ')}, and ask for it in the connection.`
  return new ForbiddenError({ method, path, messages, scopes }, { suggestion })
}

/** The scopes of the operation that the method stands for on a collection or on a record. */
function scopesOf({ resource, path, method = 'GET' }: RequestContext): readonly string[] {
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

function notFoundSuggestion({ bytes, headers }: CallResponse): string {
  return bodyKindOf(bytes, mediaTypeOf(headers)) === 'html'
    ? 'A web page came back: check that the URL of the connection ends in /api.'
    : 'Check the id, and that the records are visible to the client that signs in.'
}
