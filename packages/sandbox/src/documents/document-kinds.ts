import { approvals } from './actions/approvals.ts'
import type { DocumentKind } from './actions/document-action.ts'
import { integrationErrors, integrationHistoryRecords } from './integrations/integration-records.ts'
import { integrationRuns } from './integrations/integration-runs.ts'
import { inventoryTransactions, receivingTransactions } from './inventory/inventory-transactions.ts'
import { receiptRequests } from './inventory/receipt-requests.ts'
import { returnRequests } from './inventory/return-requests.ts'
import { expenseReports } from './invoicing/expense-reports.ts'
import { invoices } from './invoicing/invoices.ts'
import * as payables from './invoicing/payables.ts'
import { orderConfirmations } from './orders/order-confirmations.ts'
import { purchaseOrderChanges } from './orders/purchase-order-changes.ts'
import { purchaseOrderLines } from './orders/purchase-order-lines.ts'
import { purchaseOrders } from './orders/purchase-orders.ts'
import { shipNoticeLines, shipNotices } from './orders/ship-notices.ts'
import { contracts } from './other-kinds/contracts.ts'
import * as others from './other-kinds/other-documents.ts'
import { projects } from './other-kinds/projects.ts'
import { workerAssignments } from './other-kinds/worker-assignments.ts'
import { requisitions } from './requisitions/requisitions.ts'
import { quoteRequests, quoteResponses } from './requisitions/sourcing.ts'

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
