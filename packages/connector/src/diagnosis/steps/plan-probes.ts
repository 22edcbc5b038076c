import type { ResourceDescription } from '@coupa-connector/catalog'
import type { FieldProblem } from '../outcomes/outcome-definition.ts'

/** One read that a test makes. */
export interface ProbePlan {
  /** Absent for Tax Codes, which every test reads. */
  readonly resource?: string
  /** Below the service URL. */
  readonly path: string
  readonly search: string
  readonly xmlRoots: readonly string[]
  /** Any one of these scopes is enough; empty when none is known. */
  readonly requiredScopes: readonly string[]
}

/**
 * The read that proves a connection. `limit`, `return_object` and `order_by`
 * keep it small; with `return_object=limited` the answer holds ids only (F-171).
 */
export const taxCodeProbe: ProbePlan = {
  path: 'tax_codes',
  search: 'limit=1&return_object=limited&order_by=id',
  xmlRoots: ['tax-codes', 'tax-code'],
  requiredScopes: ['core.common.read'],
}

/** The catalog's `describe`: throws for a name that it does not have, with the nearest ones that it has. */
export type DescribeResource = (name: string) => ResourceDescription

/** Which resources can be read, and which names cannot be used. */
export interface ProbePlans {
  readonly plans: readonly ProbePlan[]
  readonly unknown: readonly string[]
  readonly problems: readonly FieldProblem[]
}

/** Turns resource names into reads of one record each. Names what cannot be read, with the reason. */
export function planProbes(names: readonly string[], describe: DescribeResource): ProbePlans {
  const plans = new Map<string, ProbePlan>()
  const unknown: string[] = []
  const problems: FieldProblem[] = []
  for (const given of names) {
    const name = normalizeName(given)
    const planned = planProbe(name, describe)
    if (typeof planned === 'string') {
      unknown.push(given)
      problems.push({
        field: 'probe',
        message: planned,
        suggestion: 'Name resources as the catalog does, for example invoices.',
      })
    } else plans.set(name, planned)
  }
  return { plans: [...plans.values()], unknown, problems }
}

/** A plan, or a sentence that says why there is none. */
function planProbe(name: string, describe: DescribeResource): ProbePlan | string {
  let resource: ResourceDescription
  try {
    resource = describe(name)
  } catch (error) {
    if (error instanceof Error && 'nearest' in error) return error.message
    throw error
  }
  const query = resource.operations.find((operation) => operation.name === 'query')
  if (!query) return `${name} cannot be queried, so a test cannot read it.`
  if (name.includes(':'))
    return `${name} belongs to another record: give the whole path, with an id for each part that begins with a colon.`
  return {
    resource: name,
    path: name.split('/').map(encodeURIComponent).join('/'),
    search: resource.hasId ? `limit=1&order_by=id&fields=${encodeURIComponent('["id"]')}` : 'limit=1',
    xmlRoots: [resource.xmlArray, resource.xmlItem],
    requiredScopes: query.scopes,
  }
}

function normalizeName(name: string): string {
  return name
    .trim()
    .replace(/^\/+|\/+$/g, '')
    .replace(/^api\/+/i, '')
    .toLowerCase()
    .replaceAll('-', '_')
}
