import type { OperationName } from '@coupa-connector/catalog'
import type { ApiContext, ApiRequest } from '../api/contract.ts'
import { RequestProblem } from '../format/request-problem.ts'
import { requireScope } from '../oauth/authorize.ts'
import type { SandboxRecord } from '../store/record-store.ts'

/** A record that comments or attachments belong to. */
export interface Owner {
  /** Resource, for example `invoices`. */
  readonly resource: string
  readonly id: number
  /** Undefined where the sandbox has no such resource, so that its records are taken as they come. */
  readonly record: SandboxRecord | undefined
}

/** Class names of the resources that own comments and attachments (F-382, F-435, F-451; further ones after their models). */
const ownerTypes: Readonly<Record<string, readonly string[]>> = {
  invoices: ['InvoiceHeader', 'Invoice'],
  requisitions: ['RequisitionHeader', 'Requisition'],
  purchase_orders: ['OrderHeader', 'ExternalOrderHeader', 'PurchaseOrder'],
  purchase_order_lines: ['OrderLine'],
  requisition_lines: ['RequisitionLine'],
  purchase_order_changes: ['OrderHeaderChange'],
  expense_reports: ['ExpenseReport'],
  contracts: ['Contract'],
  users: ['User'],
  comments: ['Comment'],
  easy_form_responses: ['EasyFormResponse'],
  quote_requests: ['QuoteRequest'],
  projects: ['Project'],
  suppliers: ['Supplier'],
}

/** The class name that stands for a resource in `commentable-type`: `InvoiceHeader` for `invoices`. */
export function typeOfOwner(resource: string): string {
  const words = resource
    .replace(/s$/, '')
    .replaceAll(/(^|[_/])(\w)/g, (_match, _separator, letter: string) => letter.toUpperCase())
  return ownerTypes[resource]?.[0] ?? words
}

/** The resource that a class name stands for; undefined for an unknown one. */
export function resourceOfType(type: string): string | undefined {
  return Object.keys(ownerTypes).find((resource) => ownerTypes[resource]?.includes(type))
}

/** Tells whether a class name stands for a resource. */
export function isTypeOf(type: string, resource: string): boolean {
  return type === typeOfOwner(resource) || (ownerTypes[resource]?.includes(type) ?? false)
}

/** Splits `invoices/:invoice_id/comments` into its owner's resource and the name of the owner's parameter. */
export function splitNested(name: string): { readonly resource: string; readonly parameter: string } | undefined {
  const [, resource, parameter] = /^([^:]+)\/:(\w+)\/[^/]+$/.exec(name) ?? []
  return resource === undefined || parameter === undefined ? undefined : { resource, parameter }
}

/** Finds the owner that a request names. `missing` makes what is thrown when it does not exist. */
export function findOwner(
  context: ApiContext,
  { resource, parameter }: { readonly resource: string; readonly parameter: string },
  request: ApiRequest,
  missing: (resource: string, id: number) => Error,
): Owner {
  const id = Number(request.parameters[parameter])
  const isKnown = context.schema.resource(resource) !== undefined
  const record = isKnown ? context.store.collection(resource)?.get(id) : undefined
  if (isKnown && !record) throw missing(resource, id)
  return { resource, id, record }
}

/** Throws RequestProblem (403) without a scope for one of the operations of a resource, as the catalog has them. */
export function requireOperation(
  request: ApiRequest,
  context: ApiContext,
  name: string,
  ...anyOf: readonly OperationName[]
): void {
  const operations =
    context.schema.resource(name)?.operations.filter((operation) => anyOf.includes(operation.name)) ?? []
  requireScope(request.identity, [...new Set(operations.flatMap(({ scopes }) => scopes))], context.quirks)
}

/** The 404 for an owner that does not exist. */
export function ownerNotFound(resource: string, id: number): RequestProblem {
  return new RequestProblem(404, `Could not find ${resource.replace(/s$/, '').replaceAll(/[_/]/g, ' ')} with id ${id}`)
}
