import { parseDateTime } from '../../query/dates.ts'
import type { Values } from '../../schema/value.ts'
import { parameterOf } from '../../write/request-input.ts'
import type { ActionSubject, DocumentKind } from '../actions/document-action.ts'
import { findSubject } from '../actions/run-action.ts'

const open = ['draft', 'pending_confirmation', 'scheduled', 'active', 'pending_close']

/** Assignments of workers (F-403; the spelling of the statuses is inferred). */
export const workerAssignments: DocumentKind = {
  resource: 'worker_assignments',
  actions: [
    { path: ':id/cancel', from: open, to: 'cancelled', refuse: needs('cancel_reason', 'Cancel reason') },
    {
      path: ':id/close',
      from: ['active', 'scheduled', 'pending_close'],
      refuse: needs('close_reason', 'Close reason'),
      change: closing,
    },
    { path: ':id/confirm', from: ['draft', 'pending_confirmation'], change: confirmation },
  ],
  routes: (world) => [
    {
      methods: ['GET'],
      path: 'worker_assignments/:id/show_history',
      handler: (request) => {
        const { record, collection } = findSubject('worker_assignments', request, world)
        return { kind: 'records', records: [record], shape: collection.shape, isSearch: false }
      },
    },
  ],
  behaviour: () => ({ prepareCreate: (values) => ({ ...values, status: values.status ?? 'pending_confirmation' }) }),
}

function needs(name: string, label: string): (subject: ActionSubject) => string | undefined {
  return ({ request }) =>
    parameterOf(request, name) || hasObject(request.input()[name.replaceAll('_', '-')])
      ? undefined
      : `${label} can't be blank`
}

function hasObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

/** With an end in the future the assignment only waits for its end (F-403). */
function closing({ request, record, context }: ActionSubject): Values {
  const text = parameterOf(request, 'end_date')
  const end = (text === undefined ? undefined : parseDateTime(text)) ?? record.get('end-date')
  const isFuture = typeof end === 'number' && end > context.now()
  return { 'end-date': end, status: isFuture ? 'pending_close' : 'closed' }
}

/** Active, or scheduled while the start lies ahead (F-403). */
function confirmation({ record, context }: ActionSubject): Values {
  const start = record.get('start-date')
  return { status: typeof start === 'number' && start > context.now() ? 'scheduled' : 'active' }
}
