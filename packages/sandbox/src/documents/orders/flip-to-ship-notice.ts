import { collectionOf } from '../../api/find-record.ts'
import { isValues, itemsOf, type Value } from '../../schema/value.ts'
import type { ActionSubject } from '../actions/document-action.ts'

/** Makes an advance ship notice with the lines of an invoice (F-384; what it copies is inferred). */
export function flipToShipNotice({ context, record }: ActionSubject): void {
  const notices = collectionOf(context, 'asn/headers')
  const notice = notices.insert({
    'asn-number': `ASN-${String(record.get('invoice-number') ?? record.id)}`,
    status: 'pending_receipt',
    supplier: record.get('supplier'),
    'ship-to-address': record.get('ship-to-address'),
    'created-by': context.author,
    'updated-by': context.author,
  })
  const lines = itemsOf(record.get('invoice-lines')).flatMap((line, index): readonly Value[] => {
    if (!isValues(line)) return []
    const { description = null, quantity = null, item = null, uom = null } = line
    const id = notice.id * 64 + index + 1
    return [
      {
        id,
        'line-num': String(index + 1),
        description,
        quantity,
        item,
        uom,
        status: 'pending_receipt',
        'received-qty': '0.0',
      },
    ]
  })
  notices.update(notice.id, { lines })
}
