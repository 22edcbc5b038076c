import type { ApiContext } from '../../api/contract.ts'
import { RequestProblem } from '../../format/request-problem.ts'
import { multiply, sum } from '../../schema/decimal-math.ts'
import { isValues, itemsOf, Reference, type Value, type Values } from '../../schema/value.ts'
import { chooseSupplierItem } from './supplier-item-choice.ts'

/** Longest texts (F-321); those of the lines stand in the catalog. */
const MAX_JUSTIFICATION = 2000

/**
 * Completes a requisition and its lines (F-320, F-324): later lines with a number that was there are dropped,
 * numbers rise by one, a catalog item gives the description, terms come from the supplier, amounts are added up.
 * `known` are lines that were there before. Throws RequestProblem (400) for what cannot be submitted.
 */
export function completeRequisition(values: Values, known: readonly Value[], context: ApiContext): Values {
  const justification = values.justification
  if (typeof justification === 'string' && justification.length > MAX_JUSTIFICATION) {
    throw refused(`Justification is too long (maximum is ${MAX_JUSTIFICATION} characters)`)
  }
  if (values['requisition-lines'] === undefined) return values
  const lines = numbered(itemsOf(values['requisition-lines'])).map((line) => completeLine(line, known, context))
  const blank = lines.filter((line) => !line.description && !line.item)
  const tooLong = lines.flatMap((line) => lengthProblems(line, context))
  if (tooLong.length > 0) throw new RequestProblem(400, [...new Set(tooLong)], 'requisition_header')
  if (blank.length > 0) throw refused("Requisition lines description can't be blank")
  return {
    ...values,
    'requisition-lines': lines,
    'line-count': lines.length,
    total: sum(lines.map((line) => line.total)),
    currency: values.currency ?? lines[0]?.currency ?? null,
  }
}

/** Throws RequestProblem (400) for a requisition without lines, which cannot be submitted (F-322). */
export function requireLines(values: Values): void {
  if (itemsOf(values['requisition-lines']).length === 0) throw refused("Requisition lines can't be blank")
}

function numbered(items: readonly Value[]): readonly Values[] {
  const lines: Values[] = []
  const seen = new Set<number>()
  let last: number | undefined
  for (const item of items) {
    if (!isValues(item)) continue
    const given = item['line-num']
    const lineNumber: number = given === undefined || given === null ? (last ?? 0) + 1 : Number(given)
    if (seen.has(lineNumber)) continue
    if (last !== undefined && lineNumber !== last + 1) throw refused('Requisition lines line num must increase by one')
    seen.add(lineNumber)
    last = lineNumber
    lines.push({ ...item, 'line-num': lineNumber })
  }
  return lines
}

/** What the chosen offer of a supplier gives a new line; what the line names itself stays, its price included. */
function withOffer(line: Values, context: ApiContext): Values {
  const offer = chooseSupplierItem(line, context)
  if (!offer) return line
  const given: Values = {
    supplier: offer.get('supplier'),
    contract: offer.get('contract'),
    currency: offer.get('currency'),
    'source-part-num': offer.get('supplier-part-num'),
    'supp-aux-part-num': offer.get('supplier-aux-part-num'),
    'unit-price': offer.get('price'),
  }
  return { ...line, ...Object.fromEntries(Object.entries(given).filter(([name]) => (line[name] ?? null) === null)) }
}

function completeLine(given: Values, known: readonly Value[], context: ApiContext): Values {
  const isKnown = known.some((candidate) => isValues(candidate) && candidate.id === given.id)
  const line = isKnown ? given : withOffer(given, context)
  const item = line.item instanceof Reference ? context.store.resolve(line.item) : undefined
  const supplier = line.supplier instanceof Reference ? context.store.resolve(line.supplier) : undefined
  const description = item ? (item.get('description') ?? item.get('name')) : line.description
  const unitPrice = line['unit-price'] ?? '0.0'
  const quantity = line.quantity ?? (line['line-type'] === 'RequisitionAmountLine' ? null : '1.0')
  return {
    ...line,
    'line-type': line['line-type'] ?? 'RequisitionQuantityLine',
    status: line.status ?? 'draft',
    description: description ?? null,
    'unit-price': unitPrice,
    quantity,
    total: quantity === null ? sum([unitPrice]) : multiply(quantity, unitPrice),
    ...(isKnown
      ? {}
      : {
          'payment-term': line['payment-term'] ?? supplier?.get('payment-term') ?? null,
          'shipping-term': line['shipping-term'] ?? supplier?.get('shipping-term') ?? null,
        }),
  }
}

/** Texts of lines that are longer than the catalog allows, such as a description of more than 255 characters. */
function lengthProblems(line: Values, context: ApiContext): readonly string[] {
  const shape = context.schema.shapeOfType('RequisitionLine')
  return (shape?.fields ?? []).flatMap(({ name, maxLength }) => {
    const value = line[name]
    if (maxLength === undefined || typeof value !== 'string' || value.length <= maxLength) return []
    return [`Requisition lines ${name.replaceAll('-', ' ')} is too long (maximum is ${maxLength} characters)`]
  })
}

/** What Coupa answers to a requisition that it does not take. */
export function refused(message: string): RequestProblem {
  return new RequestProblem(400, message, 'requisition_header')
}
