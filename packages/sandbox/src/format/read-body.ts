import { fromJson, type InputObject, isInputObject } from './input.ts'
import type { WireFormat } from './negotiate.ts'
import { RequestProblem } from './request-problem.ts'
import { readXml } from './xml-reader.ts'

/**
 * Reads the one object of a request body; an empty body is an empty object.
 * Throws RequestProblem (400) for a body that is broken or holds something else.
 */
export function readBody(text: string, format: WireFormat): InputObject {
  if (text.trim() === '') return {}
  const value = format === 'xml' ? readXml(text) : readJson(text)
  if (value === '' || value === null) return {}
  if (!isInputObject(value)) throw new RequestProblem(400, 'Request body must hold one object')
  return value
}

function readJson(text: string): ReturnType<typeof fromJson> {
  try {
    return fromJson(JSON.parse(text.replace(/^\uFEFF/, '')))
  } catch {
    throw new RequestProblem(400, 'Invalid JSON in request body')
  }
}
