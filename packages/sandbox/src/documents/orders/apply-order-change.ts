import type { ApiContext } from '../../api/contract.ts'
import { type InputObject, type InputValue, isInputObject } from '../../format/input.ts'
import type { SandboxRecord } from '../../store/record-store.ts'
import { listOf } from '../../write/request-input.ts'

/** Name under which a change keeps what it was asked for; no answer shows it. */
export const REQUESTED_CHANGES = ' requested-changes'

/** Brings an approved change into its purchase order, which raises the order's version (F-336, F-337). */
export function applyOrderChange(change: SandboxRecord, context: ApiContext): void {
  const orders = context.store.collection('purchase_orders')
  const order = orders?.get(Number(change.get('order-header-id')))
  const requested = change.get(REQUESTED_CHANGES)
  if (!orders || !order || typeof requested !== 'string') return
  context.writer.update(orders, order, inOrderForm(JSON.parse(requested)))
}

/** The members of a change as a purchase order has them: `order-line-changes` are its `order-lines`. */
export function inOrderForm(change: InputObject): InputObject {
  const {
    'order-line-changes': changes,
    'order-header-id': _order,
    'order-header': _header,
    id: _id,
    status: _status,
    ...rest
  } = change
  if (changes === undefined) return rest
  return { ...rest, 'order-lines': listOf(changes).map(lineInOrderForm) }
}

function lineInOrderForm(line: InputValue): InputValue {
  if (!isInputObject(line)) return line
  const { 'order-line-id': orderLineId, id, 'pending-delete': isDeleted, ...rest } = line
  const lineId = orderLineId ?? id
  return {
    ...rest,
    ...(lineId === undefined ? {} : { id: lineId }),
    ...(String(isDeleted) === 'true' ? { _delete: true } : {}),
  }
}
