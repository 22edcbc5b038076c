import { EndpointError } from '../../contract/endpoint-error.ts'
import { valueAtPointer } from './json-pointer.ts'

/** The records of an answer. Throws `EndpointError` where the pointer leads to no list of objects. */
export function* recordsOfPage(
  value: unknown,
  pointer: string,
  name: string,
): Generator<Readonly<Record<string, unknown>>> {
  const list = valueAtPointer(value, pointer)
  if (!Array.isArray(list)) throw noList(value, pointer, name)
  for (const [place, item] of list.entries()) {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) {
      throw new EndpointError('REFUSED', `Item ${place + 1} of the list in the answer of ${name} is not an object.`, {
        field: 'records',
        remedy: 'Set source.records to a list of objects: each object is a record.',
      })
    }
    yield item as Readonly<Record<string, unknown>>
  }
}

function noList(value: unknown, pointer: string, name: string): EndpointError {
  const where = pointer === '' ? 'The answer' : `What is at ${pointer} in the answer`
  const lists = listsIn(value)
  return new EndpointError('REFUSED', `${where} of ${name} is not a list.`, {
    field: 'records',
    remedy:
      lists.length === 0
        ? 'Set source.records to the JSON pointer of the records in the answer.'
        : `Set source.records to ${lists.join(' or ')}.`,
  })
}

/** Pointers to the lists of an answer, two levels deep. */
function listsIn(value: unknown, prefix = '', depth = 0): readonly string[] {
  if (Array.isArray(value)) return [prefix === '' ? '"" (the answer itself)' : prefix]
  if (typeof value !== 'object' || value === null || depth === 2) return []
  return Object.entries(value)
    .flatMap(([key, item]) => listsIn(item, `${prefix}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1))
    .slice(0, 5)
}
