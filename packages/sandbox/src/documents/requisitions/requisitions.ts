import { itemsOf, type Values } from '../../schema/value.ts'
import type { SandboxRecord } from '../../store/record-store.ts'
import { applyInput } from '../../write/apply-input.ts'
import { approverActions } from '../actions/approvals.ts'
import type { ActionSubject, DocumentKind } from '../actions/document-action.ts'
import { requisitionRoutes } from './requisition-routes.ts'
import { completeRequisition, requireLines } from './requisition-rules.ts'
import { submitRequisition } from './submit-requisition.ts'

const editable = ['draft', 'cart', 'pending_buyer_action', 'withdrawn']

/** Requisitions (F-388, F-522; starting statuses are inferred). */
export const requisitions: DocumentKind = {
  resource: 'requisitions',
  actions: [
    {
      path: ':id/update_and_submit_for_approval',
      from: editable,
      after: (subject, kept) => submitRequisition(subject, updated(subject, kept)),
    },
    { path: ':id/save_for_later', from: ['cart', 'draft'], to: 'draft', after: updated },
    { path: ':id/update_without_validation', change: withoutValidation },
    ...approverActions('requisitions'),
  ],
  routes: requisitionRoutes,
  behaviour: ({ context }) => ({
    prepareCreate(values) {
      const isStrict = context.quirks['requisition-without-lines'] === '400'
      if (isStrict && values.status !== 'cart') requireLines(values)
      const complete = completeRequisition(values, [], context)
      return {
        ...complete,
        'requested-by': complete['requested-by'] ?? context.author,
      }
    },
    prepareUpdate: (current, changes) =>
      completeRequisition(changes, itemsOf(current.get('requisition-lines')), context),
  }),
}

function updated({ context, request, collection }: ActionSubject, kept: SandboxRecord): SandboxRecord {
  const input = request.input()
  return Object.keys(input).length === 0 ? kept : context.writer.update(collection, kept, input)
}

/** Takes a body as it is; what cannot be understood in it is passed over (F-391). */
function withoutValidation({ context, request, collection, record }: ActionSubject): Values {
  const { store, quirks, author } = context
  const target = { shape: collection.shape, current: record.toValues(), id: record.id, isNew: false }
  return applyInput(target, request.input(), { store, quirks, messages: [], now: () => context.now(), author })
}
