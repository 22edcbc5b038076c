import { RequestProblem } from '../../format/request-problem.ts'
import { Reference, type Value, type Values } from '../../schema/value.ts'
import { userNamedIn } from '../../write/request-input.ts'
import { approverActions } from '../actions/approvals.ts'
import type { ActionSubject, DocumentKind } from '../actions/document-action.ts'

/** Receipt requests (F-398; statuses are inferred). Watchers are kept though no answer shows them. */
export const receiptRequests: DocumentKind = {
  resource: 'receipt_requests',
  actions: [
    {
      path: ':id/submit',
      method: 'POST',
      from: ['draft', 'withdrawn', 'rejected'],
      to: 'pending_approval',
      change: ({ chains, record }) => chains.start('receipt_requests', record),
    },
    {
      path: ':id/withdraw',
      method: 'POST',
      from: ['pending_approval'],
      to: 'withdrawn',
      change: ({ chains, record }) => chains.clear('receipt_requests', record),
    },
    ...approverActions('receipt_requests'),
    { path: ':id/add_watcher', refuse: withoutWatcher, change: (subject) => watchers(subject, true) },
    { path: ':id/remove_watcher', refuse: withoutWatcher, change: (subject) => watchers(subject, false) },
  ],
  behaviour: () => ({
    beforeDelete(record) {
      if (record.get('status') === 'approved') {
        throw new RequestProblem(400, 'Receipt request cannot be deleted once it is approved', 'receipt_request')
      }
    },
  }),
}

function watcherOf({ request, context }: ActionSubject): Reference | undefined {
  return userNamedIn(request, 'watcher_id', context) ?? userNamedIn(request, 'approver_id', context)
}

function withoutWatcher(subject: ActionSubject): string | undefined {
  return watcherOf(subject) ? undefined : "Watcher can't be blank"
}

function watchers(subject: ActionSubject, isAdding: boolean): Values {
  const watcher = watcherOf(subject)
  const held = subject.record.get('watchers')
  const others = Array.isArray(held)
    ? held.filter((each: Value) => each instanceof Reference && each.id !== watcher?.id)
    : []
  return { watchers: isAdding && watcher ? [...others, watcher] : others }
}
