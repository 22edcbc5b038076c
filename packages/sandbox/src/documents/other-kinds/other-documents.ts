import type { ApiRequest } from '../../api/contract.ts'
import { collectionOf, findRecord } from '../../api/find-record.ts'
import { RequestProblem } from '../../format/request-problem.ts'
import { difference, sum } from '../../schema/decimal-math.ts'
import { bodyOf, parameterOf, textOf } from '../../write/request-input.ts'
import type { DocumentAction, DocumentKind } from '../actions/document-action.ts'
import { runAction } from '../actions/run-action.ts'
import { businessGroupRoutes } from './business-groups.ts'

const adjust: DocumentAction = {
  path: ':id/adjust',
  refuse: ({ request }) => (amountOf(request) === undefined ? "Amount can't be blank" : undefined),
  change: ({ request, record, context }) => {
    const [amount, given] = [record.get('amount'), amountOf(request)]
    // F-348: whether it adds or sets is unknown.
    const added = context.quirks['budget-adjustment'] === 'set' ? difference(given, amount) : given
    return { amount: sum([amount, added]), remaining: sum([record.get('remaining') ?? amount, added]) }
  },
}

/** Budget lines are adjusted by this action only (F-410; the parameter is inferred). */
export const budgetLines: DocumentKind = { resource: 'budget_lines', actions: [adjust] }

const submitCount: DocumentAction = {
  path: ':id/submit',
  method: 'PATCH',
  from: ['draft', 'created', 'in_progress'],
  to: 'submitted',
}

/** Cycle counts; the form without an id takes it in the body (F-397; the statuses are inferred). */
export const cycleCounts: DocumentKind = {
  resource: 'cycle_counts',
  actions: [submitCount],
  routes: (world) => [
    {
      methods: ['PUT'],
      path: 'cycle_counts/submit',
      handler: (request) => {
        const collection = collectionOf(world.context, 'cycle_counts')
        const id = textOf(bodyOf(request, 'cycle-count', 'cycle_count'), 'id') ?? request.query.get('id')
        if (id === undefined) throw new RequestProblem(400, "Id can't be blank", 'cycle_count')
        return runAction(cycleCounts, submitCount, {
          ...world,
          request,
          collection,
          record: findRecord(collection, Number(id)),
        })
      },
    },
  ],
}

/** Content groups of suppliers and users (F-401). */
export const supplierGroups: DocumentKind = {
  resource: 'suppliers',
  actions: [],
  routes: (world) => businessGroupRoutes('suppliers', 'content-groups', world, true),
}

/** Users have no remove_all (F-401). */
export const userGroups: DocumentKind = {
  resource: 'users',
  actions: [],
  routes: (world) => businessGroupRoutes('users', 'content-groups', world, false),
}

/** Workers are invited to the portal (F-403; the value is inferred). */
export const workers: DocumentKind = {
  resource: 'workers',
  actions: [{ path: ':id/invite_worker', method: 'POST', change: () => ({ 'portal-access': 'invited' }) }],
}

/** A chart of accounts is copied under a new name (F-411; the name is inferred). */
export const accountTypes: DocumentKind = {
  resource: 'account_types',
  actions: [],
  routes: ({ context }) => [
    {
      methods: ['POST'],
      path: 'account_types/:id/copy',
      handler: (request) => {
        const collection = collectionOf(context, 'account_types')
        const source = findRecord(collection, Number(request.parameters.id)).toValues()
        const name = parameterOf(request, 'name', 'account-type', 'account_type') ?? `Copy of ${String(source.name)}`
        const values = { ...source, id: null, name, 'created-by': context.author, 'updated-by': context.author }
        return { kind: 'record', status: 201, record: collection.insert(values), shape: collection.shape }
      },
    },
  ],
}

const formActions: readonly DocumentAction[] = [
  // F-402: `approval` submits the form for approval.
  { path: ':id/approval', to: 'pending_approval' },
  { path: ':id/review', to: 'reviewed' },
]

/** Forms of users and of supplier information (F-402; the statuses are inferred). */
export const userForms: DocumentKind = { resource: 'users/:user_id/easy_form_responses', actions: formActions }

/** Forms of supplier information. */
export const supplierForms: DocumentKind = {
  resource: 'supplier_information/:supplier_information_id/easy_form_responses',
  actions: formActions,
}

function amountOf(request: ApiRequest): string | undefined {
  return parameterOf(request, 'amount', 'budget-line', 'budget_line', 'budget-line-adjustment')
}

/** Job titles are switched on and off (services procurement; SW names the path only). */
export const jobTitles: DocumentKind = {
  resource: 'services_procurement/job_titles',
  actions: [
    { path: ':id/toggle_active', method: 'POST', change: ({ record }) => ({ active: record.get('active') !== true }) },
  ],
}
