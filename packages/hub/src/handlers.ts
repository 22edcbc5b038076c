import { createAlertHandlers } from './alerts/alert-handlers.ts'
import { createAuditHandlers } from './audit/audit-handlers.ts'
import { createConnectionSchemaHandlers } from './connection-schemas/connection-schema-handlers.ts'
import { createConnectionScheduleHandlers } from './connection-tests/connection-schedule-handlers.ts'
import { createConnectionHandlers } from './connections/connection-handlers.ts'
import { createCloudHandlers } from './containers/clouds/cloud-handlers.ts'
import { createShareHandlers } from './containers/clouds/share-handlers.ts'
import { createContainerHandlers } from './containers/container-handlers.ts'
import { createInstallerTokenHandlers } from './containers/nodes/installer-token-handlers.ts'
import { createNodeHandlers } from './containers/nodes/node-handlers.ts'
import { createSharedTokenHandlers } from './containers/nodes/shared-token-handlers.ts'
import type { HubContext } from './context/hub-context.ts'
import { createInstallationHandlers } from './installation/installation-handlers.ts'
import { createJobHandlers } from './jobs/job-handlers.ts'
import { createNodeWorkHandlers } from './node-work/node-work-handlers.ts'
import { createPeopleHandlers } from './people/people-handlers.ts'
import { createAnswerHandlers } from './processes/answers/answer-handlers.ts'
import { createBuildingHandlers } from './processes/building/building-handlers.ts'
import { createDestinationHandlers } from './processes/destinations/destination-handlers.ts'
import { createEnvironmentHandlers } from './processes/environments/environment-handlers.ts'
import { createFailureRecordHandlers } from './processes/failures/failure-record-handlers.ts'
import { createHistoryHandlers } from './processes/history/history-handlers.ts'
import { createOpenWorkHandlers } from './processes/open-work/open-work-handlers.ts'
import { createProcessHandlers } from './processes/process-handlers.ts'
import { createRunHandlers } from './processes/run-handlers.ts'
import { createSearchHandlers } from './processes/search/search-handlers.ts'
import { createProposalHandlers } from './proposals/proposal-handlers.ts'
import { createSecretHandlers } from './secrets/secret-handlers.ts'
import type { Handlers } from './server/routes/handler.ts'

/** The handler of every route. Each part of the hub has its own handlers; this function only collects them. */
export function createHandlers(context: HubContext): Handlers {
  return {
    ...createInstallationHandlers(context),
    ...createPeopleHandlers(context),
    ...createAuditHandlers(context),
    ...createContainerHandlers(context),
    ...createInstallerTokenHandlers(context),
    ...createCloudHandlers(context),
    ...createShareHandlers(context),
    ...createNodeHandlers(context),
    ...createJobHandlers(context),
    ...createProposalHandlers(context),
    ...createNodeWorkHandlers(context),
    ...createEnvironmentHandlers(context),
    ...createDestinationHandlers(context),
    ...createProcessHandlers(context),
    ...createRunHandlers(context),
    ...createFailureRecordHandlers(context),
    ...createSearchHandlers(context),
    ...createAnswerHandlers(context),
    ...createHistoryHandlers(context),
    ...createBuildingHandlers(context),
    ...createOpenWorkHandlers(context),
    ...createConnectionHandlers(context),
    ...createConnectionScheduleHandlers(context),
    ...createConnectionSchemaHandlers(context),
    ...createAlertHandlers(context),
    ...createSecretHandlers(context),
    ...createSharedTokenHandlers(context),
  }
}
