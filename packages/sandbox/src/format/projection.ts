import { wireName } from '../schema/names.ts'
import { RequestProblem } from './request-problem.ts'

/** Which fields of a record to show; `undefined` behind a name means the usual ones of that association. */
export type Projection = ReadonlyMap<string, Projection | undefined>

/**
 * Reads the JSON of `fields` or of an API filter: names, and objects for associations (F-173, F-174).
 * Throws RequestProblem (400) when it is not such a list.
 */
export function parseProjection(text: string): Projection {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw new RequestProblem(400, 'Invalid query: fields is not a JSON array')
  }
  return createProjection(parsed)
}

/** Like `parseProjection`, for a list that is not text any more. */
export function createProjection(list: unknown): Projection {
  if (!Array.isArray(list)) throw new RequestProblem(400, 'Invalid query: fields is not a JSON array')
  const projection = new Map<string, Projection | undefined>()
  for (const entry of list) {
    if (typeof entry === 'string') projection.set(wireName(entry), undefined)
    else if (typeof entry === 'object' && entry !== null) {
      for (const [name, inner] of Object.entries(entry)) {
        projection.set(wireName(name), Array.isArray(inner) && inner.length > 0 ? createProjection(inner) : undefined)
      }
    } else throw new RequestProblem(400, 'Invalid query: fields holds something that is neither a name nor an object')
  }
  return projection
}
