import type { FlatFileObject } from '../flat-file-object.ts'
import { nameKey } from '../name-key.ts'
import { address, remitToAddress } from './address-objects.ts'
import { account, budgetLine, exchangeRate, lookupValue } from './chart-objects.ts'
import { expenseReport } from './expense-report.ts'
import { approvalChain, chartOfAccounts, expenseImportUserMap, taxRate } from './files-only-objects.ts'
import { invoice } from './invoice.ts'
import { item } from './item.ts'
import { expensePayment, invoicePayment } from './payment-objects.ts'
import { purchaseOrder } from './purchase-order.ts'
import { receipt } from './receipt.ts'
import { requisition } from './requisition.ts'
import { commodity, department, paymentTerm, taxCode } from './small-objects.ts'
import { supplier } from './supplier.ts'
import { user } from './user.ts'

/** Every object whose flat files are known, in the order of their names. */
export const flatFileObjects: readonly FlatFileObject[] = [
  account,
  address,
  approvalChain,
  budgetLine,
  chartOfAccounts,
  commodity,
  department,
  exchangeRate,
  expenseImportUserMap,
  expensePayment,
  expenseReport,
  invoice,
  invoicePayment,
  item,
  lookupValue,
  paymentTerm,
  purchaseOrder,
  receipt,
  remitToAddress,
  requisition,
  supplier,
  taxCode,
  taxRate,
  user,
]

/** An object by its name, in the singular or the plural: `lookup-value`, `LookupValues`. Undefined when there is none. */
export function findFlatFileObject(name: string): FlatFileObject | undefined {
  const wanted = letters(name)
  return flatFileObjects.find((object) =>
    [object.name, `${object.name}s`, object.folder].some((known) => letters(known) === wanted),
  )
}

function letters(name: string): string {
  return nameKey(name).replaceAll('-', '')
}
