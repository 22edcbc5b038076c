import { integrationErrors, integrationHistoryRecords } from '../side/integration-records.ts'
import { integrationRuns } from '../side/integration-runs.ts'
import { approvals } from './approvals.ts'
import { contracts } from './contracts.ts'
import type { DocumentKind } from './document-action.ts'
import { expenseReports } from './expense-reports.ts'
import { inventoryTransactions, receivingTransactions } from './inventory-transactions.ts'
import { invoices } from './invoices.ts'
import { orderConfirmations } from './order-confirmations.ts'
import * as others from './other-documents.ts'
import * as payables from './payables.ts'
import { projects } from './projects.ts'
import { purchaseOrderChanges } from './purchase-order-changes.ts'
import { purchaseOrderLines } from './purchase-order-lines.ts'
import { purchaseOrders } from './purchase-orders.ts'
import { receiptRequests } from './receipt-requests.ts'
import { requisitions } from './requisitions.ts'
import { returnRequests } from './return-requests.ts'
import { shipNoticeLines, shipNotices } from './ship-notices.ts'
import { quoteRequests, quoteResponses } from './sourcing.ts'
import { workerAssignments } from './worker-assignments.ts'

/** Every kind of document that has rules of its own. */
export const documentKinds: readonly DocumentKind[] = [
  approvals,
  contracts,
  expenseReports,
  inventoryTransactions,
  receivingTransactions,
  integrationErrors,
  integrationHistoryRecords,
  integrationRuns,
  invoices,
  orderConfirmations,
  projects,
  purchaseOrderChanges,
  purchaseOrderLines,
  purchaseOrders,
  receiptRequests,
  requisitions,
  returnRequests,
  shipNoticeLines,
  shipNotices,
  quoteRequests,
  quoteResponses,
  workerAssignments,
  ...Object.values(payables),
  ...Object.values(others),
]
