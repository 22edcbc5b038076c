import type { DefinitionProblem } from '../definition/definition-error.ts'
import type { Definition } from '../definition/definition-schema.ts'

/** What is wrong with the range of a back-fill, or with one where nothing reads it. */
export function checkRange(
  { mode, from, until, by: given, firstId, lastId, redeliver }: Definition['source'],
  { name, has }: { readonly name: string; readonly has: (field: string) => boolean },
): readonly DefinitionProblem[] {
  if (mode !== 'back-fill') {
    const unread = Object.entries({ until, by: given, firstId, lastId, redeliver }).filter(
      ([, value]) => value !== undefined,
    )
    const message = 'is set, and only the mode back-fill reads a range that ends'
    return unread.map(([field]) => ({ path: `source.${field}`, message }))
  }
  const problems: DefinitionProblem[] = []
  const by = given ?? 'updated-at'
  const hasTimes = from !== undefined || until !== undefined
  if (!hasTimes && firstId === undefined && lastId === undefined) {
    problems.push({
      path: 'source.from',
      message: 'is missing: the mode back-fill reads a range',
      suggestion: 'Set from or until; or firstId or lastId.',
    })
  }
  if (hasTimes && !has(by)) {
    const suggestion = has('created-at') ? 'Set source.by to created-at.' : 'Use firstId and lastId.'
    problems.push({ path: 'source.by', message: `is ${by}, and ${name} does not have it`, suggestion })
  }
  if (Date.parse(from ?? '') >= Date.parse(until ?? '')) {
    problems.push({ path: 'source.until', message: `is "${until}", which is not after source.from` })
  }
  if (firstId !== undefined && lastId !== undefined && lastId < firstId) {
    problems.push({ path: 'source.lastId', message: `is ${lastId}, which is below source.firstId` })
  }
  return problems
}
