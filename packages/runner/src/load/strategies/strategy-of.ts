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

/** Records that the REST API does not have: Coupa cannot be asked about them. */
const unseenStrategy: LoadStrategy = {
  trustsWhatIsKnown: true,
  lookUp: async (rows) => rows.map(({ at, record }) => ({ kind: 'create', at, record })),
  create: () => Promise.reject(new TypeError('only flat files have such records')),
  update: () => Promise.reject(new TypeError('only flat files have such records')),
}

/** The strategy that a load asks for. */
export function strategyOf({ destination }: LoadDefinition): LoadStrategy {
  return destination.resource === '' ? unseenStrategy : strategies[destination.strategy]
}
