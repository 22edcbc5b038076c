import type { FieldProblem, Route } from '@coupa-connector/protocol'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { HubProblem } from '../../basics/problem.ts'
import { findUnusable } from '../pipeline/json-body.ts'
import { fieldLabel, fieldMessage } from './field-message.ts'

/** What a handler receives of a request: checked, converted, with defaults. */
export interface ReadRequest {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
}

/** Never repeated in an answer. What is typed into the wrong field may be a secret too, so names are matched generously. */
const secretName = /password|passphrase|secret|token|credential|private|authorization|cookie|^key$|^value$/i

/** Reads a request by its route's schemas. Throws `REQUEST_INVALID` with every invalid field. */
export function readRequest(route: Route, request: FastifyRequest): ReadRequest {
  const fields: FieldProblem[] = []
  const params = readPart(route.params, 'path', request.params, fields)
  const query = readPart(route.query, 'query', request.query, fields)
  const body = readPart(route.body, 'body', request.body, fields)
  if (fields.length > 0) throw new HubProblem('REQUEST_INVALID', { detail: describe(fields), fields })
  return { params, query, body }
}

function readPart(schema: z.ZodType | undefined, name: string, given: unknown, fields: FieldProblem[]): unknown {
  if (schema === undefined) return name === 'body' ? undefined : {}
  // Bodies were looked through when they were parsed.
  const unusable = name === 'body' ? undefined : (findTwice(given, name) ?? findUnusable(given, name))
  if (unusable) {
    fields.push(unusable)
    return undefined
  }
  const result = schema.safeParse(given)
  if (result.success) return result.data
  for (const issue of result.error.issues.slice(0, 50)) fields.push(...toFields(issue, name, given))
  return undefined
}

function findTwice(given: unknown, name: string): FieldProblem | undefined {
  for (const [key, value] of Object.entries((given ?? {}) as Record<string, unknown>)) {
    if (Array.isArray(value))
      return { field: `${name}.${key}`, message: `${fieldLabel(name, [key])} is given more than once.` }
  }
  return undefined
}

function toFields(issue: z.core.$ZodIssue, name: string, given: unknown): FieldProblem[] {
  const field = [name, ...issue.path.map(String)].join('.')
  const value = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], given)
  const isMissing = value === undefined && issue.code === 'invalid_type'
  const isShown = ['string', 'number', 'boolean'].includes(typeof value) && !issue.path.some(isSecretName)
  return [
    {
      field,
      message: fieldMessage(issue, name, isMissing),
      ...(isShown ? { given: String(value).slice(0, 100) } : {}),
    },
  ]
}

function isSecretName(key: PropertyKey): boolean {
  return secretName.test(String(key))
}

/** How many problems the detail tells; all of them are in the fields. */
const maxShown = 3

function describe(fields: readonly FieldProblem[]): string {
  const shown = fields.slice(0, maxShown).map(({ message }) => message)
  const more = fields.length - shown.length
  return more > 0 ? `${shown.join(' ')} (${more} more)` : shown.join(' ')
}
