import type { ApiContext } from '../../api/contract.ts'
import { compareDecimals } from '../../schema/decimal-math.ts'
import { Reference, type Value, type Values } from '../../schema/value.ts'
import type { SandboxRecord } from '../../store/record-store.ts'

/** Keys of a line that a supplier's offer must match, and their names on the offer. The price never is one. */
const matchedKeys: readonly (readonly [line: string, offer: string])[] = [
  ['supplier', 'supplier'],
  ['contract', 'contract'],
  ['source-part-num', 'supplier-part-num'],
  ['supp-aux-part-num', 'supplier-aux-part-num'],
]

/**
 * The offer for the item of a requisition line: among those that match what the line names (supplier, part numbers, contract) the
 * preferred one, else the cheapest; the contract must be published and in date (F-325). Catalogs show neither a
 * status nor dates through the API, so the sandbox's are all accepted. Undefined when no offer fits.
 */
export function chooseSupplierItem(line: Values, context: ApiContext): SandboxRecord | undefined {
  const offers = context.store.collection('supplier_items')
  const { item } = line
  if (!offers || !(item instanceof Reference)) return undefined
  let best: SandboxRecord | undefined
  for (const offer of offers.iterate()) {
    if (!isSame(offer.get('item'), item) || !matches(offer, line) || !isInForce(offer.get('contract'), context))
      continue
    if (!best || isBetter(offer, best)) best = offer
  }
  return best
}

function matches(offer: SandboxRecord, line: Values): boolean {
  return matchedKeys.every(([onLine, onOffer]) => {
    const wanted = line[onLine] ?? null
    return wanted === null || wanted === '' || isSame(offer.get(onOffer), wanted)
  })
}

function isInForce(contract: Value, { store, now }: ApiContext): boolean {
  const record = contract instanceof Reference ? store.resolve(contract) : undefined
  if (!record) return true
  const [start, end] = [record.get('start-date'), record.get('end-date')]
  const hasBegun = typeof start !== 'number' || start <= now()
  return record.get('status') === 'published' && hasBegun && (typeof end !== 'number' || end >= now())
}

function isBetter(offer: SandboxRecord, best: SandboxRecord): boolean {
  const [isPreferred, isBestPreferred] = [offer.get('preferred') === true, best.get('preferred') === true]
  if (isPreferred !== isBestPreferred) return isPreferred
  return compareDecimals(offer.get('price') ?? 0, best.get('price') ?? 0) < 0
}

function isSame(left: Value, right: Value): boolean {
  if (left instanceof Reference && right instanceof Reference) return left.id === right.id
  return left === right
}
