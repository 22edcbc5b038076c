import type { FieldDescription } from '@coupa-connector/catalog'

const base = {
  isReadable: true,
  isWritable: false,
  isRequired: false,
  isUnique: false,
  origin: 'swagger',
} as const

/**
 * Fields that records have although the article about them does not list them, or that take input although it says otherwise.
 * Each line names its fact.
 */
const extraFields: Readonly<Record<string, readonly FieldDescription[]>> = {
  // F-263: a create may give the status.
  suppliers: [text('status', { isWritable: true }), text('invoice-matching-level', { isWritable: true })],
  // F-366: every document with an exported flag shows when it was exported.
  invoices: [flag('exported'), moment('last-exported-at')],
  purchase_orders: [flag('exported'), moment('last-exported-at')],
  requisitions: [flag('exported'), moment('last-exported-at')],
  expense_reports: [flag('exported'), moment('last-exported-at')],
  users: [flag('exported'), moment('last-exported-at')],
  // F-201: a revision names its order; its id is its own. The article lists no elements.
  purchase_order_revisions: [
    number('id'),
    moment('created-at'),
    moment('updated-at'),
    number('purchase-order-id'),
    number('revision'),
    text('status', {}),
  ],
  // F-431: the index shows them, too.
  attachments: [
    text('linked-to', { isWritable: true }),
    text('text', { isWritable: true }),
    text('url', { isWritable: true }),
  ],
  // F-382: who is asked to approve what.
  approvals: [number('approvable-id'), text('approvable-type', {})],
}

/** The extra fields of a resource or type; none for most. */
export function extraFieldsOf(name: string): readonly FieldDescription[] {
  return extraFields[name] ?? []
}

function text(name: string, given: Partial<FieldDescription>): FieldDescription {
  return { ...base, name, type: 'string', ...given }
}

function flag(name: string): FieldDescription {
  return { ...base, name, type: 'boolean' }
}

function moment(name: string): FieldDescription {
  return { ...base, name, type: 'datetime' }
}

function number(name: string): FieldDescription {
  return { ...base, name, type: 'integer' }
}
