import type { Value } from '../schema/value.ts'

/** What Coupa asks of a new record beyond the shapes in the catalog. */
export interface ResourceRules {
  /** Fields that must not be blank. */
  readonly required: readonly string[]
  /** Values of fields that a create leaves out. */
  readonly defaults: Readonly<Record<string, Value>>
}

/**
 * Rules of the resources that people write most. The catalog's own marks are conditional in truth (F-481),
 * so for these resources this list alone counts; for the others see `requiredOf`.
 */
const rules: Readonly<Record<string, Partial<ResourceRules>>> = {
  suppliers: {
    required: ['name'],
    // F-327: status draft, payment method invoice.
    defaults: {
      status: 'draft',
      'payment-method': 'invoice',
      'po-method': 'prompt',
      'po-change-method': 'prompt',
      'invoice-matching-level': 'none',
    },
  },
  users: { required: ['login', 'email', 'firstname', 'lastname'], defaults: { active: true, exported: false } },
  // F-330: a create makes a draft.
  invoices: {
    required: ['invoice-number'],
    defaults: {
      status: 'draft',
      exported: false,
      'document-type': 'Invoice',
      paid: false,
      canceled: false,
      'lock-version-key': 0,
    },
  },
  // F-322 and F-388.
  requisitions: { required: [], defaults: { status: 'draft', exported: false } },
  // F-334: external orders only.
  purchase_orders: {
    required: ['po-number'],
    defaults: {
      type: 'ExternalOrderHeader',
      status: 'draft',
      version: 1,
      exported: false,
      'transmission-status': 'created',
    },
  },
  contracts: {
    required: ['name', 'number', 'supplier'],
    defaults: { status: 'draft', version: 1, type: 'MasterContract' },
  },
  expense_reports: { required: [], defaults: { status: 'draft', exported: false } },
  accounts: { required: ['account-type'], defaults: { active: true } },
  addresses: { required: ['street1', 'city', 'postal-code', 'country'], defaults: { active: true } },
  exchange_rates: { required: ['from-currency', 'to-currency', 'rate'], defaults: {} },
  items: { required: ['name', 'description'], defaults: { active: true } },
  payment_terms: { required: ['code'], defaults: { active: true, type: 'DaysAfterNetPaymentTerm' } },
  lookup_values: { required: ['name', 'lookup'], defaults: { active: true } },
  // F-329: active is not defaulted; street and country must be there.
  'suppliers/:supplier_id/addresses': { required: ['country'], defaults: { active: false } },
  tax_codes: { required: ['code'], defaults: { active: true } },
}

/** Fields of a resource that must not be blank; undefined when this file has nothing on it. */
export function requiredFields(resource: string): readonly string[] | undefined {
  return rules[resource]?.required
}

/** Values of fields that a create leaves out. */
export function defaultsOf(resource: string): Readonly<Record<string, Value>> {
  return rules[resource]?.defaults ?? {}
}
