import type { Origin } from '../../src/shapes/description.ts'
import { GONE_OPERATIONS } from '../tables/resources.ts'
import type { FactOperation } from './read-facts.ts'
import { singular } from './words.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
export type Method = (typeof METHODS)[number]

/** One fact about a resource: an operation on its collection or record, or an action below them. */
export interface Placed {
  readonly resource: string
  readonly method: Method
  /** Below the resource: empty for the collection, `:id` for a record, else an action. */
  readonly rest: string
  readonly fact: FactOperation
}

/** Tells for every path which resource it belongs to, and which operation or action of it it is. */
export function placeOperations(operations: readonly FactOperation[]): Placed[] {
  const current = operations.filter(
    (operation) => !GONE_OPERATIONS.some((gone) => gone.test(`${operation.method} ${operation.path}`)),
  )
  const collections = new Set(current.flatMap((operation) => collectionOf(operation) ?? []))
  return current.flatMap((fact) => {
    const path = readable(fact.path)
    const resource = [...collections].filter((name) => path === name || path.startsWith(`${name}/`)).sort(byLength)[0]
    const method = METHODS.find((one) => one === fact.method)
    if (resource === undefined || method === undefined) throw new Error(`No place for ${fact.method} ${fact.path}`)
    return [{ resource, method, rest: path.slice(resource.length + 1), fact }]
  })
}

function byLength(a: string, b: string): number {
  return b.length - a.length
}

/** Lists that hang below a record with a path of their own; everything else below `{id}` is an action on the record. */
const NESTED_LIST = /\/\{id\}\/(attachments|tasks|remit_to_addresses)(\/\{id\})?$/

/** The collection that an operation proves to exist, if it does. */
function collectionOf(operation: FactOperation): string | undefined {
  const segments = operation.path.split('/')
  const isNested = NESTED_LIST.test(operation.path) || !operation.path.slice(0, -4).includes('{id}')
  if (!isNested) return undefined
  if (operation.path.endsWith('/{id}')) return readable(segments.slice(0, -1).join('/'))
  if (operation.isIndex) return readable(operation.path)
  if (operation.path.startsWith('asn/lines')) return 'asn/lines'
  return segments.length === 1 || NESTED_LIST.test(operation.path) ? readable(operation.path) : undefined
}

/** The path with named parents: `{supplier_id}` to `:supplier_id`, an unnamed parent after the collection before it. */
function readable(path: string): string {
  const segments = path.replace('(/{style})', '/{style}').split('/')
  const isList = NESTED_LIST.test(path)
  return segments
    .map((segment, position) => {
      const name = /^\{(.+)\}$/.exec(segment)?.[1]
      if (name === undefined) return segment
      const isParent = name === 'id' && isList && position < segments.length - 1
      return isParent ? `:${singular(segments[position - 1] ?? '')}_id` : `:${name}`
    })
    .join('/')
    .replace('payment_receipts/:id', 'payment_receipts/:payment_receipt_id')
    .replace(/^invoices\/:invoice_id\/payment_receipts/, 'invoices/:id/payment_receipts')
    .replace(
      /^suppliers\/:supplier_id\/supplier_user_integration_contacts/,
      'suppliers/:id/supplier_user_integration_contacts',
    )
}

/** The newest releases; what only older ones list was dropped, unless nothing newer is known of the resource. */
const CURRENT_RELEASE = 38

/** Whether an operation is in the newest releases or in an article. */
export function isCurrent({ fact }: Placed): boolean {
  return fact.lastRelease >= CURRENT_RELEASE || fact.isInArticle
}

/** What is said of a resource today, or all of it when everything is old. */
export function keepCurrent(placed: readonly Placed[]): readonly Placed[] {
  return placed.some(isCurrent) ? placed.filter(isCurrent) : placed
}

/** An article counts more than Swagger. */
export function originOf(placed: readonly Placed[]): Origin {
  return placed.some((one) => one.fact.isInArticle) ? 'article' : 'swagger'
}
