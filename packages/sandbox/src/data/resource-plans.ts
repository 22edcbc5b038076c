import { Reference, type Values } from '../schema/value.ts'
import { decimal } from './money.ts'
import { between, isChosen, mix, pick } from './random.ts'
import { createdAtMs } from './times.ts'
import * as words from './vocabulary.ts'
import type { Plan, RecordKey } from './world.ts'

/** Plans of single fields, by resource or by type of an embedded record. */
export type RecordPlans = Readonly<Record<string, Plan>>

/** Login of the user that writes through the API are done as. */
export const API_USER_LOGIN = 'svc_api'

const supplierName = (key: RecordKey): string => {
  const { hash } = key
  return `${pick(mix(hash, 1), words.companyStems)} ${pick(mix(hash, 2), words.companyTrades)} ${key.id} ${pick(mix(hash, 3), words.companyForms)}`
}
const firstName = (hash: number): string => pick(mix(hash, 1), words.firstNames)
const lastName = (hash: number): string => pick(mix(hash, 2), words.lastNames)
const ascii = (text: string): string => text.normalize('NFKD').replaceAll(/[^A-Za-z0-9.]/g, '')
const login = (key: RecordKey): string =>
  key.index === 0
    ? API_USER_LOGIN
    : ascii(`${firstName(key.hash).charAt(0)}.${lastName(key.hash)}${key.id}`).toLowerCase()
const entry = <Entry>(list: readonly Entry[], key: RecordKey): Entry => pick(key.index, list)
const numbered =
  (list: readonly string[]): Plan =>
  (key) => {
    const round = Math.floor(key.index / list.length)
    return round === 0 ? entry(list, key) : `${entry(list, key)} ${round + 1}`
  }
const coded =
  (prefix: string): Plan =>
  (key) =>
    `${prefix}${String(key.id).padStart(5, '0')}`

/** A country as it is nested in addresses: `{id, code, name}` (api-facts §3.3, D). */
export function countryAt(hash: number): Values {
  const [id, code, name] = pick(hash, words.countries)
  return { id, code, name }
}

const addressPlans: RecordPlans = {
  name: (key, hash) => `${pick(hash, words.places)[0]} ${key.id}`,
  'location-code': (key) => `LOC-${key.id}`,
  street1: (_key, hash) => `${pick(hash, words.streets)} ${between(hash >>> 4, 1, 240)}`,
  city: (key) => pick(mix(key.hash, 7), words.places)[0],
  'postal-code': (key) => pick(mix(key.hash, 7), words.places)[1],
  state: (key) => pick(mix(key.hash, 7), words.places)[2] || null,
  country: (_key, hash) => countryAt(hash),
  'local-tax-number': (_key, hash) => (isChosen(hash, 0.3) ? `TAX${hash % 1_000_000}` : null),
  'remit-to-code': (key) => `RT-${key.id}`,
  active: () => true,
}

/** Plans by resource name, or by type name for records that live inside others. */
export const resourcePlans: Readonly<Record<string, RecordPlans>> = {
  accounts: {
    code: (key) => `${10 + (key.index % 8)}-${4000 + key.index}`,
    name: (_key, hash) => `${pick(hash, words.departmentNames)} ${pick(hash >>> 4, ['Expense', 'Capital', 'Accrual'])}`,
    'account-type': (key, _hash, world) => world.reference('account_types', key.index % 4),
    'segment-1': (key) => String(10 + (key.index % 8)),
    'segment-2': (key) => String(4000 + key.index),
  },
  account_types: { name: numbered(['US Main', 'EU Main', 'UK Main', 'APAC Main']) },
  addresses: addressPlans,
  RemitToAddress: addressPlans,
  SupplierAddress: addressPlans,
  BillToAddress: addressPlans,
  approvals: {
    status: (_key, hash) => pick(hash, ['approved', 'pending_approval', 'rejected', 'on_hold']),
    'approvable-type': (_key, hash) => pick(hash, ['InvoiceHeader', 'RequisitionHeader', 'ExpenseReport']),
    'approvable-id': (key, hash, world) => {
      const owners = ['invoices', 'requisitions', 'expense_reports']
      return world.reference(pick(hash, owners), key.hash)?.id ?? null
    },
    'approver-type': () => 'User',
    position: (key) => 1 + (key.index % 3),
    type: () => 'ManagementHierarchyApproval',
  },
  attachments: {
    type: () => 'file',
    'file-file-name': (key) => `attachment-${key.id}.txt`,
    'file-content-type': () => 'text/plain',
    'file-file-size': (key) => String(`Content of attachment-${key.id}.txt\n`.length),
    intent: (_key, hash) => pick(hash, ['Internal', 'Supplier']),
  },
  business_groups: { name: numbered(['Everyone', 'Plant 1', 'Plant 2', 'Headquarters', 'Europe', 'Americas']) },
  comments: {
    'commentable-type': () => 'InvoiceHeader',
    'commentable-id': (_key, hash, world) => world.reference('invoices', hash)?.id ?? null,
    comments: (_key, hash) => pick(hash, ['Please check the price', 'Delivered in part', 'Approved by phone']),
    'to-supplier': () => false,
  },
  commodities: { name: numbered(words.commodities) },
  Contact: {
    email: (key) => `contact.${key.id}@example.com`,
    'name-given': (key) => firstName(key.hash),
    'name-family': (key) => lastName(key.hash),
    'name-fullname': (key) => `${firstName(key.hash)} ${lastName(key.hash)}`,
    active: () => true,
  },
  PhoneNumber: {
    'country-code': () => '1',
    'area-code': (_key, hash) => String(between(hash, 200, 989)),
    number: (_key, hash) => String(between(hash, 2_000_000, 9_999_999)),
  },
  contracts: {
    name: (key) => `Frame agreement ${key.id}`,
    number: coded('C'),
    'start-date': (key, _hash, world) => world.midnightMs(createdAtMs(key.index), 0),
    'end-date': (key, hash, world) => world.midnightMs(createdAtMs(key.index), between(hash, 365, 1500)),
    status: (_key, hash) => pick(hash, ['published', 'published', 'draft', 'completed', 'pending_approval', 'expired']),
    type: () => 'MasterContract',
    version: () => 1,
    'maximum-value': (_key, hash) => decimal(between(hash, 1_000_000, 90_000_000)),
  },
  currencies: {
    code: (key) => entry(words.currencies, key)[0],
    name: (key) => entry(words.currencies, key)[1],
    decimals: (key) => entry(words.currencies, key)[2],
    'enabled-flag': () => true,
  },
  departments: { name: numbered(words.departmentNames), active: (key) => key.index % 11 !== 10 },
  exchange_rates: {
    rate: (_key, hash) => `${decimal(between(hash, 50, 250))}0000000`,
    'rate-date': (key, _hash, world) => world.midnightMs(createdAtMs(key.index), 0),
  },
  integrations: { name: (key) => `ERP interface ${key.id}`, code: coded('INT') },
  inventory_transactions: {
    type: (_key, hash) =>
      pick(hash, [
        'InventoryReceipt',
        'InventoryReceipt',
        'ReceivingQuantityConsumption',
        'InventoryAdjustment',
        'InventoryConsumption',
        'InventoryTransfer',
        'ReceivingQuantityReturnToSupplier',
      ]),
    quantity: (_key, hash) => `${between(hash, 1, 40)}.0`,
    price: (_key, hash) => decimal(between(hash, 150, 95_000)),
    status: (_key, hash) => pick(hash, ['created', 'created', 'voided']),
  },
  items: {
    name: (key, hash) => `${pick(hash, words.goods)} no. ${key.id}`,
    'item-number': coded('IT'),
    description: (_key, hash) => pick(hash, words.goods),
  },
  legal_entities: {
    name: (key) => `Acme ${pick(key.index, ['US Inc.', 'Europe GmbH', 'UK Ltd', 'Asia Pte'])} ${key.id}`,
  },
  lookups: { name: numbered(['Sales Region', 'Cost Pool', 'Plant', 'Channel']), code: coded('LK') },
  lookup_values: {
    name: (key) => `Value ${key.id}`,
    'external-ref-num': coded('LV'),
    lookup: (key, _hash, world) => world.reference('lookups', key.index),
    'lookup-id': (key, _hash, world) => world.reference('lookups', key.index)?.id ?? null,
  },
  payment_terms: {
    code: (key) => entry(words.paymentTerms, key)[0],
    description: (key) => `Net ${entry(words.paymentTerms, key)[1]} days`,
    'days-for-net-payment': (key) => entry(words.paymentTerms, key)[1],
    type: () => 'DaysAfterNetPaymentTerm',
  },
  roles: { name: numbered(['User', 'Buyer', 'Accounts Payable', 'Admin', 'Approver', 'Receiver']) },
  shipping_terms: {
    code: (key) => entry(words.shippingTerms, key),
    description: (key) => entry(words.shippingTerms, key),
  },
  suppliers: {
    name: supplierName,
    'display-name': supplierName,
    number: (key) => `S-${String(key.id).padStart(5, '0')}`,
    status: (key) =>
      key.index === 0
        ? 'active'
        : pick(mix(key.hash, 4), ['active', 'active', 'active', 'active', 'inactive', 'draft', 'onboarding']),
    'payment-method': () => 'invoice',
    'po-method': (_key, hash) => pick(hash, ['email', 'email', 'cxml', 'prompt']),
    'po-email': (key) => `orders.${key.id}@example.com`,
    'po-change-method': () => 'email',
    'invoice-matching-level': (_key, hash) => pick(hash, ['2-way', '3-way', 'none']),
    'tax-id': (_key, hash) => (isChosen(hash, 0.6) ? `DE${between(hash, 100_000_000, 999_999_999)}` : null),
    website: (key, hash) => (isChosen(hash, 0.3) ? `https://www.supplier-${key.id}.example` : null),
    'on-hold': (_key, hash) => isChosen(hash, 0.02),
    'account-number': (_key, hash) => (isChosen(hash, 0.2) ? '' : null),
  },
  tax_codes: {
    code: (key) => `T${String(key.index).padStart(2, '0')}`,
    description: (key) => `Tax code ${key.index}`,
    percentage: (key) => decimal([0, 700, 1900, 2000, 2100, 550, 825][key.index % 7] ?? 0),
    country: (_key, hash) => countryAt(hash),
  },
  uoms: { code: (key) => entry(words.unitsOfMeasure, key)[0], name: (key) => entry(words.unitsOfMeasure, key)[1] },
  users: {
    login,
    email: (key) => `${login(key)}@example.com`,
    firstname: (key) => (key.index === 0 ? 'API' : firstName(key.hash)),
    lastname: (key) => (key.index === 0 ? 'User' : lastName(key.hash)),
    fullname: (key) => (key.index === 0 ? 'API User' : `${firstName(key.hash)} ${lastName(key.hash)}`),
    'employee-number': (key, hash) =>
      key.index > 0 && isChosen(hash, 0.9) ? `E${String(key.id).padStart(5, '0')}` : null,
    'authentication-method': () => 'coupa_credentials',
    'default-locale': (_key, hash) => pick(hash, ['en', 'en', 'de', 'fr']),
    'api-user': (key) => key.index === 0,
    'mention-name': (key) => ascii(login(key)),
    manager: (key, hash, world) => (key.index > 20 ? world.reference('users', hash % 20) : null),
    'default-account': (_key, hash, world) => (isChosen(hash, 0.7) ? world.reference('accounts', hash >>> 2) : null),
    roles: (_key, hash, world) => {
      const role = world.reference('roles', hash)
      return role instanceof Reference ? [role] : []
    },
  },
  warehouses: { name: (key) => `Warehouse ${key.index + 1}` },
}
