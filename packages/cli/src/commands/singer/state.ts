import { UsageError } from '../../command/usage-error.ts'

/** The states of streams by their names, out of the value of a STATE message. Throws a `UsageError` for anything else. */
export function parseBookmarks(value: unknown): ReadonlyMap<string, unknown> {
  const { bookmarks = {} } = isObject(value) ? value : refuse()
  return new Map(Object.entries(isObject(bookmarks) ? bookmarks : refuse()))
}

function refuse(): never {
  throw new UsageError('--state is not the value of a STATE message.', {
    suggestion: 'Give what stands under "value" in the last STATE line: an object with bookmarks.',
  })
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
