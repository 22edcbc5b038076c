import type { JsonValue } from '../json.ts'

/** Functions as they are typed: `trim, cut 20`. Undefined for calls that a line of text cannot hold. */
export function functionsText(apply: JsonValue | undefined): string | undefined {
  if (apply === undefined) return ''
  if (!Array.isArray(apply)) return undefined
  const calls = apply.map((call) => {
    if (typeof call === 'string') return call
    const [[name, argument] = [], ...others] = Object.entries(call ?? {})
    const isPlain = typeof argument === 'number' || (typeof argument === 'string' && /^[^,\s"]+$/.test(argument))
    return name === undefined || others.length > 0 || !isPlain ? undefined : `${name} ${argument}`
  })
  return calls.includes(undefined) ? undefined : calls.join(', ')
}

/** What was typed as the calls of a definition; undefined for none. */
export function functionsOf(text: string): JsonValue[] | undefined {
  const calls = text
    .split(',')
    .map((call) => call.trim())
    .filter((call) => call !== '')
    .map((call): JsonValue => {
      const [, name = call, argument] = /^(\S+)\s+(.+)$/.exec(call) ?? []
      if (argument === undefined) return name
      return { [name]: /^-?\d+(?:\.\d+)?$/.test(argument) ? Number(argument) : argument }
    })
  return calls.length === 0 ? undefined : calls
}
