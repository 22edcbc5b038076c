import type { HubContext } from '../context/hub-context.ts'
import type { Handlers } from '../server/routes/handler.ts'
import { applyDefinition } from './definitions/apply-definition.ts'
import { approveVersion } from './definitions/approve-version.ts'
import { deleteProcess } from './definitions/delete-process.ts'
import { compareVersions, listVersions, readVersion } from './definitions/versions.ts'
import {
  deleteDeployment,
  pauseDeployment,
  resetDeployment,
  resumeDeployment,
} from './deployments/change-deployment.ts'
import { deployProcess } from './deployments/deploy-process.ts'
import { readDeployment } from './deployments/deployment-view.ts'
import { readProcessFacets } from './deployments/process-facets.ts'
import { listProcesses, readProcess } from './deployments/process-view.ts'
import { rollBack } from './deployments/roll-back.ts'

type ProcessRouteId = Extract<keyof Handlers, `process.${string}` | `processes.${string}` | `deployment.${string}`>

/** Processes, their versions, and where they are deployed. */
export function createProcessHandlers(context: HubContext): Pick<Handlers, ProcessRouteId> {
  const { db } = context
  return {
    'processes.list': async ({ account, query }) => ({ body: await listProcesses(db, account.id, query) }),
    'processes.facets': async ({ account }) => ({ body: await readProcessFacets(db, account.id) }),
    'processes.apply': async (request) => ({ body: await applyDefinition(context, request) }),
    'process.get': async ({ account, params }) => ({ body: await readProcess(db, account.id, params.process) }),
    'process.versions': async ({ account, params, query }) => ({
      body: await listVersions(db, account.id, params.process, query),
    }),
    'process.version': async ({ account, params }) => ({
      body: await readVersion(db, account.id, params.process, params.number),
    }),
    'process.approve': async (request) => {
      const { process, number } = request.params
      await approveVersion(context, request, { process, number })
      return { body: await readVersion(db, request.account.id, process, number) }
    },
    'process.comparison': async ({ account, params, query }) => ({
      body: await compareVersions(db, account.id, params.process, { from: query.from, to: params.number }),
    }),
    'process.delete': async (request) => {
      await deleteProcess(context, request, request.params.process)
      return { body: undefined }
    },
    'process.deploy': async (request) => ({ body: await deployProcess(context, request) }),
    'deployment.get': async ({ account, params }) => ({
      body: await readDeployment(db, account.id, params.deployment),
    }),
    'deployment.rollback': async (request) => {
      await rollBack(context, request)
      return { body: await readDeployment(db, request.account.id, request.params.deployment) }
    },
    'deployment.pause': async (request) => {
      await pauseDeployment(context, request, request.params.deployment, request.body.reason)
      return { body: await readDeployment(db, request.account.id, request.params.deployment) }
    },
    'deployment.resume': async (request) => {
      await resumeDeployment(context, request, request.params.deployment)
      return { body: await readDeployment(db, request.account.id, request.params.deployment) }
    },
    'deployment.delete': async (request) => {
      await deleteDeployment(context, request, request.params.deployment)
      return { body: undefined }
    },
    'deployment.reset': async (request) => {
      await resetDeployment(context, request, request.params.deployment, request.body.what)
      return { body: undefined }
    },
  }
}
