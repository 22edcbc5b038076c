import { connectionFields, redact } from '@coupa-connector/connector/internals'

/** The secret values of settings as a job brings them. */
export function secretsOf(settings: Readonly<Record<string, string>>): string[] {
  return connectionFields.flatMap(({ name, isSecret }) => {
    const value = isSecret && Object.hasOwn(settings, name) ? settings[name]?.trim() : undefined
    return value ? [value] : []
  })
}

/**
 * Strikes secrets out of plain data, in every value that is a text. The last line of defence: the connector strikes them
 * out of all that it says, but what Coupa holds in its records, or a mistake of ours, passes here.
 */
export function strikeSecrets<Value>(value: Value, secrets: readonly string[]): Value {
  const text = JSON.stringify(value)
  // One look at the whole is cheaper than one at every text, and as a rule there is nothing.
  if (text === undefined || redact(text, secrets) === text) return value
  return strikeData(value, (part) => redact(part, secrets))
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
