// Read by the compiler only (tsc -p tsconfig.tests.json): each line fails to compile when the promise is broken.
import { expectTypeOf } from 'vitest'
import type {
  ActionNameOf,
  ActionParametersOf,
  Embedded,
  InputOf,
  Invoice,
  InvoiceInput,
  InvoiceLine,
  OutputOf,
  PurchaseOrderInput,
  RemitToAddress,
  ResourceName,
  Supplier,
  SupplierInput,
} from './index.ts'

// Fields have the names of the wire, ids are numbers, decimals are strings, and anything but the id may be null.
declare const invoice: Invoice
expectTypeOf(invoice.id).toEqualTypeOf<number>()
expectTypeOf(invoice['invoice-number']).toEqualTypeOf<string | null | undefined>()
expectTypeOf(invoice['gross-total']).toEqualTypeOf<string | null | undefined>()
expectTypeOf(invoice['created-at']).toEqualTypeOf<string | null | undefined>()
expectTypeOf(invoice.supplier).toEqualTypeOf<Embedded<Supplier> | null | undefined>()
expectTypeOf(invoice['invoice-lines']).toEqualTypeOf<Embedded<InvoiceLine>[] | undefined>()
expectTypeOf(invoice.supplier?.id).toEqualTypeOf<number | null | undefined>()
// @ts-expect-error there is no such field
void invoice['invoice-numbr']

// Known values are completed, others are allowed.
const approved: Invoice['status'] = 'approved'
const unheardOf: Invoice['status'] = 'something_new'
void [approved, unheardOf]

// What is read-only is refused in input; decimals may be numbers there; associations are references or values.
const input: InvoiceInput = {
  'invoice-number': 'A-1',
  supplier: { number: 'S-1' },
  currency: { code: 'EUR' },
  'invoice-lines': [
    { id: 7, price: 12.5 },
    { price: '12.50', account: { code: '10-4400', 'account-type': { name: 'EU' } } },
  ],
}
void input
// @ts-expect-error id is set by Coupa
void ({ id: 1 } satisfies InvoiceInput)
// @ts-expect-error created-at is set by Coupa
void ({ 'created-at': '2025-03-04T05:06:07-08:00' } satisfies InvoiceInput)
// @ts-expect-error the password can be written, but is never returned
void ({} as OutputOf<'users'>).password
void ({ password: 'written-only' } satisfies InputOf<'users'>)

// What Coupa's own examples of requests write can be written (F-485).
void ({ amount: '1000.00' } satisfies InputOf<'budget_lines'>)
void ({
  'phone-work': { 'country-code': '1', 'area-code': '650', number: '5550100', extension: '7' },
} satisfies InputOf<'users'>)
void ({ attachments: [{ type: 'text', text: 'see above' }] } satisfies InputOf<'requisitions'>)
void ({ attachments: [{ type: 'url', url: 'https://x.example' }] } satisfies InputOf<'receiving_transactions'>)
void ({ 'reorder-alerts': [{ warehouse: { name: 'Main' } }] } satisfies InputOf<'items'>)
void ({
  'source-id': 7,
  'quote-request-currencies': [{ rate: 1.1, 'from-currency': { code: 'EUR' } }],
} satisfies InputOf<'quote_requests'>)
void ({ 'worker-emails': [{ email: 'a@x.example' }] } satisfies InputOf<'workers'>)
void ({ 'qty-pick-amt': 3 } satisfies InputOf<'pick_lists'>)
void ({ approver: { login: 'jdoe' } } satisfies InputOf<'purchase_order_changes'>)
void ({ 'quote-task-attributes': { phase: 'award' } } satisfies InputOf<'tasks'>)

// The commands inside a purchase order.
void ({ _cancel: true, 'order-lines': [{ id: 911, _delete: true }] } satisfies PurchaseOrderInput)

// A path with the ids of its parents is a name.
expectTypeOf<OutputOf<'suppliers/7/addresses'>>().toEqualTypeOf<RemitToAddress>()
expectTypeOf<'suppliers/7/addresses'>().toExtend<ResourceName>()
expectTypeOf<OutputOf<'receivable_purchase_order_lines'>>().toEqualTypeOf<OutputOf<'purchase_order_lines'>>()
// @ts-expect-error no such resource
void ({} as OutputOf<'supplier/7/addresses'>)

// Custom fields are open, unless they are declared.
interface ErpFields {
  'erp-vendor-id'?: string
}
expectTypeOf<OutputOf<'suppliers'>['custom-fields']>().toEqualTypeOf<Record<string, unknown> | undefined>()
expectTypeOf<OutputOf<'suppliers', ErpFields>['custom-fields']>().toEqualTypeOf<ErpFields | undefined>()
void ({ 'custom-fields': { 'erp-vendor-id': 'V778' } } satisfies InputOf<'suppliers', ErpFields>)
// @ts-expect-error not a field of ErpFields
void ({ 'custom-fields': { 'erp-vendor': 'V778' } } satisfies SupplierInput<ErpFields>)

// Actions by name, with their parameters.
expectTypeOf<'void'>().toExtend<ActionNameOf<'invoices'>>()
expectTypeOf<ActionNameOf<'currencies'>>().toEqualTypeOf<never>()
expectTypeOf<ActionParametersOf<'approvals', 'reject'>>().toHaveProperty('reason')
expectTypeOf<ActionParametersOf<'quote_responses', 'award'>>().toExtend<{
  quote_response_line_ids: readonly number[]
}>()
expectTypeOf<ActionParametersOf<'suppliers/7/business_groups', 'add'>>().toHaveProperty('name')
void ({ justification: 'Spare gaskets' } satisfies ActionParametersOf<'requisitions', 'submit_for_approval'>)
// @ts-expect-error no such action
void ({} as ActionParametersOf<'invoices', 'fly'>)
