import { type ProblemCode, problemKinds } from './problem-codes.ts'
import { type Problem, problem } from './schemas/common.ts'

/** The hub answered with a problem instead of what was asked for. */
export class ProblemError extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly suggestion: string | undefined
  readonly problem: Problem

  constructor(given: Problem, request: { readonly method: string; readonly path: string }, options?: ErrorOptions) {
    super(`${request.method} ${request.path}: ${given.detail}`, options)
    this.name = 'ProblemError'
    this.code = given.code
    this.status = given.status
    this.suggestion = given.suggestion
    this.problem = given
  }
}

/** Reads the problem out of an answer; one that is not the hub's own becomes a problem that says what was answered. */
export async function readProblem(response: Response): Promise<Problem> {
  const text = await response.text()
  const parsed = problem.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  const code: ProblemCode =
    response.status === 404 ? 'NOT_FOUND' : response.status === 503 ? 'UNAVAILABLE' : 'INTERNAL_ERROR'
  return {
    type: 'about:blank',
    code,
    status: response.status,
    title: problemKinds[code].title,
    detail: `The answer has status ${response.status} and is not the hub's own: ${text.slice(0, 200) || 'it is empty'}`,
    suggestion: 'Check that the address leads to a hub, and what stands between: a proxy, a gateway, a sign-in page.',
    requestId: response.headers.get('x-request-id') ?? '',
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
