import type { ApiContext, ApiRequest } from '../api/contract.ts'
import { type InputObject, type InputValue, isInputObject } from '../format/input.ts'
import { RequestProblem } from '../format/request-problem.ts'
import { wireName } from '../schema/names.ts'
import { Reference } from '../schema/value.ts'
import { missingMessage } from './references.ts'

/** The members of a body, whether or not they are wrapped in the name of their model (F-128, F-130). */
export function bodyOf(request: ApiRequest, ...roots: readonly string[]): InputObject {
  const body = request.input()
  const [only, ...others] = Object.entries(body)
  if (!only || others.length > 0) return body
  const [name, value] = only
  return roots.map(wireName).includes(name) && isInputObject(value) ? value : body
}

/** A parameter of an action, from the query string or else from the body; undefined when blank. */
export function parameterOf(request: ApiRequest, name: string, ...roots: readonly string[]): string | undefined {
  return request.query.get(name)?.trim() || textOf(bodyOf(request, ...roots), name)
}

/** A scalar member of a body as text; undefined when it is absent or blank. */
export function textOf(input: InputObject, name: string): string | undefined {
  const value = input[wireName(name)]
  if (value === undefined || value === null || typeof value === 'object') return undefined
  return String(value).trim() || undefined
}

/** An object of a body; undefined for anything else. */
export function objectOf(input: InputObject, name: string): InputObject | undefined {
  const value = input[wireName(name)]
  return isInputObject(value) ? value : undefined
}

/** The items of a list in a body; it may also come as an object with the items under their singular name (F-289). */
export function listOf(value: InputValue | undefined): readonly InputValue[] {
  if (Array.isArray(value)) return value
  const [only] = isInputObject(value) ? Object.values(value) : []
  if (Array.isArray(only)) return only
  return only === undefined ? [] : [only]
}

/** Ids in a body, as an array or as texts separated by commas. */
export function idsOf(input: InputObject, name: string): readonly number[] {
  const value = input[wireName(name)]
  const list = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [value]
  return list.map(Number).filter((id) => Number.isInteger(id) && id > 0)
}

/**
 * The user whom an action names by id in `approver_id` or the like, or as an object with id, login or email; undefined when it
 * names nobody. Throws RequestProblem (400) with the documented message when there is no such user (F-260).
 */
export function userNamedIn(request: ApiRequest, name: string, context: ApiContext): Reference | undefined {
  const users = context.store.collection('users')
  const body = request.body.length > 0 ? request.input() : {}
  const person = objectOf(body, name) ?? objectOf(body, name.replace(/_id$/, ''))
  const id = parameterOf(request, name) ?? (person && textOf(person, 'id'))
  const [key, text] = id === undefined ? (naturalKey(person) ?? []) : ['id', id]
  if (!users || key === undefined || text === undefined) return undefined
  if (key === 'id') {
    const user = users.get(Number(text))
    if (user) return new Reference('users', user.id)
  } else {
    for (const user of users.iterate()) if (user.get(key) === text) return new Reference('users', user.id)
  }
  throw new RequestProblem(400, missingMessage({ name }, users.shape, [{ names: [key], text }]))
}

function naturalKey(person: InputObject | undefined): readonly [string, string] | undefined {
  for (const key of ['login', 'email']) {
    const text = person && textOf(person, key)
    if (text !== undefined) return [key, text]
  }
  return undefined
}
