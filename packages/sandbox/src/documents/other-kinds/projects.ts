import type { DocumentKind } from '../actions/document-action.ts'

const statuses = ['draft', 'planned', 'in_progress', 'complete', 'cancelled']

/** Projects: an action for each status, from any other one (F-412; the starting statuses are inferred). */
export const projects: DocumentKind = {
  resource: 'projects',
  actions: statuses.map((status) => ({
    path: `:id/${status}`,
    method: 'POST',
    from: statuses.filter((other) => other !== status),
    to: status,
  })),
  behaviour: () => ({ prepareCreate: (values) => ({ ...values, status: values.status ?? 'draft' }) }),
}
