/** Names that mean the prototype of an object and not a member of it. */
const forbiddenName = '__proto__'

/** What stands in the place of an object or list that is nested too deeply. */
export const cutText = '(nested too deeply to be kept)'

/** Levels that a value from another server may have. Coupa's own records have about ten. */
const defaultMaxDepth = 40

/**
 * Plain data without what the hub cannot store: U+0000 and halves of surrogate pairs become U+FFFD, a member named
 * `__proto__` is called `_proto_`, and what is nested deeper than `maxDepth` levels becomes a text that says so. Answers of
 * other servers may hold all of this, and work that was done must not be told as failed because of it. Returns the
 * value itself when nothing had to be replaced.
 */
export function toStorable<Value>(value: Value, maxDepth: number = defaultMaxDepth): Value {
  return replaceIn(value, maxDepth) as Value
}

function replaceIn(value: unknown, depthLeft: number): unknown {
  if (typeof value === 'string') return storableText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depthLeft <= 0) return cutText
  return Array.isArray(value) ? replaceInList(value, depthLeft) : replaceInMembers(value, depthLeft)
}

function replaceInList(list: readonly unknown[], depthLeft: number): unknown {
  const replaced = list.map((item) => replaceIn(item, depthLeft - 1))
  return replaced.every((item, index) => item === list[index]) ? list : replaced
}

function replaceInMembers(members: object, depthLeft: number): unknown {
  const replaced = new Map<string, unknown>()
  let isChanged = false
  for (const [name, value] of Object.entries(members)) {
    const ownName = freeName(storableName(name), replaced)
    const ownValue = replaceIn(value, depthLeft - 1)
    isChanged ||= ownName !== name || ownValue !== value
    replaced.set(ownName, ownValue)
  }
  return isChanged ? Object.fromEntries(replaced) : members
}

function storableName(name: string): string {
  return name === forbiddenName ? '_proto_' : storableText(name)
}

/** Two names may become one; neither value is lost. */
function freeName(name: string, taken: ReadonlyMap<string, unknown>): string {
  let free = name
  for (let number = 2; taken.has(free); number++) free = `${name} (${number})`
  return free
}

function storableText(text: string): string {
  const replaced = text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text
  return replaced.isWellFormed() ? replaced : replaced.toWellFormed()
}
