import { RequestProblem } from '../format/request-problem.ts'
import { parseBoolean } from './scalars.ts'

/** One `attribute[…][operator]=value` of a query, before it is understood. */
export interface RawCondition {
  /** Names between the brackets, in order; odd nestings are flattened (F-195). */
  readonly path: readonly string[]
  readonly value: string
}

/** What to return of each record (F-170, F-171, F-172). */
export type ReturnObject = 'none' | 'limited' | 'shallow' | 'full'

/** A query string as Coupa understands it. */
export interface QueryParameters {
  readonly conditions: readonly RawCondition[]
  readonly limit: number | undefined
  readonly offset: number
  readonly orderBy: string | undefined
  readonly isDescending: boolean
  readonly returnObject: ReturnObject
  /** The raw JSON of `fields`. */
  readonly fields: string | undefined
  /** Name of an API filter. */
  readonly filter: string | undefined
  /** Value of `exported`, which is a condition in a GET and a command in a PUT (F-360, F-361). */
  readonly exported: boolean | undefined
  readonly showDeletedLines: boolean
  /** Every parameter by name, for actions with parameters of their own. */
  get(name: string): string | undefined
}

const reserved = new Set([
  'limit',
  'offset',
  'order_by',
  'dir',
  'return_object',
  'fields',
  'filter',
  'show_deleted_lines',
])

/** Reads a query string. A bare `+` is a blank, as in forms. Throws RequestProblem (400) for a broken percent sequence. */
export function parseQueryParameters(queryString: string): QueryParameters {
  const pairs = queryString
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const split = part.indexOf('=')
      return split < 0
        ? ([decode(part), ''] as const)
        : ([decode(part.slice(0, split)), decode(part.slice(split + 1))] as const)
    })
  const plain = new Map(pairs.map(([name, value]) => [name.replaceAll('-', '_'), value]))
  const conditions = pairs
    .map(([name, value]) => ({ path: name.split(/[[\]]+/).filter((token) => token !== ''), value }))
    .filter(({ path }) => path.length > 0 && !(path.length === 1 && reserved.has((path[0] ?? '').replaceAll('-', '_'))))
  const exported = plain.get('exported')
  return {
    conditions,
    limit: wholeNumber(plain.get('limit')),
    offset: wholeNumber(plain.get('offset')) ?? 0,
    orderBy: plain.get('order_by') || undefined,
    isDescending: plain.get('dir')?.toLowerCase() === 'desc',
    returnObject: returnObject(plain.get('return_object')),
    fields: plain.get('fields') || undefined,
    filter: plain.get('filter')?.replace(/^(['"])(.*)\1$/, '$2') || undefined,
    exported: exported === undefined ? undefined : parseBoolean(exported),
    showDeletedLines: parseBoolean(plain.get('show_deleted_lines') ?? 'false') ?? false,
    get: (name) => plain.get(name.replaceAll('-', '_')),
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw new RequestProblem(400, 'Invalid query parameters: invalid %-encoding')
  }
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d+\s*$/.test(text) ? Number(text) : undefined
}

function returnObject(text: string | undefined): ReturnObject {
  return text === 'none' || text === 'limited' || text === 'shallow' ? text : 'full'
}
