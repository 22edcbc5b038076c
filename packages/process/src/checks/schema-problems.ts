import { nearestNames } from '@coupa-connector/catalog'
import type { z } from 'zod'
import type { DefinitionProblem } from '../definition/definition-error.ts'
import { firstProblems } from '../definition/first-problems.ts'

/** What a schema finds wrong with a definition, in words that name the place, the value and what to write instead. */
export function schemaProblems(error: z.core.$ZodError, input: unknown): readonly DefinitionProblem[] {
  return firstProblems(error.issues, (issue) => toProblems(issue, input))
}

type Issue = z.core.$ZodIssue

function toProblems(issue: Issue, input: unknown, above: readonly PropertyKey[] = []): readonly DefinitionProblem[] {
  const parts = [...above, ...issue.path]
  const path = pathText(parts)
  const value = valueAt(input, parts)
  switch (issue.code) {
    case 'unrecognized_keys':
      return firstProblems(issue.keys, (key) => [unknownKey(path === '' ? key : `${path}.${key}`)])
    case 'invalid_type':
      return [value === undefined ? { path, message: 'is missing' } : wrongType(path, issue.expected, value)]
    case 'invalid_value': {
      const choices = issue.values.map(String)
      if (value === undefined) return [{ path, message: 'is missing', suggestion: oneOf(choices) }]
      const [near] = typeof value === 'string' ? nearestNames(value, choices) : []
      const suggestion = near === undefined ? oneOf(choices) : `Did you mean "${near}"? ${oneOf(choices)}`
      return [{ path, message: `is ${shown(value)}, which is not one of its choices`, suggestion }]
    }
    case 'invalid_union':
      return unionProblems(issue, input, parts)
    case 'too_small':
    case 'too_big':
      return [{ path, message: `is ${shown(value)}, and ${limitText(issue)}` }]
    case 'invalid_key':
      return issue.issues.map(({ message }) => ({ path, message: `has the name ${shown(parts.at(-1))}: ${message}` }))
    default:
      return [{ path, message: `is ${shown(value)}: ${issue.message}` }]
  }
}

/** Of several forms, that which comes closest says what is wrong. */
function unionProblems(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  input: unknown,
  parts: readonly PropertyKey[],
): readonly DefinitionProblem[] {
  const path = pathText(parts)
  if (issue.errors.length === 0) {
    const choices = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : []
    const name = 'discriminator' in issue ? String(issue.discriminator) : ''
    const at = path.endsWith(name) ? path : `${path}.${name}`
    const value = valueAt(input, parts)
    const found = typeof value === 'object' && value !== null ? Reflect.get(value, name) : value
    const message = found === undefined ? 'is missing' : `is ${shown(found)}, which is not one of its choices`
    return [{ path: at, message, suggestion: oneOf(choices) }]
  }
  const deepest = issue.errors.toSorted((one, other) => depthOf(other) - depthOf(one))[0] ?? []
  if (depthOf(deepest) > 0) return deepest.flatMap((inner) => toProblems(inner, input, parts))
  return [{ path, message: `is ${shown(valueAt(input, parts))}, which is none of the forms that it can have` }]
}

function depthOf(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map(({ path, code }) => path.length + (code === 'unrecognized_keys' ? 1 : 0)))
}

/** Names of all parts of a definition, for typing errors. */
const knownNames = [
  ...['process', 'title', 'template', 'version', 'values', 'source', 'mapping', 'destination', 'acknowledge'],
  ...['coupaMonitoring', 'limits', 'connection', 'resource', 'mode', 'where', 'fields', 'watchChanges'],
  ...['deliverMarked', 'compare', 'onlyDelivered', 'deletions', 'files'],
  ...['overlapMinutes', 'settleMinutes', 'from', 'until', 'ids', 'shape', 'tables', 'each', 'key', 'when', 'columns'],
  ...['withoutItems', 'format', 'object', 'name', 'byteOrderMark', 'forSpreadsheets'],
  ...['level', 'integration', 'runMinutes', 'batch', 'records', 'bytes', 'seconds', 'recordBytes', 'writeBack'],
  ...['share', 'errors', 'max', 'kind', 'description', 'default', 'rows', 'path', 'value', 'expr', 'as', 'apply'],
  ...['table', 'missing', 'zone', 'sensitive'],
]

function unknownKey(path: string): DefinitionProblem {
  const name = path.split('.').at(-1) ?? ''
  // The name is right, and stands in the wrong place, or in a process of the other direction.
  if (knownNames.includes(name)) return { path, message: 'has no meaning here', suggestion: 'Remove it.' }
  const [near] = nearestNames(name, knownNames)
  return { path, message: 'does not exist', suggestion: near === undefined ? undefined : `Did you mean "${near}"?` }
}

function wrongType(path: string, expected: string, value: unknown): DefinitionProblem {
  return { path, message: `is ${shown(value)}, and has to be ${typeNames[expected] ?? expected}` }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
}

function limitText(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): string {
  const isLength = issue.origin === 'string' || issue.origin === 'array'
  const unit = issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' entries' : ''
  const verb = isLength ? 'has to have' : 'has to be'
  if (issue.code === 'too_big') return `${verb} at most ${issue.maximum}${unit}`
  return issue.inclusive === false
    ? `${verb} more than ${issue.minimum}${unit}`
    : `${verb} at least ${issue.minimum}${unit}`
}

function oneOf(choices: readonly string[]): string {
  return `Choose one of ${choices.join(', ')}.`
}

function pathText(parts: readonly PropertyKey[]): string {
  return parts
    .map((part) => (typeof part === 'number' ? `[${part}]` : String(part)))
    .join('.')
    .replaceAll('.[', '[')
}

/** The value at a place of a definition; undefined where there is none. */
export function valueAt(input: unknown, parts: readonly PropertyKey[]): unknown {
  return parts.reduce<unknown>(
    (value, part) => (typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined),
    input,
  )
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}
