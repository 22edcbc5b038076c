import type { FlatFileObject } from '../flat-file-object.ts'

export const invoicePayment: FlatFileObject = {
  name: 'invoice-payment',
  title: 'Payments of invoices',
  folder: 'InvoicePayments',
  rowTypes: [
    {
      name: 'invoice-payment',
      words: [],
      columns: {
        'Supplier Name': 'supplier.name',
        'Supplier Number': 'supplier.number',
        'Invoice Number': 'invoice-number',
        'Invoice Date': 'invoice-date',
        'Invoice ID': 'id',
        'Expense Report Id': 'expense-report.id',
        Paid: 'paid',
        'Paid-in-Full Date': 'payment-date',
        'Paid-in-Full Note': 'payment-notes',
        'Check Amount Paid': 'payments.amount-paid',
        'Check # / Note': 'payments.check-number',
        'Check Payment Date': 'payments.payment-date',
      },
    },
  ],
}

export const expensePayment: FlatFileObject = {
  name: 'expense-payment',
  title: 'Payments of expense reports',
  folder: 'ExpensePayments',
  rowTypes: [
    {
      name: 'expense-payment',
      words: [],
      columns: {
        'Expense Report Id': 'id',
        'Paid-in-Full Date': 'payment.payment-date',
        'Paid-in-Full Note': 'payment.notes',
      },
    },
  ],
}
