import { Reference, type Values } from '../schema/value.ts'
import { lookupNamesOf } from './custom-field-sets.ts'
import { goodAt, priceCents } from './goods.ts'
import { type Home, homeOfHash, homes } from './homes.ts'
import { itemOf, unitOf } from './line-plans.ts'
import { decimal, linePriceCents, lineQuantity, lineTotalCents } from './money.ts'
import { homeOf, placeOf } from './parties.ts'
import { between, isChosen, mix, pick } from './random.ts'
import * as words from './vocabulary.ts'
import { type Plan, type RecordKey, type RecordPlans, rootOf, type World } from './world.ts'

/** Login of the user that writes through the API are done as. */
export const API_USER_LOGIN = 'svc_api'

/** Names do not repeat before every word was combined with every other. */
const supplierName = (key: RecordKey): string => {
  const stems = words.companyStems.length
  const round = Math.floor(key.index / stems)
  const trade = pick(round + key.index, words.companyTrades)
  const partner = Math.floor(round / words.companyTrades.length)
  const stem = entry(words.companyStems, key)
  const both = partner === 0 ? stem : `${stem} & ${pick(partner - 1, words.lastNames)}`
  const again = Math.floor((partner - 1) / words.lastNames.length)
  const form = pick(mix(key.hash, 3), homeOfHash(mix(key.hash, 61)).companyForms)
  return again > 0 ? `${both} ${trade} ${again + 1} ${form}` : `${both} ${trade} ${form}`
}
const slug = (text: string): string => ascii(text.replace(/&/g, 'and')).toLowerCase()
const supplierDomain = (key: RecordKey): string => `${slug(supplierName(key).split(' ').slice(0, -1).join(''))}.example`
const street = (key: RecordKey, hash: number, world: World): string => {
  const { streets, isNumberFirst } = homeOf(key, world)
  const name = pick(hash, streets)
  const number = between(hash >>> 4, 1, 240)
  return isNumberFirst ? `${number} ${name}` : `${name} ${number}`
}
const taxNumber = ({ country }: Home, hash: number): string =>
  country[1] === 'US'
    ? `${between(hash, 10, 98)}-${between(hash >>> 3, 1_000_000, 9_999_999)}`
    : `${country[1]}${between(hash, 100_000_000, 999_999_999)}`
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

/** A country as it is nested in addresses: `{id, code, name}` (F-107). */
function countryOf({ country: [id, code, name] }: Home): Values {
  return { id, code, name }
}

const addressPlans: RecordPlans = {
  name: (key, _hash, world) => (key.owner ? `${placeOf(key, world)[0]} office` : `${placeOf(key, world)[0]} ${key.id}`),
  'location-code': (key) => `LOC-${key.id}`,
  street1: street,
  city: (key, _hash, world) => placeOf(key, world)[0],
  'postal-code': (key, _hash, world) => placeOf(key, world)[1],
  state: (key, _hash, world) => placeOf(key, world)[2] || null,
  country: (key, _hash, world) => countryOf(homeOf(key, world)),
  'local-tax-number': (key, hash, world) => (isChosen(hash, 0.3) ? taxNumber(homeOf(key, world), hash) : null),
  'remit-to-code': (key) => `RT-${key.id}`,
  active: () => true,
}

// Eight of ten suppliers are active, whatever else there is.
// biome-ignore format: lists read better packed
const supplierStatuses = ['active', 'active', 'active', 'active', 'active', 'active', 'active', 'active', 'active', 'active', 'active', 'inactive', 'draft', 'onboarding']

const taxHome = (key: RecordKey): Home => pick(key.index, homes)

/** Place of the currency that a rate leads from; all lead to the first one. */
const pairOf = (key: RecordKey): number => 1 + (key.index % (words.currencies.length - 1))

function exchangeRate(place: number, hash: number): string {
  const about = words.dollarRates[place] ?? 1
  return (about * (0.98 + (hash % 400) / 10_000)).toFixed(9)
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
  account_types: {
    'dynamic-flag': (key) => key.index % 2 === 1,
    name: numbered(['US Main', 'EU Main', 'UK Main', 'APAC Main']),
  },
  addresses: addressPlans,
  RemitToAddress: addressPlans,
  SupplierAddress: addressPlans,
  SupplierRemitTo: { ...addressPlans, name: (key, _hash, world) => `${placeOf(key, world)[0]} billing` },
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
    file: (key) => `attachment-${key.id}.txt`,
    'file-url': (key) => `/api/attachments/${key.id}`,
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
    email: (key) => {
      const domain = key.owner && rootOf(key).resource === 'suppliers' ? supplierDomain(rootOf(key)) : 'example.com'
      return `${slug(firstName(key.hash))}.${slug(lastName(key.hash))}@${domain}`
    },
    'name-given': (key) => firstName(key.hash),
    'name-family': (key) => lastName(key.hash),
    'name-fullname': (key) => `${firstName(key.hash)} ${lastName(key.hash)}`,
    active: () => true,
  },
  PhoneNumber: {
    'country-code': (key, _hash, world) => homeOf(key, world).phoneCode,
    'area-code': (key, _hash, world) => placeOf(key, world)[3],
    number: (_key, hash) => String(between(hash, 2_000_000, 9_999_999)),
  },
  contracts: {
    name: (key) => `Frame agreement ${key.id}`,
    number: coded('C'),
    'start-date': (key, _hash, world) => world.midnightMs(key.createdMs, 0),
    'end-date': (key, hash, world) => world.midnightMs(key.createdMs, between(hash, 365, 1500)),
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
    rate: (key) => exchangeRate(pairOf(key), key.hash),
    'rate-date': (key, _hash, world) => world.midnightMs(key.createdMs, 0),
    'from-currency': (key, _hash, world) => world.referenceAt('currencies', pairOf(key)),
    'to-currency': (_key, _hash, world) => world.referenceAt('currencies', 0),
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
    quantity: (key) => `${lineQuantity(key.hash)}.0`,
    price: (key) => decimal(linePriceCents(key.hash)),
    total: (key) => decimal(lineTotalCents(key.hash)),
    item: (key, _hash, world) => itemOf(key, world),
    uom: (key, _hash, world) => unitOf(key, world),
    status: (_key, hash) => pick(hash, ['created', 'created', 'voided']),
  },
  items: {
    name: (key) => `${goodAt(key.index).name} no. ${key.id}`,
    'item-number': coded('IT'),
    description: (key) => goodAt(key.index).name,
    commodity: (key, _hash, world) =>
      world.referenceAt('commodities', words.commodities.indexOf(goodAt(key.index).commodity)),
    uom: (key, _hash, world) =>
      world.referenceAt(
        'uoms',
        words.unitsOfMeasure.findIndex(([code]) => code === goodAt(key.index).unit),
      ),
    active: (_key, hash) => isChosen(hash, 0.97),
  },
  supplier_items: {
    item: (key, _hash, world) => world.referenceAt('items', key.index),
    price: (key) => decimal(priceCents(goodAt(key.index), key.hash)),
    'supplier-part-num': (key) => `P-${String(key.id).padStart(5, '0')}`,
    preferred: (_key, hash) => isChosen(hash, 0.2),
    'lead-time': (_key, hash) => between(hash, 2, 21),
    'minimum-order-quantity': () => '1.0',
  },
  legal_entities: {
    name: (key) => `Acme ${pick(key.index, ['US Inc.', 'Europe GmbH', 'UK Ltd', 'Asia Pte'])} ${key.id}`,
  },
  lookups: {
    description: () => null,
    name: (key, hash, world) => numbered(lookupNamesOf(world.seed))(key, hash, world),
    code: coded('LK'),
  },
  lookup_values: {
    name: numbered(words.lookupValues),
    description: () => null,
    parent: () => null,
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
    status: (key) => (key.index === 0 ? 'active' : pick(mix(key.hash, 4), supplierStatuses)),
    'payment-method': () => 'invoice',
    'po-method': (_key, hash) => pick(hash, ['email', 'email', 'cxml', 'prompt']),
    'po-email': (key) => `orders@${supplierDomain(key)}`,
    'po-change-method': () => 'email',
    'invoice-matching-level': (_key, hash) => pick(hash, ['2-way', '3-way', 'none']),
    'tax-id': (key, hash) => (isChosen(hash, 0.6) ? taxNumber(homeOfHash(mix(key.hash, 61)), hash) : null),
    website: (key, hash) => (isChosen(hash, 0.3) ? `https://www.${supplierDomain(key)}` : null),
    'on-hold': (_key, hash) => isChosen(hash, 0.02),
    'account-number': (_key, hash) => (isChosen(hash, 0.2) ? '' : null),
  },
  tax_codes: {
    code: (key) => {
      const { country, taxPercent } = taxHome(key)
      const round = Math.floor(key.index / homes.length)
      return `${country[1]}-${round === 0 ? `VAT${taxPercent}` : `R${round}`}`
    },
    description: (key) => {
      const isStandard = key.index < homes.length
      return `${taxHome(key).country[2]}, ${isStandard ? 'standard rate' : `special rate ${Math.floor(key.index / homes.length)}`}`
    },
    percentage: (key) => {
      const round = Math.floor(key.index / homes.length)
      return decimal(round === 0 ? taxHome(key).taxPercent * 100 : ([700, 550, 0][(round - 1) % 3] ?? 0))
    },
    country: (key) => countryOf(taxHome(key)),
    active: () => true,
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
  warehouses: { description: () => null, name: (key) => `Warehouse ${key.index + 1}` },
}
