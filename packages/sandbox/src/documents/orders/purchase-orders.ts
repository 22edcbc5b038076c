import { RequestProblem } from '../../format/request-problem.ts'
import { compareDecimals, multiply, sum } from '../../schema/decimal-math.ts'
import { isValues, itemsOf, type Value, type Values } from '../../schema/value.ts'
import type { SandboxRecord } from '../../store/record-store.ts'
import { isFlag } from '../../write/flags.ts'
import { parameterOf } from '../../write/request-input.ts'
import type { ActionSubject, DocumentKind } from '../actions/document-action.ts'
import { transitionProblem } from '../actions/run-action.ts'
import { deletedLineRoutes, keepDeleted } from './deleted-lines.ts'

const held = ['buyer_hold', 'supplier_hold', 'currency_hold']
const cancellable = ['draft', 'error', 'issued', 'exported', 'supplier_window_hold', ...held]
const closable = ['issued', 'exported', 'soft_closed', 'error']
const sent: Values = { status: 'issued', 'transmission-status': 'sent_via_email' }

/** Purchase orders (F-392, F-335, F-521; starting statuses are inferred where the row names none). */
export const purchaseOrders: DocumentKind = {
  resource: 'purchase_orders',
  actions: [
    { path: ':id/issue', from: ['draft', 'error', ...held], change: () => sent },
    {
      path: ':id/issue_without_send',
      from: ['draft', 'error', 'supplier_window_hold', ...held],
      to: 'issued',
      change: notSent,
    },
    { path: ':id/ignore_window_and_issue', from: ['supplier_window_hold'], change: () => sent },
    { path: ':id/release_from_buyer_hold', from: ['buyer_hold'], change: () => sent },
    {
      path: ':id/cancel',
      from: cancellable,
      refuse: ({ record }) => cancelProblem(record),
      change: ({ record }) => cancellation(record),
    },
    { path: ':id/close', from: closable, change: ({ record }) => closing(record) },
    // F-392: a soft-closed order, with the reason as a reason insight.
    { path: ':id/reopen', from: ['soft_closed', 'closed'], to: 'issued', change: reopening },
  ],
  routes: ({ context }) => deletedLineRoutes(context),
  behaviour: () => ({
    prepareCreate(values, input) {
      const type = input.type
      // F-334: Coupa's own orders come from requisitions.
      if (type !== undefined && type !== null && type !== 'ExternalOrderHeader') {
        throw new RequestProblem(
          400,
          'Type must be ExternalOrderHeader: only external purchase orders can be created',
          'order_header',
        )
      }
      return { ...values, ...linesOf(values['order-lines'], values['po-number']) }
    },
    prepareUpdate(current, changes, input) {
      const edited =
        changes['order-lines'] === undefined ? changes : { ...changes, ...newVersion(current, changes['order-lines']) }
      if (isFlag(input, '_cancel')) return { ...edited, ...byCommand(current, '_cancel') }
      return isFlag(input, '_close') ? { ...edited, ...byCommand(current, '_close') } : edited
    },
  }),
}

/** What a change of lines brings: a higher version, and an order that is to be exported anew (F-336). */
export function newVersion(current: SandboxRecord, lines: Value | undefined): Values {
  return {
    ...linesOf(lines, current.get('po-number')),
    ...keepDeleted(current, itemsOf(lines)),
    version: Number(current.get('version') ?? 0) + 1,
    exported: false,
    'last-exported-at': null,
  }
}

/** `_cancel` and `_close` in a body do what the actions do, with the same checks (F-335). */
function byCommand(record: SandboxRecord, command: '_cancel' | '_close'): Values {
  const status = String(record.get('status'))
  const from = command === '_cancel' ? cancellable : closable
  const problem = !from.includes(status)
    ? transitionProblem(command.slice(1), status)
    : command === '_cancel' && cancelProblem(record)
  if (problem) throw new RequestProblem(400, problem, 'order_header')
  return command === '_cancel' ? cancellation(record) : closing(record)
}

function cancelProblem(record: SandboxRecord): string | undefined {
  const isUsed = itemsOf(record.get('order-lines')).some(
    (line) => isValues(line) && (compareDecimals(line.received, 0) > 0 || compareDecimals(line.invoiced, 0) > 0),
  )
  return isUsed ? 'Order cannot be cancelled because a line has been received or invoiced' : undefined
}

function cancellation(record: SandboxRecord): Values {
  return { status: 'cancelled', 'order-lines': withStatus(record, 'cancelled') }
}

function closing(record: SandboxRecord): Values {
  return { status: 'closed', 'order-lines': withStatus(record, 'closed') }
}

function reopening({ record, request, context }: ActionSubject): Values {
  const events = itemsOf(record.get('reason-insight-events'))
  const code = parameterOf(request, 'reason-insight-code', 'order-header')
  const id = parameterOf(request, 'reason-insight-id', 'order-header')
  const comment = parameterOf(request, 'reason-insight-event-comment', 'order-header')
  const time = Math.floor(context.now() / 1000) * 1000
  const event: Values = {
    id: record.id * 64 + events.length + 1,
    'created-at': time,
    'updated-at': time,
    comment: comment ?? null,
    'reason-insight-id': id === undefined ? null : Number(id),
    'reason-insight-code': code ?? null,
  }
  const isGiven = code !== undefined || id !== undefined || comment !== undefined
  return {
    'order-lines': withStatus(record, 'created'),
    ...(isGiven ? { 'reason-insight-events': [...events, event] } : {}),
  }
}

function notSent({ record }: ActionSubject): Values {
  return { 'transmission-status': record.get('transmission-status') ?? 'created' }
}

function withStatus(record: SandboxRecord, status: string): readonly Value[] {
  return itemsOf(record.get('order-lines')).map((line) => (isValues(line) ? { ...line, status } : line))
}

/** Completes lines and adds up the order. */
function linesOf(lines: Value | undefined, number: Value | undefined): Values {
  let last = 0
  const complete = itemsOf(lines).map((line): Value => {
    if (!isValues(line)) return line
    const lineNumber = Number(line['line-num'] ?? last + 1)
    last = Math.max(last, lineNumber)
    const total = line.quantity ? multiply(line.quantity, line.price) : sum([line.price])
    return {
      ...line,
      'line-num': String(lineNumber),
      type: line.type ?? (line.quantity ? 'OrderQuantityLine' : 'OrderAmountLine'),
      status: line.status ?? 'created',
      received: line.received ?? '0.0',
      invoiced: line.invoiced ?? '0.0',
      'order-header-number': line['order-header-number'] ?? number ?? null,
      total,
      'accounting-total': total,
    }
  })
  return { 'order-lines': complete, total: sum(complete.map((line) => (isValues(line) ? line.total : null))) }
}
