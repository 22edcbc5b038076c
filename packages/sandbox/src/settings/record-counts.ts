/** Records of reference data, which stay few however large the organization is. */
const referenceCounts: Readonly<Record<string, number>> = {
  account_groups: 12,
  account_types: 4,
  account_validation_rules: 6,
  accounts: 240,
  addresses: 60,
  announcements: 5,
  attachments: 200,
  business_entities: 8,
  business_groups: 12,
  comments: 200,
  commodities: 36,
  contract_types: 6,
  currencies: 30,
  departments: 50,
  exchange_rates: 300,
  financial_counterparties: 10,
  integrations: 6,
  integration_contacts: 6,
  integration_errors: 40,
  integration_history_records: 200,
  integration_runs: 60,
  inspection_codes: 8,
  legal_entities: 6,
  lookup_values: 120,
  lookups: 8,
  payment_terms: 10,
  reason_insights: 20,
  roles: 20,
  shipping_terms: 8,
  supplier_items: 1000,
  tax_codes: 25,
  uoms: 40,
  user_groups: 15,
  users: 200,
  warehouses: 10,
}

/** Resources whose records come up as business goes on; all others are master data, most of it older. */
const documents =
  /^(invoices|inbound_invoices|requisitions|purchase_order|expense|inventory_|receiv|receipt|return_|approvals|asn|attachments|comments|announcements|integration_(runs|errors|history)|order_header|payables|coupa_pay|quote|charges|data_file|easy_form|exchange_rates|cycle_counts|budget|reason_insights|work|virtual_cards|matching)/

/** Whether documents refer to the records of a resource, rather than be documents themselves. */
export function isMasterData(resource: string): boolean {
  return !documents.test(resource)
}

/** Records of every other resource, unless told otherwise. */
export const DEFAULT_RECORDS = 1000

/** What the option `records` takes: one number for all documents, or numbers by resource with `default` for the rest. */
export type RecordCounts = number | Readonly<Record<string, number>>

/** How many records of a resource are generated. A number leaves reference data at its usual size. */
export function countOf(resource: string, records: RecordCounts = DEFAULT_RECORDS): number {
  if (typeof records === 'number') return referenceCounts[resource] ?? records
  return records[resource] ?? referenceCounts[resource] ?? records.default ?? DEFAULT_RECORDS
}
