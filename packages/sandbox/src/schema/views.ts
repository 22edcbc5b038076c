/** A collection that has no records of its own: it shows what is embedded in the records of another one. */
export interface EmbeddedView {
  readonly resource: string
  /** Resource whose records hold the items. */
  readonly owner: string
  /** Field of the owner that holds them. */
  readonly field: string
  /** Field of an item that names its owner, and field of the owner it repeats. */
  readonly links: Readonly<Record<string, string>>
}

/** Collections that are the lines of documents (F-500). */
export const embeddedViews: readonly EmbeddedView[] = [
  line('purchase_order_lines', 'purchase_orders', 'order-lines', {
    'order-header-id': 'id',
    'order-header-number': 'po-number',
  }),
  line('receivable_purchase_order_lines', 'purchase_orders', 'order-lines', {
    'order-header-id': 'id',
    'order-header-number': 'po-number',
  }),
  line('expense_lines', 'expense_reports', 'expense-lines', { 'expense-report-id': 'id' }),
  line('expense_reports/:expense_report_id/expense_lines', 'expense_reports', 'expense-lines', {
    'expense-report-id': 'id',
  }),
  line('suppliers/:supplier_id/addresses', 'suppliers', 'remit-to-addresses', {}),
  line('suppliers/:supplier_id/remit_to_addresses', 'suppliers', 'remit-to-addresses', {}),
  line('cycle_counts/:cycle_count_id/cycle_count_lines', 'cycle_counts', 'cycle-count-lines', {}),
  line('contracts/:contract_id/contract_terms', 'contracts', 'contract-terms', {}),
  line('asn/lines', 'asn/headers', 'lines', {}),
  line('order_pads/:order_pad_id/order_pad_lines', 'order_pads', 'order-pad-lines', {}),
]

/** A collection that shows those records of another one whose type is among the given ones. */
export interface TypedView {
  readonly resource: string
  readonly base: string
  readonly types: readonly string[]
}

/** Typed views of the inventory transactions (F-500, F-502). */
export const typedViews: readonly TypedView[] = [
  { resource: 'inventory_adjustments', base: 'inventory_transactions', types: ['InventoryAdjustment'] },
  { resource: 'inventory_consumptions', base: 'inventory_transactions', types: ['InventoryConsumption'] },
  { resource: 'inventory_transfers', base: 'inventory_transactions', types: ['InventoryTransfer'] },
  {
    resource: 'receiving_transactions',
    base: 'inventory_transactions',
    types: [
      'InventoryReceipt',
      'ReceivingQuantityConsumption',
      'ReceivingAmountConsumption',
      'ReceivingQuantityDisposal',
      'ReceivingAmountDisposal',
      'ReceivingQuantityReturnToSupplier',
      'ReceivingAmountReturnToSupplier',
      'VoidInventoryReceipt',
      'VoidReceivingQuantityConsumption',
      'VoidReceivingAmountConsumption',
      'VoidReceivingQuantityDisposal',
      'VoidReceivingAmountDisposal',
      'VoidReceivingQuantityReturnToSupplier',
      'VoidReceivingAmountReturnToSupplier',
    ],
  },
  {
    resource: 'return_to_supplier_transactions',
    base: 'inventory_transactions',
    types: ['ReceivingQuantityReturnToSupplier', 'ReceivingAmountReturnToSupplier'],
  },
]

/** Ids of embedded records are the owner's id times this plus their place, so an id finds its owner at once. */
export const CHILDREN_PER_OWNER = 64

function line(resource: string, owner: string, field: string, links: Readonly<Record<string, string>>): EmbeddedView {
  return { resource, owner, field, links }
}
