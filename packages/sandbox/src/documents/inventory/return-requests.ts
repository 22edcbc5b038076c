import { RequestProblem } from '../../format/request-problem.ts'
import type { SandboxRecord } from '../../store/record-store.ts'
import type { DocumentKind } from '../actions/document-action.ts'

/** Return requests: changed and deleted only as drafts (F-340, F-399; the status after submit is inferred). */
export const returnRequests: DocumentKind = {
  resource: 'return_requests',
  actions: [{ path: ':id/submit', method: 'POST', from: ['draft'], to: 'submitted' }],
  behaviour: () => ({
    prepareCreate: (values) => ({ ...values, status: 'draft' }),
    prepareUpdate(current, changes) {
      requireDraft(current, 'updated')
      const { status: _status, ...rest } = changes
      return rest
    },
    beforeDelete: (record) => requireDraft(record, 'deleted'),
  }),
}

function requireDraft(record: SandboxRecord, verb: string): void {
  if (record.get('status') === 'draft') return
  throw new RequestProblem(400, `Return request cannot be ${verb} unless its status is draft`, 'return_request')
}
