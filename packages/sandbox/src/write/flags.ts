import type { InputObject } from '../format/input.ts'
import { parseBoolean } from '../query/scalars.ts'

/** Tells whether a command such as `_delete`, `_cancel` or `_close` is set in a body (F-335). */
export function isFlag(input: InputObject, name: string): boolean {
  const value = input[name] ?? input[name.replaceAll('_', '-')]
  return value !== undefined && value !== null && typeof value !== 'object' && parseBoolean(value) === true
}

/** Whether a member of a body says anything. */
export function isGiven(value: InputObject[string] | undefined): boolean {
  return value !== undefined && value !== null && value !== ''
}
