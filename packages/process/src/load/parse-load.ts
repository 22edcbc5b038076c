import { parseDefinition } from '../checks/parse-definition.ts'
import { schemaProblems } from '../checks/schema-problems.ts'
import { DefinitionError } from '../definition/definition-error.ts'
import type { Definition } from '../definition/definition-schema.ts'
import { checkLoad } from './check-load.ts'
import { type LoadDefinition, loadSchema } from './load-schema.ts'

/**
 * Reads the definition of a load as people write it, and fills in the defaults. Throws `DefinitionError` with everything that
 * is wrong.
 */
export function parseLoad(input: unknown): LoadDefinition {
  const parsed = loadSchema.safeParse(input)
  if (!parsed.success) throw new DefinitionError(schemaProblems(parsed.error, input))
  const problems = checkLoad(parsed.data)
  if (problems.length > 0) throw new DefinitionError(problems)
  return parsed.data
}

/**
 * Reads a definition of either direction. Throws `DefinitionError`.
 *
 * @example
 * ```ts
 * const definition = parseProcess(JSON.parse(await readFile('suppliers.json', 'utf8')))
 * console.log(isLoad(definition) ? definition.destination.resource : definition.source.resource)
 * ```
 */
export function parseProcess(input: unknown): Definition | LoadDefinition {
  const direction: unknown = Object(input).direction
  return direction === 'in' ? parseLoad(input) : parseDefinition(input)
}

/** Whether a process moves records into Coupa. */
export function isLoad(definition: Definition | LoadDefinition): definition is LoadDefinition {
  return 'direction' in definition && definition.direction === 'in'
}
