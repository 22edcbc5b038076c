import {
  UnknownResourceError as CatalogLacksResource,
  describe,
  type ResourceDescription,
} from '@coupa-connector/catalog'
import { UnknownResourceError } from '../errors/request-errors.ts'

/** A resource as it is addressed: what the catalog knows, and its path with the ids of its parents filled in. */
export interface ResourcePath {
  readonly description: ResourceDescription
  /** Below the service URL, encoded: `suppliers/7/addresses`. */
  readonly path: string
}

/**
 * Finds a resource by its name or path: `invoices`, `suppliers/7/addresses`, with hyphens too. Throws
 * `UnknownResourceError`, and `TypeError` where the id of a parent is still a placeholder.
 */
export function resolveResource(resource: string): ResourcePath {
  const description = describeResource(resource)
  const given = resource
    .trim()
    .replace(/^\/*(?:api\/+)?/i, '')
    .replace(/\/+$/, '')
    .split('/')
  const path = description.name.split('/').map((segment, position) => {
    if (!segment.startsWith(':')) return segment
    const id = given[position] ?? segment
    if (id.startsWith(':'))
      throw new TypeError(`${description.name} needs an id for ${segment}, as in ${example(description)}`)
    return encodeSegment(id)
  })
  return { description, path: path.join('/') }
}

/** What the catalog knows of a resource, by its name or path. Throws `UnknownResourceError` naming similar ones. */
export function describeResource(resource: string): ResourceDescription {
  try {
    return describe(resource)
  } catch (error) {
    if (!(error instanceof CatalogLacksResource)) throw error
    throw new UnknownResourceError({ resource, nearest: error.nearest }, { cause: error })
  }
}

/** The path of one record of a resource. Throws `TypeError` for an id that is none. */
export function recordPath(path: string, id: number | string): string {
  const text = String(id).trim()
  const isWrongNumber = typeof id === 'number' && !Number.isSafeInteger(id)
  if (text === '' || isWrongNumber) throw new TypeError(`${JSON.stringify(id)} is not the id of a record of ${path}`)
  return `${path}/${encodeSegment(text)}`
}

/** One segment of a path, encoded; segments of dots would leave the path. */
export function encodeSegment(segment: string): string {
  if (/^\.{1,2}$/.test(segment)) throw new TypeError(`${JSON.stringify(segment)} cannot be part of a path`)
  return encodeURIComponent(segment)
}

function example({ name }: ResourceDescription): string {
  return name.replace(/:[^/]+/g, '7')
}
