import {
  BadResponseError,
  ForbiddenError,
  NotFoundError,
  RedirectedError,
  UnauthorizedError,
  ValidationError,
} from '../errors/answer-errors.ts'
import type { CoupaError, CoupaErrorOptions } from '../errors/coupa-error.ts'
import { TokenRefusedError, TokenResponseError } from '../errors/token-errors.ts'

/** Where a read was when a page was refused. */
export interface InterruptedPlace {
  /** Pages answered before, in this run. */
  readonly pages: number
  /** The page was to begin behind this id. */
  readonly after: number | undefined
  /** How often it was asked for. */
  readonly attempts: number
}

/** Whether a read that was answered a moment ago may be answered again: refusals, and bodies that cannot be read. */
export function mayPass(error: unknown): error is CoupaError {
  // A page with more in it than one may hold has so the next time, too, and a request that is too long stays so.
  if (error instanceof BadResponseError) {
    return error.details.kind !== 'too-large' && ![413, 414, 431, 494].includes(error.details.status)
  }
  return passing.some((kind) => error instanceof kind)
}

const passing = [
  ForbiddenError,
  NotFoundError,
  RedirectedError,
  TokenRefusedError,
  TokenResponseError,
  UnauthorizedError,
  ValidationError,
]

/**
 * The error of a page that was refused although the pages before it came, with the same code. What the address, the
 * credentials and the scopes are worth, those pages have shown, so it blames none of them.
 */
export function asInterruption(error: CoupaError, place: InterruptedPlace): CoupaError {
  const options: CoupaErrorOptions = {
    message: wordsFor(error, place),
    suggestion: suggestionFor(error),
    isRetryable: true,
    status: error.status,
    correlationId: error.correlationId,
    cause: error,
  }
  if (error instanceof ForbiddenError) return new ForbiddenError({ ...error.details, scopeCandidates: [] }, options)
  if (error instanceof NotFoundError) return new NotFoundError(error.details, options)
  if (error instanceof RedirectedError) return new RedirectedError(error.details, options)
  if (error instanceof UnauthorizedError) return new UnauthorizedError(error.details, options)
  if (error instanceof ValidationError) return new ValidationError(error.details, options)
  if (error instanceof BadResponseError) return new BadResponseError(error.details, options)
  // The token is asked for by name, and what the token server said of it holds.
  return error
}

function wordsFor(error: CoupaError, { pages, after, attempts }: InterruptedPlace): string {
  const before = pages === 1 ? 'the page before it was' : `the ${pages} pages before it were`
  const where = after === undefined ? '' : `, after id ${after}`
  return `The read was interrupted${where}: ${factOf(error)}, although ${before} answered; given up after ${attempts} attempts`
}

function factOf(error: CoupaError): string {
  if (error instanceof ForbiddenError || error instanceof NotFoundError || error instanceof ValidationError) {
    const { method, path, messages } = error.details
    const page = 'page' in error.details ? error.details.page : undefined
    const words = messages.length > 0 ? ` (${messages.join('; ')})` : page === undefined ? '' : ` and ${page}`
    return `${method} ${path} was refused with status ${error.status}${words}`
  }
  if (error instanceof UnauthorizedError) return `fresh tokens were refused with status ${error.status}`
  return error.message
}

function suggestionFor(error: CoupaError): string {
  const isData =
    error instanceof BadResponseError && (error.details.kind === 'malformed' || error.details.kind === 'shape')
  const next = 'Start it again, or continue from its checkpoint.'
  return isData
    ? `${next} If it ends at the same place again, a record there may be what breaks it: try the other encoding (JSON or XML), or fewer fields.`
    : `${next} If it happens again, check the proxies and gateways in between, and whether the permissions of the client were changed.`
}
