import { sum } from '../../schema/decimal-math.ts'
import { idOf, isValues, itemsOf, type Value, type Values } from '../../schema/value.ts'
import { objectOf, parameterOf, textOf } from '../../write/request-input.ts'
import { approverActions } from '../actions/approvals.ts'
import type { ActionSubject, DocumentKind } from '../actions/document-action.ts'

/** Expense reports (F-404; statuses and the parameters of send_back_line are inferred). */
export const expenseReports: DocumentKind = {
  resource: 'expense_reports',
  actions: [
    {
      path: ':id/submit',
      from: ['draft', 'rejected', 'sent_back'],
      to: 'pending_approval',
      refuse: withoutLines,
      change: submission,
    },
    ...approverActions('expense_reports'),
    {
      path: ':id/send_back_line',
      from: ['pending_approval', 'pending_audit', 'approved_for_payment'],
      refuse: ({ request, record }) => {
        const id = lineId({ request })
        if (id === undefined) return "Expense line can't be blank"
        return itemsOf(record.get('expense-lines')).some((line) => idOf(line) === id)
          ? undefined
          : 'Expense line does not belong to this report'
      },
      change: sendBack,
    },
  ],
  behaviour: ({ context }) => ({
    prepareCreate: (values) => ({ 'expensed-by': context.author, ...withoutNulls(values), ...totals(values) }),
    prepareUpdate: (_current, changes) =>
      changes['expense-lines'] === undefined ? changes : { ...changes, ...totals(changes) },
  }),
}

function withoutLines({ record }: ActionSubject): string | undefined {
  return itemsOf(record.get('expense-lines')).length === 0 ? "Expense lines can't be blank" : undefined
}

function submission({ chains, record, context }: ActionSubject): Values {
  return {
    'submitted-at': Math.floor(context.now() / 1000) * 1000,
    'submitted-by': context.author,
    ...chains.start('expense_reports', record),
  }
}

function lineId({ request }: Pick<ActionSubject, 'request'>): number | undefined {
  const nested = objectOf(request.input(), 'expense-line')
  const text =
    parameterOf(request, 'expense_line_id') ?? parameterOf(request, 'line_id') ?? (nested && textOf(nested, 'id'))
  return text === undefined ? undefined : Number(text)
}

function sendBack({ request, record }: ActionSubject): Values {
  const id = lineId({ request })
  const reason = parameterOf(request, 'reason') ?? parameterOf(request, 'comment') ?? null
  const lines = itemsOf(record.get('expense-lines')).map((line): Value => {
    return isValues(line) && idOf(line) === id ? { ...line, status: 'sent_back', reason } : line
  })
  return { 'expense-lines': lines }
}

function totals(values: Values): Values {
  const amounts = itemsOf(values['expense-lines']).map((line) => (isValues(line) ? line.amount : null))
  return { total: sum(amounts) }
}

function withoutNulls(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => name !== 'expensed-by' || value !== null))
}
