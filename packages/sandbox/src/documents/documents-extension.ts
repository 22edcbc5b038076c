import type { ApiContext, ExtensionParts } from '../api/contract.ts'
import { createApprovalChains } from './actions/approval-chains.ts'
import type { DocumentWorld } from './actions/document-action.ts'
import { genericRoutes } from './actions/generic-actions.ts'
import { routesOf } from './actions/run-action.ts'
import { documentKinds } from './document-kinds.ts'
import { applyOrderChange } from './orders/apply-order-change.ts'

/** The state machines of the documents, and all other actions of the catalog. */
export function createDocuments(context: ApiContext): ExtensionParts {
  const chains = createApprovalChains(context, { purchase_order_changes: applyOrderChange })
  const world: DocumentWorld = { context, chains }
  const behaviours = documentKinds.flatMap(({ resource, behaviour }) =>
    behaviour ? [[resource, behaviour(world)] as const] : [],
  )
  return {
    routes: [...documentKinds.flatMap((kind) => routesOf(kind, world)), ...genericRoutes(world)],
    behaviours: Object.fromEntries(behaviours),
  }
}
