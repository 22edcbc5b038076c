import type { ActionDescription, OperationDescription, ResourceDescription } from '@coupa-connector/catalog'
import { writeErrors } from '../format/error-body.ts'
import { RequestProblem } from '../format/request-problem.ts'
import { type Answer, answer } from '../http/answer.ts'
import type { CatalogSource } from '../schema/schema.ts'
import type { QuirkSettings } from '../settings/quirks.ts'
import { definitionsOf, type SwaggerSchema } from './api-definitions.ts'

/** What the descriptions are made of. */
export interface ApiDocsOptions {
  readonly catalog: CatalogSource
  readonly quirks: QuirkSettings
  readonly origin: () => string
}

interface Module {
  readonly title: string
  readonly covers: RegExp
}

/** Numbers and titles are Coupa's (F-482); which resources belong where is inferred from their names. */
const modules: ReadonlyMap<number, Module> = new Map([
  [1, { title: 'Purchasing', covers: /^(requisition|purchase_order|order_|receiv|receipt|return_|approvals|asn\/)/ }],
  [2, { title: 'Expense', covers: /^expense/ }],
  [3, { title: 'Sourcing', covers: /^quote_/ }],
  [4, { title: 'Inventory', covers: /^(inventory|warehouses|cycle_counts|pick_lists|asset_tags|inspection_codes)/ }],
  [5, { title: 'CLM', covers: /^contract/ }],
  [9, { title: 'Risk', covers: /^supplier_risk/ }],
  [14, { title: 'Charges', covers: /^(charges|virtual_cards)/ }],
  [20, { title: 'Pay', covers: /^(coupa_pay|payables)/ }],
  [26, { title: 'Supply Chain', covers: /^(qualitycollaboration|order_pads)/ }],
  [33, { title: 'Worker', covers: /^(worker|work_confirmation)/ }],
  [34, { title: 'Invoicing', covers: /^(invoices|inbound_invoices|matching_allocations)/ }],
])

const CORE = 0

/** Serves `/api_docs/{n}`, also with `.json` or `.yaml`: a description of the API in Swagger 2.0 (F-482). Undefined for other paths. */
export function createApiDocs(options: ApiDocsOptions): (path: string, identify: () => unknown) => Answer | undefined {
  const { catalog, quirks } = options

  function describe(number: number, title: string): string {
    const resources = catalog
      .listResources()
      .filter(({ name }) => moduleOf(name) === number)
      .flatMap(({ name }) => catalog.findResource(name) ?? [])
    const origin = new URL(options.origin())
    return JSON.stringify({
      swagger: '2.0',
      info: { title: `${title} API`, version: '1.0' },
      host: origin.host,
      schemes: [origin.protocol.slice(0, -1)],
      basePath: '/api',
      consumes: ['application/json', 'application/xml'],
      produces: ['application/json', 'application/xml'],
      paths: pathsOf(resources),
      definitions: definitionsOf(
        resources.map(({ type }) => type),
        catalog,
      ),
    })
  }

  return (path, identify) => {
    const match = /^\/api_docs\/(\d+)(\.json|\.yaml)?\/?$/.exec(path)
    if (!match) return undefined
    try {
      identify()
      const number = Number(match[1])
      const title = number === CORE ? 'Core' : modules.get(number)?.title
      if (title === undefined) throw new RequestProblem(404, 'The path does not exist')
      // JSON is YAML, too.
      const type = match[2] === '.yaml' ? 'application/yaml' : 'application/json; charset=utf-8'
      return answer(200, type, describe(number, title))
    } catch (error) {
      if (!(error instanceof RequestProblem)) throw error
      return answer(error.status, 'application/json; charset=utf-8', writeErrors(error, 'json', quirks))
    }
  }
}

function moduleOf(resource: string): number {
  for (const [number, { covers }] of modules) if (covers.test(resource)) return number
  return CORE
}

function pathsOf(resources: readonly ResourceDescription[]): Readonly<Record<string, SwaggerSchema>> {
  const paths: Record<string, Record<string, unknown>> = {}
  const add = (path: string, method: string, operation: SwaggerSchema): void => {
    const key = `/${path.replaceAll(/:(\w+)/g, '{$1}')}`
    paths[key] = { ...paths[key], [method.toLowerCase()]: operation }
  }
  for (const resource of resources) {
    for (const operation of resource.operations) {
      const isMember = operation.name !== 'query' && operation.name !== 'create'
      const path = isMember ? `${resource.name}/:id` : resource.name
      add(path, operation.method, operationOf(resource, operation, path))
    }
    for (const action of resource.actions) {
      // A command in the query has the path of the update.
      if (action.path.includes('?')) continue
      const path = `${resource.name}/${action.path}`
      add(path, action.method, actionOf(resource, action, path))
    }
  }
  return paths
}

function operationOf(
  resource: ResourceDescription,
  { name, method }: OperationDescription,
  path: string,
): SwaggerSchema {
  const record = { $ref: `#/definitions/${resource.type}` }
  const isQuery = name === 'query'
  return {
    summary: `${name} ${resource.title}`,
    parameters: [
      ...pathParameters(path),
      ...(isQuery ? ['limit', 'offset'].map((given) => ({ name: given, in: 'query', type: 'integer' })) : []),
      ...(isQuery ? ['order_by', 'dir', 'fields'].map((given) => ({ name: given, in: 'query', type: 'string' })) : []),
      ...(method === 'GET' || method === 'DELETE' ? [] : [{ name: 'body', in: 'body', schema: record }]),
    ],
    responses: {
      [name === 'create' ? '201' : '200']: {
        description: 'OK',
        schema: isQuery ? { type: 'array', items: record } : record,
      },
      '400': { description: 'Bad request' },
      '404': { description: 'Not found' },
    },
  }
}

function actionOf(resource: ResourceDescription, action: ActionDescription, path: string): SwaggerSchema {
  return {
    summary: `${action.name} ${resource.title}`,
    parameters: [
      ...pathParameters(path),
      ...action.parameters
        .filter((parameter) => parameter.in === 'query')
        .map(({ name, isRequired }) => ({ name, in: 'query', type: 'string', required: isRequired })),
    ],
    responses: {
      [action.method === 'POST' ? '201' : '200']: { description: 'OK' },
      '400': { description: 'Bad request' },
    },
  }
}

function pathParameters(path: string): readonly SwaggerSchema[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', type: 'integer', required: true }))
}
