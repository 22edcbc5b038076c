import type { FlatFileObject } from '../flat-file-object.ts'
import { numbered } from '../numbered.ts'

export const account: FlatFileObject = {
  name: 'account',
  title: 'Accounts',
  folder: 'Accounts',
  rowTypes: [
    {
      name: 'account',
      words: [],
      columns: {
        Name: 'name',
        Active: 'active',
        'Chart of Accounts': 'account-type.name',
        ...numbered('Segment ', 'segment-', 20),
      },
    },
  ],
}

export const lookupValue: FlatFileObject = {
  name: 'lookup-value',
  title: 'Lookup values',
  folder: 'LookupValues',
  rowTypes: [
    {
      name: 'lookup-value',
      words: [],
      columns: {
        Name: 'name',
        Active: 'active',
        Lookup: 'lookup.name',
        Description: 'description',
        'External Ref Num': 'external-ref-num',
        'External Ref Code': 'external-ref-code',
        'Chart of Accounts': 'account-type.name',
        'Parent External Ref Code': 'parent.external-ref-code',
        Default: 'is-default',
      },
      exported: {
        Id: 'id',
        'Created Date': 'created-at',
        'Last Updated Date': 'updated-at',
        'Lookup ID': 'lookup.id',
        'Lookup Name': 'lookup.name',
        'Parent ID': 'parent.id',
        Depth: 'depth',
        'Account Type ID': 'account-type.id',
        'Account Type Name': 'account-type.name',
      },
    },
  ],
}

export const budgetLine: FlatFileObject = {
  name: 'budget-line',
  title: 'Budget lines',
  folder: 'BudgetLines',
  rowTypes: [
    {
      name: 'budget-line',
      words: [],
      columns: {
        Period: 'period.name',
        'Budgeting Segment': 'budgeting-segment',
        Amount: 'amount',
        Remaining: 'remaining',
        'Pending Requisitions Amount': 'pending-requisitions-amount',
        Description: 'description',
        Notes: 'notes',
        Owner: 'owner.login',
        'Owner Is Approver': 'owner-is-approver',
        'Budget Hard Stop': 'error-on-overrun',
        'Budget Overrun Calculation': 'overrun-calculation',
        ...numbered('Segment ', 'segment-', 20),
      },
    },
  ],
}

export const exchangeRate: FlatFileObject = {
  name: 'exchange-rate',
  title: 'Exchange rates',
  folder: 'ExchangeRates',
  rowTypes: [
    {
      name: 'exchange-rate',
      words: [],
      columns: {
        'From Currency': 'from-currency.code',
        'To Currency': 'to-currency.code',
        Rate: 'rate',
        'Rate Date': 'rate-date',
      },
    },
  ],
}
