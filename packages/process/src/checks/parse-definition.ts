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
 * A batch of a full refresh where the definition does not say: nobody waits for its marks, and whoever reads the files prefers
 * few of them, so it has more records than others. Its bytes are few, because a batch is in memory as objects, as rows and as
 * text at once, which is ten times as much.
 */
const batchOfRefresh = { records: 2000, bytes: 2_621_440 }

function withUsualBatch(definition: Definition, input: unknown): Definition {
  if (definition.source.mode !== 'full') return definition
  const { limits } = definition
  const batch = { ...limits.batch }
  for (const name of ['records', 'bytes'] as const) {
    if (valueAt(input, ['limits', 'batch', name]) === undefined) batch[name] = batchOfRefresh[name]
  }
  return { ...definition, limits: { ...limits, batch } }
}
