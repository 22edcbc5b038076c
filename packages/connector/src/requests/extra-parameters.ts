import type { WriteOptions } from './write-request.ts'

/** Further parameters of the query string as pairs. */
export function pairsOf(extraParameters: WriteOptions['extraParameters']): readonly (readonly [string, string])[] {
  if (extraParameters === undefined) return []
  return isPairs(extraParameters)
    ? extraParameters
    : Object.entries(extraParameters).map(([name, value]) => [name, String(value)])
}

function isPairs(
  extraParameters: NonNullable<WriteOptions['extraParameters']>,
): extraParameters is readonly (readonly [string, string])[] {
  return Array.isArray(extraParameters)
}
