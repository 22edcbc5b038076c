import { createHash } from 'node:crypto'
import { type Definition, DefinitionError, type LoadDefinition, parseProcess } from '@coupa-connector/process'
import { HubProblem } from '../../basics/problem.ts'

/** A process of either direction. */
export type AnyDefinition = Definition | LoadDefinition

/** Reads a definition of a request. Throws `DEFINITION_INVALID` with everything that is wrong with it. */
export function readDefinition(given: Readonly<Record<string, unknown>>): AnyDefinition {
  try {
    return parseProcess(given)
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error
    throw new HubProblem('DEFINITION_INVALID', {
      detail: error.message.slice(0, 4000),
      suggestion: 'Correct the definition; "coupa-connector processes validate FILE" says the same without a hub.',
      fields: error.problems.slice(0, 100).map(({ path, message, suggestion }) => ({
        field: path === '' ? 'body.definition' : `body.definition.${path}`,
        message,
        ...(suggestion === undefined ? {} : { suggestion }),
      })),
    })
  }
}

/** SHA-256 of a definition, whatever the order of its keys. That of columns counts: files have them in it. */
export function definitionDigest(definition: Readonly<Record<string, unknown>>): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(definition)))
    .digest('hex')
}

function sorted(value: unknown, name?: string): unknown {
  if (Array.isArray(value)) return value.map((inner) => sorted(inner))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner, key)] as const)
  // As pairs: an object would put a column that is called 7 first.
  if (name === 'columns') return entries
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)))
}
