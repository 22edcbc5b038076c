import type { LoadDefinition, LoadStrategy as StrategyName } from '@coupa-connector/process'
import { accountsStrategy } from './accounts-strategy.ts'
import { budgetLinesStrategy } from './budget-lines-strategy.ts'
import { expensePaymentsStrategy } from './expense-payments-strategy.ts'
import { invoicePaymentsStrategy } from './invoice-payments-strategy.ts'
import { invoicesStrategy } from './invoices-strategy.ts'
import type { LoadStrategy } from './load-strategy.ts'
import { recordsStrategy } from './records-strategy.ts'

const strategies: Readonly<Record<StrategyName, LoadStrategy>> = {
  records: recordsStrategy,
  accounts: accountsStrategy,
  'budget-lines': budgetLinesStrategy,
  invoices: invoicesStrategy,
  'invoice-payments': invoicePaymentsStrategy,
  'expense-payments': expensePaymentsStrategy,
}

/** The strategy that a load asks for. */
export function strategyOf({ destination }: LoadDefinition): LoadStrategy {
  return strategies[destination.strategy]
}
