import type { Reference } from '../schema/value.ts'
import { orderStatus } from './document-status.ts'
import { goodOf, goods, goodsPlace } from './goods.ts'
import { homes } from './homes.ts'
import { decimal, linePriceCents, lineQuantity, lineTaxCents, lineTotalCents } from './money.ts'
import { homeOf } from './parties.ts'
import { isChosen, mix, pick } from './random.ts'
import { commodities, unitsOfMeasure } from './vocabulary.ts'
import { type Plan, type RecordKey, type RecordPlans, rootOf, type World } from './world.ts'

/** An item of the catalog that is what a line is about; null for lines in free text. */
export function itemOf(key: RecordKey, world: World): Reference | null {
  const rounds = Math.floor(world.poolOf('items') / goods.length)
  if (rounds === 0 || isChosen(mix(key.hash, 112), 0.6)) return null
  return world.referenceAt('items', goodsPlace(key.hash) + goods.length * (mix(key.hash, 113) % rounds))
}

/** The unit that a line is counted in. */
export function unitOf(key: RecordKey, world: World): Reference | null {
  const { unit } = goodOf(key.hash)
  return world.referenceAt(
    'uoms',
    unitsOfMeasure.findIndex(([code]) => code === unit),
  )
}

const total: Plan = (key) => decimal(lineTotalCents(key.hash))
const isClosed = (key: RecordKey): boolean => orderStatus(rootOf(key)) === 'closed'

const linePlans: RecordPlans = {
  'line-num': (key) => key.index + 1,
  description: (key) => goodOf(key.hash).name,
  commodity: (key, _hash, world) => world.referenceAt('commodities', commodities.indexOf(goodOf(key.hash).commodity)),
  uom: (key, _hash, world) => unitOf(key, world),
  item: (key, _hash, world) => itemOf(key, world),
  quantity: (key) => `${lineQuantity(key.hash)}.0`,
  price: (key) => decimal(linePriceCents(key.hash)),
  'unit-price': (key) => decimal(linePriceCents(key.hash)),
  total,
  'accounting-total': total,
  'need-by-date': (key, _hash, world) => world.midnightMs(key.createdMs, 7 + (key.hash % 28)),
}

/** Plans of the lines of documents and of what hangs on them, by type. */
export const linePlansByType: Readonly<Record<string, RecordPlans>> = {
  InvoiceLine: {
    ...linePlans,
    type: () => 'InvoiceQuantityLine',
    'line-type': () => 'InvoiceQuantityLine',
    status: () => 'created',
    'tax-amount': (key, _hash, world) => decimal(lineTaxCents(key.hash, homeOf(key, world).taxPercent)),
    'tax-rate': (key, _hash, world) => `${homeOf(key, world).taxPercent}.0`,
  },
  PurchaseOrderLine: {
    ...linePlans,
    'line-num': (key) => String(key.index + 1),
    type: () => 'OrderQuantityLine',
    status: (key) => (isClosed(key) ? 'closed' : 'created'),
    received: (key) => (isClosed(key) ? `${lineQuantity(key.hash)}.0` : '0.0'),
    invoiced: (key) => (isClosed(key) ? `${lineQuantity(key.hash)}.0` : '0.0'),
    'match-type': () => '3-way',
    'reporting-total': total,
    'order-header-id': (key) => key.owner?.id ?? null,
    'order-header-number': (key) => (key.owner ? String(key.owner.id) : null),
    version: () => 1,
  },
  RequisitionLine: {
    ...linePlans,
    'line-type': () => 'RequisitionQuantityLine',
    status: () => 'created',
    'transmission-method-override': () => 'supplier_default',
  },
  ExpenseLine: {
    ...linePlans,
    commodity: () => null,
    uom: () => null,
    item: () => null,
    description: (_key, hash) => pick(hash, ['Room', 'Ride', 'Ticket', 'Lunch']),
    amount: total,
    'approved-amount': total,
    'reporting-total': total,
    'line-number': (key) => key.index + 1,
    'expense-date': (key, _hash, world) => world.midnightMs(key.createdMs, -1 - (key.hash % 7)),
    'expense-report-id': (key) => key.owner?.id ?? null,
    merchant: (_key, hash) => pick(hash, ['Hotel Adler', 'City Cab', 'Rail One', 'Café Central']),
  },
  TaxLine: {
    amount: (key, _hash, world) => decimal(lineTaxCents(key.owner?.hash ?? 0, homeOf(key, world).taxPercent)),
    base: (key) => decimal(lineTotalCents(key.owner?.hash ?? 0)),
    rate: (key, _hash, world) => `${homeOf(key, world).taxPercent}.0`,
    type: () => 'LineTaxLine',
    code: (key, _hash, world) => {
      const { country, taxPercent } = homeOf(key, world)
      return `${country[1]}-VAT${taxPercent}`
    },
    'tax-code': (key, _hash, world) => world.referenceAt('tax_codes', homes.indexOf(homeOf(key, world))),
  },
}
