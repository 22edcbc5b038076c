import { connectionFields, createRedactor, isOwnWord } from '@coupa-connector/connector/internals'

/** The secret values of settings as a job brings them. */
function secretsOf(settings: Readonly<Record<string, string>>): string[] {
  return connectionFields.flatMap(({ name, isSecret }) => {
    const value = isSecret && Object.hasOwn(settings, name) ? settings[name]?.trim() : undefined
    return value ? [value] : []
  })
}

/**
 * Makes a function that strikes the secrets of a job, and others that it has, out of every text in plain data. It is the last line of defence: the
 * connector already strikes them out of its own messages, but a record in Coupa may hold one, and so may a mistake of ours.
 */
export function createStriker(
  settings: Readonly<Record<string, string>>,
  otherSecrets: readonly string[] = [],
): <Value>(value: Value) => Value {
  const redact = createRedactor([...secretsOf(settings), ...otherSecrets], { isOurs: isOwnWord })
  return (value) => {
    const text = JSON.stringify(value)
    // One look at the whole is cheaper than one at every text, and there is usually nothing to find.
    if (text === undefined || redact(text) === text) return value
    return strikeData(value, redact)
  }
}

function strikeData<Value>(value: Value, text: (value: string) => string): Value
function strikeData(value: unknown, text: (value: string) => string): unknown {
  if (typeof value === 'string') return text(value)
  if (Array.isArray(value)) return value.map((item) => strikeData(item, text))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, strikeData(item, text)]))
  }
  return value
}
