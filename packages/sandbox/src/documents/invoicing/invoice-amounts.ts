import { multiply, sum } from '../../schema/decimal-math.ts'
import { isValues, itemsOf, type Value, type Values } from '../../schema/value.ts'

const surcharges = ['handling-amount', 'shipping-amount', 'misc-amount', 'tax-amount']

/**
 * Completes the lines in `changes` and adds up the invoice, whose other values are `current` (plain arithmetic; taxes by line are
 * left to who gives them). Changes that touch no amount stay as they are.
 */
export function withAmounts(current: Values, changes: Values): Values {
  const isTouched = ['invoice-lines', ...surcharges].some((name) => changes[name] !== undefined)
  if (!isTouched) return changes
  const all = { ...current, ...changes }
  const lines = itemsOf(all['invoice-lines']).map((line, index) => (isValues(line) ? completeLine(line, index) : line))
  const amounts = lines.map((line) => (isValues(line) ? line.total : null))
  const total = sum([...amounts, ...surcharges.map((name) => all[name])])
  return {
    ...changes,
    ...(changes['invoice-lines'] === undefined ? {} : { 'invoice-lines': lines }),
    'line-count': lines.length,
    'gross-total': total,
    'total-with-taxes': total,
  }
}

function completeLine(line: Values, index: number): Value {
  const total = line.quantity ? multiply(line.quantity, line.price) : sum([line.price])
  const type = line.quantity ? 'InvoiceQuantityLine' : 'InvoiceAmountLine'
  return {
    ...line,
    'line-num': line['line-num'] ?? index + 1,
    type: line.type ?? type,
    'line-type': line['line-type'] ?? type,
    status: line.status ?? 'created',
    total,
    'accounting-total': total,
  }
}
