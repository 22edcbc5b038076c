import { DefinitionError } from '../definition/definition-error.ts'
import { type Definition, definitionSchema } from '../definition/definition-schema.ts'
import { checkDefinition } from './check-definition.ts'
import { schemaProblems, valueAt } from './schema-problems.ts'

/**
 * Reads a definition as people write it, and fills in the defaults. Throws `DefinitionError` with everything that is wrong:
 * names and values first; when those are right, what does not fit together or into Coupa.
 *
 * @example
 * ```ts
 * const definition = parseDefinition(JSON.parse(await readFile('ok-to-pay.json', 'utf8')))
 * console.log(definition.process, definition.source.mode)
 * ```
 */
export function parseDefinition(input: unknown): Definition {
  const parsed = definitionSchema.safeParse(input)
  if (!parsed.success) throw new DefinitionError(schemaProblems(parsed.error, input))
  const problems = checkDefinition(parsed.data)
  if (problems.length > 0) throw new DefinitionError(problems)
  return withUsualBatch(parsed.data, input)
}

/**
 * Records of a batch of a full refresh where the definition does not say: nobody waits for its marks, and whoever reads the
 * files prefers few of them. Its bytes are limited as those of any other.
 */
const recordsOfRefresh = 2000

function withUsualBatch(definition: Definition, input: unknown): Definition {
  const isGiven = valueAt(input, ['limits', 'batch', 'records']) !== undefined
  if (isGiven || definition.source.mode !== 'full') return definition
  const { limits } = definition
  return { ...definition, limits: { ...limits, batch: { ...limits.batch, records: recordsOfRefresh } } }
}
