import type { ApiContext, ResourceBehaviour } from '../../api/contract.ts'
import { collectionOf } from '../../api/find-record.ts'
import { compareDecimals, difference, sum } from '../../schema/decimal-math.ts'
import { idOf, isValues, itemsOf, Reference, type Value, type Values } from '../../schema/value.ts'
import { CHILDREN_PER_OWNER } from '../../schema/views.ts'
import type { SandboxRecord } from '../../store/record-store.ts'
import type { DocumentAction, DocumentKind, DocumentWorld } from '../actions/document-action.ts'

/** Types that have a counterpart with the prefix Void (F-502). */
const voidable = /^(InventoryReceipt|Receiving(Quantity|Amount)(Consumption|Disposal|ReturnToSupplier))$/

const voiding: DocumentAction = {
  path: ':id/void',
  refuse: ({ record }) =>
    record.get('status') === 'voided' || String(record.get('type')).startsWith('Void')
      ? 'Transaction is already voided'
      : undefined,
  to: 'voided',
  change: ({ record }) => ({ 'voided-value': record.get('total') }),
  after: ({ context, record }) => {
    const type = String(record.get('type'))
    if (!voidable.test(type)) return
    collectionOf(context, 'inventory_transactions').insert({
      ...withoutIdentity(record.toValues()),
      type: `Void${type}`,
      status: 'created',
      'original-transaction-id': record.id,
      'original-transaction': new Reference('inventory_transactions', record.id),
      'created-by': context.author,
      'updated-by': context.author,
    })
    if (type === 'InventoryReceipt') receive(context, record, -1)
  },
}

/** Inventory transactions are read-mostly, but can be voided (F-395). */
export const inventoryTransactions: DocumentKind = {
  resource: 'inventory_transactions',
  actions: [voiding],
  behaviour: receiptBehaviour,
}

/** Receipts and their like: a PUT changes the exported flag only (F-339). */
export const receivingTransactions: DocumentKind = {
  resource: 'receiving_transactions',
  actions: [voiding],
  behaviour: (world) => ({ ...receiptBehaviour(world), prepareUpdate: () => ({}) }),
}

function receiptBehaviour({ context }: DocumentWorld): ResourceBehaviour {
  return {
    prepareCreate: (values) => ({
      ...values,
      type: values.type ?? 'InventoryReceipt',
      status: values.status ?? 'created',
      'transaction-date': values['transaction-date'] ?? Math.floor(context.now() / 1000) * 1000,
    }),
    afterWrite(record, isNew) {
      if (isNew && record.get('type') === 'InventoryReceipt') receive(context, record, 1)
    },
  }
}

/** Adds what was received to the line of its order, or takes it back. */
function receive(context: ApiContext, receipt: SandboxRecord, sign: 1 | -1): void {
  const reference = receipt.get('order-line')
  if (!(reference instanceof Reference)) return
  const orders = collectionOf(context, 'purchase_orders')
  const order = orders.get(Math.floor(reference.id / CHILDREN_PER_OWNER))
  if (!order) return
  const quantity = receipt.get('quantity') ?? receipt.get('total')
  const lines = itemsOf(order.get('order-lines')).map((line): Value => {
    if (!isValues(line) || idOf(line) !== reference.id) return line
    const received = sign === 1 ? sum([line.received, quantity]) : difference(line.received, quantity)
    return { ...line, received, status: receivedStatus(line, received) }
  })
  orders.update(order.id, { 'order-lines': lines })
}

function receivedStatus(line: Values, received: string): Value {
  if (compareDecimals(received, 0) <= 0) return 'created'
  return compareDecimals(received, line.quantity ?? line.price) >= 0 ? 'received' : 'partially_received'
}

function withoutIdentity(values: Values): Values {
  return { ...values, id: null, exported: false, 'last-exported-at': null }
}
