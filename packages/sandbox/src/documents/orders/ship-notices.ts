import type { Route } from '../../api/contract.ts'
import { findCollection, findRecord } from '../../api/find-record.ts'
import { exportedValues, hasOneFlag } from '../../api/mark-exported.ts'
import { RequestProblem } from '../../format/request-problem.ts'
import { parseBoolean } from '../../query/scalars.ts'
import { isValues, itemsOf, type Value, type Values } from '../../schema/value.ts'
import { bodyOf, parameterOf, textOf } from '../../write/request-input.ts'
import type { ActionSubject, DocumentAction, DocumentKind, DocumentWorld } from '../actions/document-action.ts'
import { runAction } from '../actions/run-action.ts'

const receivable = ['pending_receipt', 'partially_received']

const receiveHeader: DocumentAction = {
  path: ':id/receive',
  from: receivable,
  to: 'received',
  change: ({ record }) => ({
    lines: itemsOf(record.get('lines')).map((line) => (isValues(line) ? received(line) : line)),
  }),
}

const voidHeader: DocumentAction = {
  path: ':id/void',
  from: ['draft', ...receivable, 'error'],
  to: 'cancelled',
  change: ({ record }) => ({
    lines: itemsOf(record.get('lines')).map((line) => (isValues(line) ? { ...line, status: 'cancelled' } : line)),
  }),
}

const receiveLine: DocumentAction = {
  path: ':id/receive',
  from: receivable,
  change: (subject) => received(subject.record.toValues(), subject),
}

const voidLine: DocumentAction = { path: ':id/void', from: ['draft', ...receivable, 'error'], to: 'cancelled' }

/** Advance ship notices (F-396, F-523). */
export const shipNotices: DocumentKind = {
  resource: 'asn/headers',
  actions: [receiveHeader, voidHeader],
  routes: (world) => withIdInBody('asn/headers', [receiveHeader, voidHeader], world),
  behaviour: ({ context }) => ({
    prepareUpdate: (_current, changes) => {
      const flag = changes['export-flag']
      return typeof flag === 'boolean' && hasOneFlag(context)
        ? { ...changes, ...exportedValues(flag, context) }
        : changes
    },
    prepareCreate: (values) => ({
      ...values,
      status: 'pending_receipt',
      lines: itemsOf(values.lines).map(
        (line): Value =>
          isValues(line) ? { ...line, status: line.status ?? 'pending_receipt', 'received-qty': '0.0' } : line,
      ),
    }),
  }),
}

/** Lines of advance ship notices (F-396). */
export const shipNoticeLines: DocumentKind = {
  resource: 'asn/lines',
  actions: [receiveLine, voidLine],
  routes: (world) => withIdInBody('asn/lines', [receiveLine, voidLine], world),
}

/** Without `fully_consume=true` a line takes the quantity in the body; without any, all of it (F-396; the first half is inferred). */
function received(line: Values, subject?: ActionSubject): Values {
  const isFull = subject === undefined || parseBoolean(subject.request.query.get('fully_consume') ?? 'false') === true
  const given = subject && !isFull ? parameterOf(subject.request, 'quantity', 'asn-line', 'asn_line') : undefined
  const quantity = given ?? String(line.quantity ?? '0.0')
  const isPart = given !== undefined && Number(given) < Number(line.quantity ?? 0)
  return { ...line, 'received-qty': quantity, status: isPart ? 'partially_received' : 'received' }
}

/** The forms without an id in the path take it in the body (F-396). */
function withIdInBody(resource: string, actions: readonly DocumentAction[], world: DocumentWorld): readonly Route[] {
  const kind: DocumentKind = { resource, actions }
  return actions.map((action) => ({
    methods: ['PUT', 'PATCH'],
    path: `${resource}/${action.path.replace(':id/', '')}`,
    handler: (request) => {
      const collection = findCollection(resource, request, world.context)
      const { shape } = collection
      const id = textOf(bodyOf(request, shape.xmlItem, shape.model), 'id') ?? request.query.get('id')
      if (id === undefined) throw new RequestProblem(400, "Id can't be blank", shape.model)
      return runAction(kind, action, { ...world, request, collection, record: findRecord(collection, Number(id)) })
    },
  }))
}
