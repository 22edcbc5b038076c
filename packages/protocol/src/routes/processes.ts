import { z } from 'zod'
import { accountParams, id, pageOf, pageQuery, storableText } from '../schemas/common.ts'
import {
  appliedProcess,
  applyContent,
  definitionComparison,
  deployment,
  deploymentContent,
  process,
  processDirection,
  processState,
  processVersion,
} from '../schemas/processes/processes.ts'
import { defineRoutes } from './route.ts'

const viewer = { kind: 'account', role: 'viewer' } as const
const operator = { kind: 'account', role: 'operator' } as const
const builder = { kind: 'account', role: 'builder' } as const
const administrator = { kind: 'account', role: 'administrator' } as const

const versionQuery = z.coerce.number().int().min(1).max(2_147_483_647)
const processParams = accountParams.extend({ process: id })
const deploymentParams = accountParams.extend({ deployment: id })
const tag = 'Processes'

/** Processes with their versions, and their deployments in environments. */
export const processRoutes = defineRoutes({
  'processes.list': {
    method: 'GET',
    path: '/accounts/:account/processes',
    access: viewer,
    tag,
    summary: 'The processes of the account, by name, with where they are deployed',
    params: accountParams,
    query: pageQuery.extend({
      name: storableText(63).optional(),
      /** Words that all are in its name, its title, its resource, its destination or its organization. */
      search: storableText(200).optional(),
      direction: processDirection.optional(),
      state: processState.optional(),
      /** Deployed there; with `state`, in that state there. */
      environment: id.optional(),
    }),
    response: pageOf(process),
    problems: ['CURSOR_INVALID'],
  },
  'processes.facets': {
    method: 'GET',
    path: '/accounts/:account/process-facets',
    access: viewer,
    tag,
    summary: 'How many processes there are, by state',
    description: 'A process that is deployed twice counts in the states of both deployments.',
    params: accountParams,
    response: z.object({ total: z.number().int(), states: z.record(processState, z.number().int()) }),
  },
  'processes.apply': {
    method: 'POST',
    path: '/accounts/:account/processes',
    access: builder,
    tag,
    summary: 'Store a definition as a process, or as its next version; the same one again changes nothing',
    params: accountParams,
    body: applyContent,
    response: appliedProcess,
    maxBodyBytes: 1_048_576,
    problems: ['DEFINITION_INVALID'],
  },
  'process.get': {
    method: 'GET',
    path: '/accounts/:account/processes/:process',
    access: viewer,
    tag,
    summary: 'One process',
    params: processParams,
    response: process,
  },
  'process.versions': {
    method: 'GET',
    path: '/accounts/:account/processes/:process/versions',
    access: viewer,
    tag,
    summary: 'Its versions with their definitions, the newest first',
    params: processParams,
    query: pageQuery.extend({ limit: z.coerce.number().int().min(1).max(20).default(10) }),
    response: pageOf(processVersion),
    problems: ['CURSOR_INVALID'],
  },
  'process.version': {
    method: 'GET',
    path: '/accounts/:account/processes/:process/versions/:number',
    access: viewer,
    tag,
    summary: 'One version with its definition',
    params: processParams.extend({ number: versionQuery }),
    response: processVersion,
  },
  'process.approve': {
    method: 'POST',
    path: '/accounts/:account/processes/:process/versions/:number/approval',
    access: { kind: 'account', role: 'administrator', personOnly: true },
    tag,
    summary: 'Approve a version for production',
    description:
      'Where the account wants it, a version is deployed to production only by somebody else than the person who approved it. A later ' +
      'approval replaces an earlier one.',
    params: processParams.extend({ number: versionQuery }),
    response: processVersion,
  },
  'process.comparison': {
    method: 'GET',
    path: '/accounts/:account/processes/:process/versions/:number/comparison',
    access: viewer,
    tag,
    summary: 'What changing to a version means for what was delivered before',
    params: processParams.extend({ number: versionQuery }),
    query: z.object({
      /** Default: the version before it. */
      from: versionQuery.optional(),
    }),
    response: definitionComparison,
  },
  'process.delete': {
    method: 'DELETE',
    path: '/accounts/:account/processes/:process',
    access: administrator,
    tag,
    summary: 'Delete a process that is deployed nowhere, with its versions',
    params: processParams,
    problems: ['IN_USE'],
  },
  'process.deploy': {
    method: 'PUT',
    path: '/accounts/:account/processes/:process/environments/:environment',
    access: builder,
    tag,
    summary: 'Deploy a version in an environment, or change how it is deployed there',
    description:
      'Where the environment is of the classification production it takes an administrator. State, such as what was ' +
      'delivered, belongs to the deployment and survives the change. A run under way ends with its version. A connection ' +
      'with the label production is refused in a test environment, and one with the label test in production, unless ' +
      '`confirmMixing` repeats its name.',
    params: processParams.extend({ environment: id }),
    body: deploymentContent.extend({ confirmMixing: storableText(255).optional() }),
    response: deployment,
    problems: [
      'APPROVAL_NEEDED',
      'ROLE_TOO_LOW',
      'DEFINITION_INVALID',
      'SETTINGS_INVALID',
      'CONTAINER_NOT_ASSOCIATED',
      'CONFIRMATION_NEEDED',
    ],
  },
  'deployment.get': {
    method: 'GET',
    path: '/accounts/:account/deployments/:deployment',
    access: viewer,
    tag,
    summary: 'One deployment: values, schedules, last run',
    params: deploymentParams,
    response: deployment,
  },
  'deployment.rollback': {
    method: 'POST',
    path: '/accounts/:account/deployments/:deployment/rollback',
    access: builder,
    tag,
    summary: 'Deploy the version that was there before; its state stays',
    params: deploymentParams,
    response: deployment,
    problems: ['APPROVAL_NEEDED', 'NOT_READY', 'ROLE_TOO_LOW'],
  },
  'deployment.pause': {
    method: 'POST',
    path: '/accounts/:account/deployments/:deployment/pause',
    access: operator,
    tag,
    summary: 'Start nothing more by schedule; a run under way ends',
    params: deploymentParams,
    body: z.object({ reason: storableText(500).default('') }),
    response: deployment,
  },
  'deployment.resume': {
    method: 'POST',
    path: '/accounts/:account/deployments/:deployment/resume',
    access: operator,
    tag,
    summary: 'Start by schedule again; what was missed is made up for once, as the deployment says',
    params: deploymentParams,
    response: deployment,
  },
  'deployment.delete': {
    method: 'DELETE',
    path: '/accounts/:account/deployments/:deployment',
    access: administrator,
    tag,
    summary: 'Take a process out of an environment, with its state',
    params: deploymentParams,
    problems: ['IN_USE'],
  },
  'deployment.reset': {
    method: 'POST',
    path: '/accounts/:account/deployments/:deployment/reset',
    access: builder,
    tag,
    summary: 'Forget the organization, the position of reading, or everything that was delivered',
    params: deploymentParams,
    body: z.object({ what: z.enum(['organization', 'position', 'everything']) }),
    problems: ['NOT_READY'],
  },
})
