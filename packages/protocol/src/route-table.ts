import { alertRoutes } from './routes/alerts.ts'
import { connectionSchemaRoutes } from './routes/connection-schemas.ts'
import { connectionRoutes } from './routes/connections.ts'
import { containerRoutes } from './routes/containers.ts'
import { destinationRoutes } from './routes/destinations.ts'
import { failureRoutes } from './routes/failures.ts'
import { foundRecordRoutes } from './routes/found-records.ts'
import { installationRoutes } from './routes/installation.ts'
import { jobRoutes } from './routes/jobs.ts'
import { nodeRoutes } from './routes/node.ts'
import { openWorkRoutes } from './routes/open-work.ts'
import { accountRoutes, sessionRoutes } from './routes/people.ts'
import { processAnswerRoutes } from './routes/process-answers.ts'
import { processBuildingRoutes } from './routes/process-building.ts'
import { processHistoryRoutes } from './routes/process-history.ts'
import { processRoutes } from './routes/processes.ts'
import { proposalRoutes } from './routes/proposals.ts'
import type { Route } from './routes/route.ts'
import { runRoutes } from './routes/runs.ts'

/** The one table of routes. Server, client, OpenAPI document, console and the tests of access are made from it. */
export const routes = {
  ...installationRoutes,
  ...sessionRoutes,
  ...accountRoutes,
  ...connectionRoutes,
  ...connectionSchemaRoutes,
  ...jobRoutes,
  ...destinationRoutes,
  ...proposalRoutes,
  ...processRoutes,
  ...runRoutes,
  ...failureRoutes,
  ...processAnswerRoutes,
  ...processHistoryRoutes,
  ...processBuildingRoutes,
  ...alertRoutes,
  ...foundRecordRoutes,
  ...openWorkRoutes,
  ...containerRoutes,
  ...nodeRoutes,
} as const satisfies Record<string, Route>

export type Routes = typeof routes
export type RouteId = keyof Routes

/** All ids of the table. */
export const routeIds: readonly RouteId[] = Object.keys(routes) as RouteId[]
