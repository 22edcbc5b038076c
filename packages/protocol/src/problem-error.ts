import type { Problem } from './schemas/common.ts'
import { type ProblemCode, problemKinds } from './schemas/problem-codes.ts'

/** The hub answered with a problem instead of what was asked for. */
export class ProblemError extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly suggestion: string | undefined
  /** How long to wait before another attempt, as the hub said. Undefined when it did not say. */
  readonly retryAfterMs: number | undefined
  /** Method and path of the route, such as `POST /node/enroll`. Not part of the message, which people read. */
  readonly request: string
  readonly problem: Problem

  constructor(
    given: Problem,
    request: { readonly method: string; readonly path: string; readonly retryAfterMs?: number | undefined },
    options?: ErrorOptions,
  ) {
    super(given.detail, options)
    this.name = 'ProblemError'
    this.code = given.code
    this.status = given.status
    this.suggestion = given.suggestion
    this.retryAfterMs = request.retryAfterMs
    this.request = `${request.method} ${request.path}`
    this.problem = given
  }
}

const otherAnswer = {
  suggestion: 'Check that the address leads to a hub, and what stands between: a proxy, a gateway, a sign-in page.',
} as const

/** What is read of an answer that is not the hub's own. */
const maxQuotedLength = 200

/** Reads the problem from an answer. An answer that does not come from the hub becomes a problem that describes it. */
export async function readProblem(response: Response): Promise<Problem> {
  const text = await readText(response)
  const given = parseJson(text)
  if (isProblem(given)) return given
  return foreignProblem(response, `The answer has status ${response.status} and is not the hub's own: ${quote(text)}`)
}

/** The problem of an answer that something other than a hub gave. */
export function foreignProblem(response: Response, detail: string): Problem {
  const code = codeOf(response.status)
  return {
    type: 'about:blank',
    code,
    status: response.status,
    title: problemKinds[code].title,
    detail,
    ...otherAnswer,
    requestId: response.headers.get('x-request-id') ?? '',
  }
}

/** How long `Retry-After` asks to wait. Undefined without one. Dates are ignored, because clocks differ. */
export function readRetryAfter(response: Response): number | undefined {
  const given = response.headers.get('retry-after')
  return given !== null && /^\d{1,6}$/.test(given) ? Number(given) * 1000 : undefined
}

/** The beginning of an answer, on one line. */
export function quote(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line === '' ? 'it is empty' : line.slice(0, maxQuotedLength)
}

/** Written by hand instead of with the schema, which browsers would load only for this. */
function isProblem(given: unknown): given is Problem {
  if (typeof given !== 'object' || given === null) return false
  const { type, code, status, title, detail, requestId } = given as Partial<Record<keyof Problem, unknown>>
  return (
    typeof code === 'string' &&
    Object.hasOwn(problemKinds, code) &&
    typeof status === 'number' &&
    [type, title, detail, requestId].every((text) => typeof text === 'string')
  )
}

function codeOf(status: number): ProblemCode {
  if (status === 401 || status === 407) return 'NOT_SIGNED_IN'
  if (status === 404) return 'NOT_FOUND'
  if (status === 405) return 'METHOD_NOT_ALLOWED'
  if (status === 413) return 'BODY_TOO_LARGE'
  if (status === 429) return 'TOO_MANY_REQUESTS'
  return [408, 502, 503, 504].includes(status) ? 'UNAVAILABLE' : 'INTERNAL_ERROR'
}

/** A broken body says less, and no reason to lose the status. */
async function readText(response: Response): Promise<string> {
  try {
    return await response.text()
  } catch {
    return ''
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
