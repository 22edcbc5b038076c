import type { ApiContext, ExtensionParts } from '../server/handlers.ts'
import { createApprovalChains } from './approval-chains.ts'
import type { DocumentWorld } from './document-action.ts'
import { documentKinds } from './document-kinds.ts'
import { genericRoutes } from './generic-actions.ts'
import { routesOf } from './run-action.ts'

/** The state machines of the documents, and all other actions of the catalog. */
export function createDocuments(context: ApiContext): ExtensionParts {
  const world: DocumentWorld = { context, chains: createApprovalChains(context) }
  const behaviours = documentKinds.flatMap(({ resource, behaviour }) =>
    behaviour ? [[resource, behaviour(world)] as const] : [],
  )
  return {
    routes: [...documentKinds.flatMap((kind) => routesOf(kind, world)), ...genericRoutes(world)],
    behaviours: Object.fromEntries(behaviours),
  }
}
