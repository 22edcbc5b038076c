import { createProjection, type Projection } from '../format/projection.ts'
import { RequestProblem } from '../format/request-problem.ts'
import type { ApiFilter } from '../settings/options.ts'
import type { QuirkSettings } from '../settings/quirks.ts'

/** The named API filters of the organization (F-174). */
export interface ApiFilters {
  /**
   * What to show of the records of a resource: the named filter, else the default one where those are on, else everything.
   * Throws RequestProblem (400) for a name that nobody set up.
   */
  projectionFor(resource: string | undefined, name: string | undefined, isGet: boolean): Projection | undefined
  /** Adds a filter, or replaces the one with its name and resource. */
  set(filter: ApiFilter): void
}

const seeded: readonly ApiFilter[] = [
  seed('invoices', 'default_invoices_filter', [
    'id',
    'created_at',
    'updated_at',
    'invoice_number',
    'status',
    'exported',
    { supplier: ['id', 'name', 'number'] },
    { currency: ['code'] },
    { invoice_lines: ['id', 'line_num', 'total'] },
  ]),
  seed('purchase_orders', 'default_order_headers_filter', [
    'id',
    'created_at',
    'updated_at',
    'po_number',
    'status',
    'version',
    'exported',
    { supplier: ['id', 'name', 'number'] },
  ]),
  seed('purchase_order_lines', 'default_order_lines_filter', [
    'id',
    'line_num',
    'description',
    'quantity',
    'price',
    'total',
    'order_header_id',
  ]),
  seed('users', 'default_users_filter', [
    'id',
    'created_at',
    'updated_at',
    'login',
    'email',
    'firstname',
    'lastname',
    'active',
  ]),
  seed('expense_reports', 'default_expense_headers_filter', [
    'id',
    'created_at',
    'updated_at',
    'title',
    'status',
    'total',
    'exported',
  ]),
  seed('expense_lines', 'default_expense_lines_filter', ['id', 'amount', 'expense_report_id', 'merchant']),
  seed('requisitions', 'default_requisitions_filter', [
    'id',
    'created_at',
    'updated_at',
    'status',
    'total',
    'exported',
  ]),
]

/** Makes the filters of an organization: the seeded ones and those given. */
export function createApiFilters(given: readonly ApiFilter[], quirks: QuirkSettings): ApiFilters {
  const filters = new Map<string, { readonly filter: ApiFilter; readonly projection: Projection }>()
  const set = (filter: ApiFilter): void => {
    filters.set(`${filter.resource} ${filter.name}`, { filter, projection: createProjection(filter.fields) })
  }
  for (const filter of [...seeded, ...given]) set(filter)

  return {
    set,
    projectionFor(resource, name, isGet) {
      if (name !== undefined) {
        const found = filters.get(`${resource ?? ''} ${name}`)
        if (found || quirks['unknown-filter'] === 'ignore') return found?.projection
        throw new RequestProblem(400, `Invalid query: API filter ${name} does not exist`)
      }
      if (!isGet || quirks['default-filters'] === 'off') return undefined
      // A filter added later wins over the seeded one.
      return [...filters.values()].findLast(({ filter }) => filter.resource === resource && filter.isDefault)
        ?.projection
    },
  }
}

function seed(resource: string, name: string, fields: readonly unknown[]): ApiFilter {
  return { name, resource, fields, isDefault: true }
}
