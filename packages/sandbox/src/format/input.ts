import { wireName } from '../schema/names.ts'

/** A value of a request body, whatever format it came in. Scalars keep the type they had; in XML all are texts. */
export type InputValue = string | number | boolean | null | InputObject | readonly InputValue[]

/** An object of a request body under wire names: hyphens and underscores came in alike. */
export interface InputObject {
  readonly [name: string]: InputValue
}

/** Tells an object of a body from its other values. */
export function isInputObject(value: InputValue | undefined): value is InputObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Brings parsed JSON into the form of input: member names with hyphens. Throws TypeError for a value that JSON cannot hold. */
export function fromJson(value: unknown): InputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  if (Array.isArray(value)) return value.map(fromJson)
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [wireName(name), fromJson(member)]))
  }
  throw new TypeError('the value cannot come from JSON')
}
