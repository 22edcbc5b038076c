import type { FlatFileObject } from '../flat-file-object.ts'
import { namedAfterColumns } from '../named-after-columns.ts'
import { numbered } from '../numbered.ts'

// What Coupa takes as flat files and not through its REST API: fields are called as their columns.

export const approvalChain: FlatFileObject = {
  name: 'approval-chain',
  title: 'Approval chains',
  folder: 'ApprovalChains',
  rowTypes: [
    {
      name: 'approval-chain',
      words: [],
      columns: {
        ...namedAfterColumns([
          'Approval Chain Name',
          'Status',
          'Approval Chain Type',
          'Priority',
          'Skip Approvers',
          'Skip Management Hierarchy',
          'Skip Further Approvers',
          'Auto Approve Self',
          'Dedupe OBO User and Auto Approve',
          'Always Evaluate',
          'Parallel',
          'Total Comparator',
          'Minimum Total Amount',
          'Maximum Total Amount',
          'Total Currency',
          'Minimum Approval Limit',
          'Maximum Approval Limit Amount',
          'Maximum Approval Limit Currency',
          'Maximum Approval Limit',
          'Operator',
        ]),
        ...numbered('Condition ', 'condition-', 10),
        Description: 'description',
        ...numbered('Approver ', 'approver-', 10),
        ...numbered('Watcher ', 'watcher-', 5),
        'Approver Params': 'approver-params',
        'Validation Message': 'validation-message',
        ...numbered('Signatory ', 'signatory-', 5),
        'Applies to Supplier': 'applies-to-supplier',
      },
    },
  ],
}

export const chartOfAccounts: FlatFileObject = {
  name: 'chart-of-accounts',
  title: 'Charts of accounts',
  folder: 'AccountTypes',
  rowTypes: [
    {
      name: 'chart-of-accounts',
      words: [],
      columns: {
        ...namedAfterColumns([
          'Name',
          'Active',
          'Currency Code',
          'Primary Contact Email',
          'Primary Contact Work Phone',
          'Primary Contact Mobile Phone',
          'Primary Contact Fax Phone',
          'Primary Contact Given Name',
          'Primary Contact Family Name',
          'Primary Address Location Code',
          'Primary Address Street 1',
          'Primary Address Street 2',
          'Primary Address Street 3',
          'Primary Address Street 4',
          'Primary Address City',
          'Primary Address State',
          'Primary Address Postal Code',
          'Primary Address Country Code',
          'Primary Address VAT ID',
          'Primary Address Local Tax Number',
          'PO Boilerplate Terms',
        ]),
        ...segments('Field Type Code', 'field-type-code'),
        ...segments('Field Type Name', 'field-type-name'),
        ...namedAfterColumns([
          'Company Name',
          'Default Payment Term Code',
          'Default Shipping Term Code',
          'Use Ship To as Bill To',
          'Use Requester As Billing Contact',
          'Dynamic Flag',
        ]),
        ...segments('Lookup Name', 'lookup-name'),
        ...segments('Lookup Level', 'lookup-level'),
        ...segments('Parent', 'parent'),
        ...segments('Required', 'required'),
        ...segments('Locked', 'locked'),
        ...namedAfterColumns([
          'PO Number Prefix',
          'PO Number Length',
          'Item Invoice Matching Level',
          'Service Invoice Matching Level',
          'Allow Billing Notes',
          'Enterprise Code',
          'Legal Entity Name',
        ]),
      },
    },
  ],
}

export const expenseImportUserMap: FlatFileObject = {
  name: 'expense-import-user-map',
  title: 'Maps of users for imported expenses',
  folder: 'ExpenseImportUserMaps',
  rowTypes: [
    {
      name: 'expense-import-user-map',
      words: [],
      columns: namedAfterColumns([
        'Corp Card Integration Name',
        'Account Type',
        'Account Number',
        'Email',
        'Reimbursement Type',
      ]),
    },
  ],
}

export const taxRate: FlatFileObject = {
  name: 'tax-rate',
  title: 'Tax rates',
  folder: 'TaxRates',
  rowTypes: [
    {
      name: 'tax-rate',
      words: [],
      columns: namedAfterColumns([
        'Country Code',
        'Tax Rate Type',
        'Percentage',
        'Tax Rate ID',
        'Active',
        'Exempt',
        'Reverse Charge',
        'Customer Accounting',
        'Out of Scope',
        'Tax Rate Description',
        'Effective Date',
        'Expiration Date',
      ]),
    },
  ],
}

/** `Segment 1 Required` to `Segment 20 Required`. */
function segments(column: string, field: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from({ length: 20 }, (_, place) => [`Segment ${place + 1} ${column}`, `segment-${place + 1}-${field}`]),
  )
}
