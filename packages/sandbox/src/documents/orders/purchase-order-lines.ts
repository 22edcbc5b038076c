import { collectionOf } from '../../api/find-record.ts'
import { difference } from '../../schema/decimal-math.ts'
import { idOf, itemsOf, type Values } from '../../schema/value.ts'
import type { SandboxRecord } from '../../store/record-store.ts'
import type { DocumentAction, DocumentKind, DocumentWorld } from '../actions/document-action.ts'
import { transitionProblem } from '../actions/run-action.ts'
import { keepDeleted } from './deleted-lines.ts'
import { newVersion } from './purchase-orders.ts'

type Side = 'invoicing' | 'receiving'

/**
 * Lines of purchase orders: each can be closed softly for invoicing, for receiving, or both (F-393; the names of
 * the statuses are inferred). An order whose lines are all closed for both is soft-closed itself.
 */
export const purchaseOrderLines: DocumentKind = {
  resource: 'purchase_order_lines',
  actions: [softClose('invoicing'), softClose('receiving'), reopen('invoicing'), reopen('receiving')],
  behaviour: (world) => ({
    // F-336, F-365: a changed line is a new version of its order, whoever changed it.
    afterWrite(line) {
      const orders = collectionOf(world.context, 'purchase_orders')
      const order = orders.get(Number(line.get('order-header-id')))
      if (order) orders.update(order.id, newVersion(order, order.get('order-lines')))
    },
    beforeDelete(line) {
      // F-336: a changed order is a new version, to be exported anew.
      const orders = collectionOf(world.context, 'purchase_orders')
      const order = orders.get(Number(line.get('order-header-id')))
      if (!order) return
      const total = difference(order.get('total'), line.get('total'))
      orders.update(order.id, {
        total,
        ...keepDeleted(
          order,
          itemsOf(order.get('order-lines')).filter((each) => idOf(each) !== line.id),
        ),
        version: Number(order.get('version') ?? 0) + 1,
        exported: false,
        'last-exported-at': null,
      })
    },
  }),
}

function softClose(side: Side): DocumentAction {
  const path = `:id/soft_close_for_${side}`
  return {
    path,
    refuse: ({ record }) =>
      isClosed(record, side) || ['cancelled', 'closed'].includes(statusOf(record))
        ? transitionProblem(path, statusOf(record))
        : undefined,
    change: ({ record }) => statusWith(record, side, true),
    after: (subject) => updateOrder(subject, subject.record),
  }
}

function reopen(side: Side): DocumentAction {
  const path = `:id/reopen_for_${side}`
  return {
    path,
    refuse: ({ record }) => (isClosed(record, side) ? undefined : transitionProblem(path, statusOf(record))),
    change: ({ record }) => statusWith(record, side, false),
    after: (subject) => updateOrder(subject, subject.record),
  }
}

function statusOf(line: SandboxRecord): string {
  return String(line.get('status') ?? 'created')
}

function isClosed(line: SandboxRecord, side: Side): boolean {
  return ['soft_closed', `soft_closed_for_${side}`].includes(statusOf(line))
}

function statusWith(line: SandboxRecord, side: Side, isClosing: boolean): Values {
  const invoicing = side === 'invoicing' ? isClosing : isClosed(line, 'invoicing')
  const receiving = side === 'receiving' ? isClosing : isClosed(line, 'receiving')
  if (invoicing && receiving) return { status: 'soft_closed' }
  if (invoicing || receiving) return { status: `soft_closed_for_${invoicing ? 'invoicing' : 'receiving'}` }
  return { status: 'created' }
}

function updateOrder({ context }: DocumentWorld, line: SandboxRecord): void {
  const orders = collectionOf(context, 'purchase_orders')
  const order = orders.get(Number(line.get('order-header-id')))
  if (!order) return
  const lines = order.get('order-lines')
  const statuses = Array.isArray(lines) ? lines.map((each: { readonly status?: unknown }) => each.status) : []
  const isSoftClosed = statuses.length > 0 && statuses.every((status) => status === 'soft_closed')
  const status = order.get('status')
  if (isSoftClosed && status === 'issued') context.writer.set(orders, order.id, { status: 'soft_closed' })
  if (!isSoftClosed && status === 'soft_closed') context.writer.set(orders, order.id, { status: 'issued' })
}
