import { collectionOf } from '../../api/find-record.ts'
import { defined } from '../../schema/value.ts'
import type { SandboxRecord } from '../../store/record-store.ts'
import type { DocumentWorld } from '../actions/document-action.ts'
import { requireLines } from './requisition-rules.ts'

/** Sends a requisition to its approvers. Throws RequestProblem (400) when it has no lines. */
export function submitRequisition({ context, chains }: DocumentWorld, record: SandboxRecord): SandboxRecord {
  requireLines(record.toValues())
  const submitted = { status: 'pending_approval', 'submitted-at': Math.floor(context.now() / 1000) * 1000 }
  const changes = { ...submitted, ...chains.start('requisitions', record) }
  return context.writer.set(collectionOf(context, 'requisitions'), record.id, defined(changes))
}
