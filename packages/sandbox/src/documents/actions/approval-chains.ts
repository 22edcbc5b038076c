import type { ApiContext } from '../../api/contract.ts'
import { collectionOf } from '../../api/find-record.ts'
import { defined, Reference, type Values } from '../../schema/value.ts'
import { wholeSecondMs } from '../../schema/whole-second.ts'
import type { SandboxRecord } from '../../store/record-store.ts'
import { type Approvable, findApprovable, PENDING_APPROVAL } from './approvables.ts'

/**
 * The approvals of documents (F-381, F-383). A document that is submitted gets one pending approval; it moves on when none is
 * left, and is rejected by the first rejection. The methods that change a document return what changes on it.
 */
export interface ApprovalChains {
  /** Starts anew: one pending approval of the management, and those that people added. */
  start(resource: string, record: SandboxRecord): Values
  /** Adds an approver at the end. */
  add(resource: string, record: SandboxRecord, approver: Reference): Values
  /** Takes away the approvals that fit, or the current one; undefined when none fits. */
  remove(resource: string, record: SandboxRecord, fits?: (approval: SandboxRecord) => boolean): Values | undefined
  /** Approves the current approval, or all, without asking the approvers. */
  bypass(resource: string, record: SandboxRecord, which: 'current' | 'all'): Values
  /** Takes all pending approvals away, as a withdrawal does. */
  clear(resource: string, record: SandboxRecord): Values
  /** Settles an approval and moves its document on. */
  decide(approval: SandboxRecord, verdict: 'approved' | 'rejected', note: string | undefined): SandboxRecord
  /** Takes note of an approval that came in another way. */
  note(approval: SandboxRecord): void
}

/** Type of an approval that the hierarchy of managers asks for (F-383). */
const BY_HIERARCHY = 'ManagementHierarchyApproval'

const open = new Set(['pending_approval', 'on_hold'])

/** What goes with the last approval of a document, by resource. */
export type AfterApproval = Readonly<Record<string, (record: SandboxRecord, context: ApiContext) => void>>

/** Makes the chains of one sandbox. They know the approvals that were made since it started, and generated ones once decided on. */
export function createApprovalChains(context: ApiContext, afterApproval: AfterApproval = {}): ApprovalChains {
  const idsByDocument = new Map<string, number[]>()

  function approvalsOf(kind: Approvable, id: number): readonly SandboxRecord[] {
    const approvals = collectionOf(context, 'approvals')
    return (idsByDocument.get(`${kind.type} ${id}`) ?? []).flatMap((approvalId) => approvals.get(approvalId) ?? [])
  }

  function openOf(kind: Approvable, id: number): readonly SandboxRecord[] {
    return approvalsOf(kind, id).filter((approval) => open.has(String(approval.get('status'))))
  }

  function note(approval: SandboxRecord): void {
    const key = `${approval.get('approvable-type')} ${approval.get('approvable-id')}`
    const ids = idsByDocument.get(key) ?? []
    if (!ids.includes(approval.id)) idsByDocument.set(key, [...ids, approval.id])
  }

  function insert(kind: Approvable, id: number, approver: Reference, type: string): void {
    const values: Values = {
      'approvable-type': kind.type,
      'approvable-id': id,
      status: 'pending_approval',
      type,
      position: approvalsOf(kind, id).length + 1,
      'approver-type': 'User',
      'approver-id': approver.id,
      approver,
      holdable: true,
      'created-by': context.author,
      'updated-by': context.author,
    }
    note(collectionOf(context, 'approvals').insert(values))
  }

  /** What the document shows of its approvals, as far as its shape has room for it. */
  function shown(kind: Approvable, id: number): Values {
    const { shape } = collectionOf(context, kind.resource)
    const [current] = openOf(kind, id)
    const values: Values = {
      approvals: approvalsOf(kind, id).map((approval) => new Reference('approvals', approval.id)),
      'current-approval': current ? new Reference('approvals', current.id) : null,
    }
    return defined({
      approvals: shape.field('approvals') ? values.approvals : undefined,
      'current-approval': shape.field('current-approval') ? values['current-approval'] : undefined,
    })
  }

  function settle(approval: SandboxRecord, status: string, text: string | undefined): SandboxRecord {
    const values = { status, 'approval-date': wholeSecondMs(context.now()), 'approved-by': context.author, note: text }
    return context.writer.set(collectionOf(context, 'approvals'), approval.id, defined(values))
  }

  /** The document's next status once nobody is left to ask. */
  function progress(kind: Approvable, id: number): Values {
    return openOf(kind, id).length > 0 ? {} : { status: kind.approved }
  }

  function drop(kind: Approvable, id: number, approvals: readonly SandboxRecord[]): Values {
    for (const approval of approvals) collectionOf(context, 'approvals').delete(approval.id)
    return shown(kind, id)
  }

  return {
    note,
    start(resource, record) {
      const kind = kindOf(resource)
      drop(
        kind,
        record.id,
        openOf(kind, record.id).filter((approval) => approval.get('type') === BY_HIERARCHY),
      )
      insert(kind, record.id, firstApprover(context), BY_HIERARCHY)
      return shown(kind, record.id)
    },
    add(resource, record, approver) {
      const kind = kindOf(resource)
      insert(kind, record.id, approver, 'UserAddedApproval')
      return shown(kind, record.id)
    },
    remove(resource, record, fits) {
      const kind = kindOf(resource)
      const pending = openOf(kind, record.id)
      const chosen = fits ? pending.filter(fits) : pending.slice(0, 1)
      if (chosen.length === 0) return undefined
      const values = drop(kind, record.id, chosen)
      return record.get('status') === PENDING_APPROVAL ? { ...values, ...progress(kind, record.id) } : values
    },
    bypass(resource, record, which) {
      const kind = kindOf(resource)
      const pending = openOf(kind, record.id)
      for (const approval of which === 'all' ? pending : pending.slice(0, 1)) settle(approval, 'approved', 'Bypassed')
      return { ...shown(kind, record.id), ...progress(kind, record.id) }
    },
    clear(resource, record) {
      const kind = kindOf(resource)
      return drop(kind, record.id, openOf(kind, record.id))
    },
    decide(approval, verdict, text) {
      note(approval)
      const settled = settle(approval, verdict, text)
      const kind = findApprovable(String(approval.get('approvable-type')))
      const documents = kind && context.store.collection(kind.resource)
      const document = documents?.get(Number(approval.get('approvable-id')))
      if (!kind || !documents || !document) return settled
      if (verdict === 'rejected') for (const other of openOf(kind, document.id)) settle(other, 'rejected', undefined)
      const next = verdict === 'rejected' ? rejection(kind, text) : progress(kind, document.id)
      const moves = document.get('status') === PENDING_APPROVAL ? next : {}
      const kept = context.writer.set(documents, document.id, defined({ ...shown(kind, document.id), ...moves }))
      if (moves.status === kind.approved) afterApproval[kind.resource]?.(kept, context)
      return settled
    },
  }
}

function rejection(kind: Approvable, text: string | undefined): Values {
  return { status: kind.rejected, ...(kind.reasonField && text !== undefined ? { [kind.reasonField]: text } : {}) }
}

function kindOf(resource: string): Approvable {
  const kind = findApprovable(resource)
  if (!kind) throw new TypeError(`records of '${resource}' have no approvals`)
  return kind
}

/** Somebody other than the API user, where there is anybody else. */
function firstApprover(context: ApiContext): Reference {
  for (const user of collectionOf(context, 'users').iterate()) {
    if (user.id !== context.author.id && user.get('active') !== false) return new Reference('users', user.id)
  }
  return context.author
}
