import type { ApiContext, Route } from '../../api/contract.ts'
import { collectionOf, findRecord } from '../../api/find-record.ts'
import { idOf, itemsOf, type Value, type Values } from '../../schema/value.ts'
import type { SandboxRecord } from '../../store/record-store.ts'

/** Name under which an order keeps the lines that were deleted; no answer shows it. */
const DELETED_LINES = ' deleted-lines'

/** Keeps the lines that a change leaves out. */
export function keepDeleted(order: SandboxRecord, lines: readonly Value[]): Values {
  const left = new Set(lines.map(idOf))
  const gone = itemsOf(order.get('order-lines')).filter((line) => !left.has(idOf(line)))
  return gone.length === 0 ? {} : { [DELETED_LINES]: [...itemsOf(order.get(DELETED_LINES)), ...gone] }
}

/** Reads orders as usual, with their deleted lines when `show_deleted_lines=true` asks for them (F-177). */
export function deletedLineRoutes(context: ApiContext): readonly Route[] {
  const orders = (): ReturnType<typeof collectionOf> => collectionOf(context, 'purchase_orders')
  const scopesOf = (operation: string): readonly string[] =>
    context.schema.resource('purchase_orders')?.operations.find(({ name }) => name === operation)?.scopes ?? []
  const shown = (record: SandboxRecord, isWanted: boolean): SandboxRecord => (isWanted ? withDeleted(record) : record)
  return [
    {
      methods: ['GET'],
      path: 'purchase_orders',
      scopes: scopesOf('query'),
      handler: ({ query }) => {
        const records = context.search.page(orders(), query).map((record) => shown(record, query.showDeletedLines))
        return { kind: 'records', records, shape: orders().shape, isSearch: true }
      },
    },
    {
      methods: ['GET'],
      path: 'purchase_orders/:id',
      scopes: scopesOf('get'),
      handler: ({ query, parameters }) => {
        const record = findRecord(orders(), Number(parameters.id))
        return { kind: 'record', status: 200, record: shown(record, query.showDeletedLines), shape: orders().shape }
      },
    },
  ]
}

function withDeleted(order: SandboxRecord): SandboxRecord {
  const gone = itemsOf(order.get(DELETED_LINES))
  if (gone.length === 0) return order
  const values = { ...order.toValues(), 'order-lines': [...itemsOf(order.get('order-lines')), ...gone] }
  const get = (field: string): Value => (field === 'order-lines' ? values['order-lines'] : order.get(field))
  return { id: order.id, get, toValues: () => values }
}
