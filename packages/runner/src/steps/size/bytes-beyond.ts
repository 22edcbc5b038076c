import { jsonUnits, mostBytesOfUnit } from './json-units.ts'

/**
 * The length of a value as JSON in UTF-8, if that is more than the limit; undefined otherwise. Only what may be too long is
 * written out to be measured, since that costs as much as delivering it. `units` are those of the value, where they are known.
 */
export function bytesBeyond(value: unknown, limit: number, units: number = jsonUnits(value)): number | undefined {
  if (mostBytesOfUnit * units <= limit) return undefined
  const bytes = Buffer.byteLength(JSON.stringify(value) ?? '')
  return bytes > limit ? bytes : undefined
}
