/**
 * Parses JSON. A number that JavaScript could not write back unchanged (`1.10`, twenty digits) becomes the text that it was:
 * amounts are exact.
 */
export function parseExactly(text: string): unknown {
  return JSON.parse(text, (_key: string, value: unknown, context?: { source?: string }): unknown => {
    if (typeof value !== 'number' || context?.source === undefined) return value
    const { source } = context
    return String(value) === source || !/^-?\d+(?:\.\d+)?$/.test(source) ? value : source
  })
}
