import { UsageError } from '../../command/usage-error.ts'
import { isJsonObject } from '../../input/json-object.ts'

/** The states of streams by their names, out of the value of a STATE message. Throws a `UsageError` for anything else. */
export function parseBookmarks(value: unknown): ReadonlyMap<string, unknown> {
  const { bookmarks = {} } = isJsonObject(value) ? value : refuse()
  return new Map(Object.entries(isJsonObject(bookmarks) ? bookmarks : refuse()))
}

function refuse(): never {
  throw new UsageError('--state is not the value of a STATE message.', {
    suggestion: 'Give the "value" of the last STATE line: an object with bookmarks.',
  })
}
