import type { Reference } from '../schema/value.ts'
import { type Home, homeOfHash } from './homes.ts'
import { mix, pick } from './random.ts'
import { currencies, paymentTerms } from './vocabulary.ts'
import { type RecordKey, rootOf, type World } from './world.ts'

/** Resources whose records have a home of their own; the others have that of their supplier. */
const settledResources = /^(suppliers|addresses|users|warehouses|legal_entities|supplier_information)(\/|$)/

/** The supplier that a document and everything in it is with. */
export function supplierOf(key: RecordKey, world: World): Reference | null {
  return world.referenceAt('suppliers', supplierPlace(key, world))
}

/** The country that a record, or the supplier of a document, is in. */
export function homeOf(key: RecordKey, world: World): Home {
  return homeOfHash(mix(partyHash(key, world), 61))
}

/** The currency of a document and all its lines: that of its supplier. */
export function currencyOf(key: RecordKey, world: World): Reference | null {
  const { currency } = homeOf(key, world)
  return world.referenceAt(
    'currencies',
    currencies.findIndex(([code]) => code === currency),
  )
}

/** The payment term of a supplier, and of the documents with it. */
export function paymentTermOf(key: RecordKey, world: World): Reference | null {
  return world.referenceAt('payment_terms', termPlace(key, world))
}

/** Days to pay in, by that payment term. */
export function paymentDays(key: RecordKey, world: World): number {
  return paymentTerms[termPlace(key, world)]?.[1] ?? 30
}

/** City, postal code, state and area code of a record's home. */
export function placeOf(key: RecordKey, world: World): Home['places'][number] {
  return pick(mix(partyHash(key, world), 62), homeOf(key, world).places)
}

function supplierPlace(key: RecordKey, world: World): number {
  return mix(rootOf(key).hash, 201) % Math.max(1, world.poolOf('suppliers'))
}

function partyHash(key: RecordKey, world: World): number {
  const root = rootOf(key)
  if (settledResources.test(root.resource)) return root.hash
  return world.hashAt('suppliers', supplierPlace(root, world))
}

/** Mostly one of the first three: 30, 45 or 60 days. */
function termPlace(key: RecordKey, world: World): number {
  const hash = mix(partyHash(key, world), 63)
  const place = hash % 10 < 8 ? hash % 3 : hash % paymentTerms.length
  return place % Math.max(1, world.poolOf('payment_terms'))
}
