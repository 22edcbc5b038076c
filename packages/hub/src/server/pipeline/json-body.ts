import { type Route, routes, toStorable } from '@coupa-connector/protocol'
import type { FastifyInstance } from 'fastify'
import { HubProblem } from '../../basics/problem.ts'

/** Deeper than any body of the table. The limit keeps later steps from running out of stack. */
const maxDepth = 50

/** Accepts bodies of `application/json` only. Everything else is answered with 415. */
export function takeJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const { routeId } = request.state
    const route: Route | undefined = routeId && routes[routeId]
    try {
      done(null, parseJsonBody(body as Buffer, route))
    } catch (error) {
      done(error as Error)
    }
  })
}

/**
 * Parses a body. An empty one is undefined. Throws `REQUEST_INVALID` for what is not UTF-8 or not JSON, and for what neither
 * the database nor JavaScript could represent faithfully: see `findUnusable`. In bodies with foreign data, that is replaced.
 */
export function parseJsonBody(bytes: Buffer, { carriesForeignData = false }: Partial<Route> = {}): unknown {
  if (bytes.length === 0) return undefined
  const text = decode(bytes)
  const parsed = parse(text)
  const value = carriesForeignData ? toStorable(parsed, maxDepth) : parsed
  const unusable = findUnusable(value, 'body')
  if (unusable) {
    throw new HubProblem('REQUEST_INVALID', {
      detail: unusable.message,
      fields: [unusable],
    })
  }
  return value
}

/**
 * Finds text that PostgreSQL cannot store (U+0000, a lone surrogate), names that would reach an object's prototype, and
 * excessive nesting.
 */
export function findUnusable(
  value: unknown,
  path: string,
  depth = 0,
): { readonly field: string; readonly message: string } | undefined {
  if (typeof value === 'string') {
    const message = textProblem(value)
    return message === undefined ? undefined : { field: path, message: `${lastName(path)} ${message}.` }
  }
  if (typeof value !== 'object' || value === null) return undefined
  if (depth >= maxDepth) return { field: path, message: `${lastName(path)} is nested deeper than ${maxDepth} levels.` }
  for (const name of Object.keys(value)) {
    if (name === '__proto__')
      return { field: path, message: `${lastName(path)} contains the name "__proto__", which is not allowed.` }
    const problem = textProblem(name)
    if (problem !== undefined) return { field: path, message: `${lastName(path)} contains a name that ${problem}.` }
    const found = findUnusable((value as Record<string, unknown>)[name], `${path}.${name}`, depth + 1)
    if (found) return found
  }
  return undefined
}

/** `body.fields.url` is `url`; the whole is `The body`. */
function lastName(path: string): string {
  const name = path.split('.').at(-1) ?? path
  return path.includes('.') ? `"${name}"` : `The ${name}`
}

function textProblem(text: string): string | undefined {
  if (text.includes('\0')) return 'contains the character U+0000, which cannot be stored'
  return text.isWellFormed() ? undefined : 'contains half of a surrogate pair, which is not a character'
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new HubProblem('REQUEST_INVALID', { detail: 'The body is not UTF-8.' }, { cause: error })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // The message of the parser quotes the body, which may hold a secret.
    const detail = 'The body is not JSON.'
    throw new HubProblem(
      'REQUEST_INVALID',
      { detail, suggestion: 'Check quotes, commas and brackets.' },
      { cause: error },
    )
  }
}
