import { collectionOf } from '../../api/find-record.ts'
import { isInputObject } from '../../format/input.ts'
import { RequestProblem } from '../../format/request-problem.ts'
import { isValues, itemsOf, type Value, type Values } from '../../schema/value.ts'
import { bodyOf, listOf, objectOf, textOf } from '../../write/request-input.ts'
import { approverActions } from '../actions/approvals.ts'
import type { ActionSubject, DocumentAction, DocumentKind } from '../actions/document-action.ts'
import { flipToShipNotice } from '../orders/flip-to-ship-notice.ts'
import { withAmounts } from './invoice-amounts.ts'

/** A code of a dispute reason that exists but is not active, so that a dispute with it is refused (F-386). */
export const INACTIVE_DISPUTE_REASON = 'INACTIVE'

const undecided = ['pending_approval', 'pending_receipt', 'on_hold', 'ap_hold', 'booking_hold', 'pending_action']
const unfinished = [...undecided, 'new', 'draft', 'rejected', 'disputed', 'invalid']
const roots = ['invoice-header', 'invoice_header', 'invoice']

/** Invoices (F-384 and F-520; where a row has no documented starting statuses, they are inferred). */
export const invoices: DocumentKind = {
  resource: 'invoices',
  actions: [
    { path: ':id/submit', from: ['draft', 'new'], to: 'pending_approval', change: startApprovals },
    { path: ':id/abandon', from: unfinished, to: 'abandoned', change: clearApprovals },
    // F-385: as the buyer; a supplier may not void a draft.
    { path: ':id/void', from: ['pending_receipt', 'approved', 'draft'], to: 'voided', change: clearApprovals },
    {
      path: ':id/dispute',
      from: [...undecided, 'approved'],
      to: 'disputed',
      refuse: disputeProblem,
      change: disputeReasons,
      after: tellSupplier,
    },
    { path: ':id/withdraw_dispute', from: ['disputed'], to: 'pending_approval', change: startApprovals },
    ...approverActions('invoices'),
    {
      path: ':id/restart_approvals',
      from: ['pending_approval', 'rejected'],
      to: 'pending_approval',
      change: startApprovals,
    },
    { path: ':id/bypass_approvals', from: ['pending_approval'], change: bypass('all') },
    { path: ':id/bypass_current_approval', from: ['pending_approval'], change: bypass('current') },
    { path: ':id/revalidate_tolerances', from: [...unfinished], change: revalidate },
    {
      path: ':id/update_line_accounts',
      // F-331: accounts of invoices that are approved or wait for an action cannot be changed.
      from: unfinished.filter((status) => status !== 'pending_action'),
      refuse: ({ request }) =>
        bodyOf(request, ...roots)['invoice-lines'] ? undefined : "Invoice lines can't be blank",
      after: updateLineAccounts,
    },
    { path: ':id/flip_to_advance_ship_notice', from: [...unfinished, 'approved'], after: flipToShipNotice },
  ],
  behaviour: () => ({
    prepareCreate: (values) => withAmounts(values, withPaymentNotes(values)),
    prepareUpdate: (current, changes) => withAmounts(current.toValues(), withPaymentNotes(changes)),
    beforeDelete(record) {
      // SW: only a new invoice can be deleted.
      if (record.get('status') !== 'new') {
        throw new RequestProblem(400, 'Invoice cannot be deleted unless its status is new', 'invoice_header')
      }
    },
  }),
}

function startApprovals({ chains, record }: ActionSubject): Values {
  return chains.start('invoices', record)
}

function clearApprovals({ chains, record }: ActionSubject): Values {
  return chains.clear('invoices', record)
}

function bypass(which: 'current' | 'all'): NonNullable<DocumentAction['change']> {
  return ({ chains, record }) => chains.bypass('invoices', record, which)
}

function reasonCode({ request }: ActionSubject): string | undefined {
  const body = bodyOf(request, ...roots)
  const reason = objectOf(body, 'dispute-reason')
  return (reason ? textOf(reason, 'code') : textOf(body, 'dispute-reason')) ?? request.query.get('dispute_reason')
}

function disputeProblem(subject: ActionSubject): string | undefined {
  const code = reasonCode(subject)
  if (!code) return "Dispute reason can't be blank"
  return code === INACTIVE_DISPUTE_REASON ? 'Dispute reason is not active' : undefined
}

function disputeReasons(subject: ActionSubject): Values {
  const { record, context } = subject
  const held = itemsOf(record.get('dispute-reasons'))
  const time = Math.floor(context.now() / 1000) * 1000
  const code = reasonCode(subject) ?? null
  const reason: Value = { id: record.id * 64 + held.length + 1, code, 'created-at': time, 'updated-at': time }
  const comments = commentOf(subject)
  return {
    'dispute-reasons': [...held, reason],
    ...(comments === undefined ? {} : { comments }),
    ...subject.chains.clear('invoices', record),
  }
}

function commentOf({ request }: ActionSubject): string | undefined {
  const body = bodyOf(request, ...roots)
  return textOf(body, 'comment') ?? textOf(body, 'comments')
}

/** The comment of a dispute goes to the supplier (F-386). */
function tellSupplier(subject: ActionSubject): void {
  const { context, record } = subject
  const comment = commentOf(subject)
  if (comment === undefined) return
  collectionOf(context, 'comments').insert({
    'commentable-type': 'InvoiceHeader',
    'commentable-id': record.id,
    comments: comment,
    'comment-type': 'dispute',
    'to-supplier': true,
    'created-by': context.author,
    'updated-by': context.author,
  })
}

/** Failed tolerances are gone; what they held up goes on to approval (F-384). */
function revalidate({ chains, record }: ActionSubject): Values {
  const cleared = { 'failed-tolerances': [] }
  const isHeldUp = ['pending_action', 'ap_hold'].includes(String(record.get('status')))
  return isHeldUp ? { ...cleared, status: 'pending_approval', ...chains.start('invoices', record) } : cleared
}

const accountMembers = new Set(['id', 'account', 'account-id', 'account-allocations'])

/** Takes the accounts of the lines from a body and leaves the rest of it (F-384). */
function updateLineAccounts({ context, request, collection, record }: ActionSubject): void {
  const lines = listOf(bodyOf(request, ...roots)['invoice-lines']).flatMap((line) => {
    if (!isInputObject(line)) return []
    return [Object.fromEntries(Object.entries(line).filter(([name]) => accountMembers.has(name)))]
  })
  context.writer.update(collection, record, { 'invoice-lines': lines })
}

/** `check-number` of a payment is an alias of its `notes` (F-332). */
function withPaymentNotes(values: Values): Values {
  if (values.payments === undefined) return values
  const payments = itemsOf(values.payments).map((payment): Value => {
    if (!isValues(payment) || payment.notes || !payment['check-number']) return payment
    return { ...payment, notes: payment['check-number'] }
  })
  return { ...values, payments }
}
