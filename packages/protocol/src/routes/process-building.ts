import { z } from 'zod'
import { accountParams } from '../schemas/common.ts'
import { job } from '../schemas/jobs.ts'
import {
  definitionCheck,
  definitionToPreview,
  describedSchedule,
  destinationToCheck,
  destinationType,
  newDefinition,
  processTemplate,
  scheduleToDescribe,
} from '../schemas/processes/process-building.ts'
import { processDefinition } from '../schemas/processes/processes.ts'
import { defineRoutes } from './route.ts'

const builder = { kind: 'account', role: 'builder' } as const
const tag = 'Processes'

/** What somebody needs who builds a process, before anything of it is stored. */
export const processBuildingRoutes = defineRoutes({
  'destinationTypes.list': {
    method: 'GET',
    path: '/destination-types',
    access: { kind: 'signed-in' },
    tag,
    summary: 'The kinds of destinations, with their settings',
    response: z.object({ items: z.array(destinationType) }),
  },
  'processTemplates.list': {
    method: 'GET',
    path: '/process-templates',
    access: { kind: 'signed-in' },
    tag,
    summary: 'The templates of processes: exports first, then loads in the order of their dependence',
    response: z.object({ items: z.array(processTemplate) }),
  },
  'definitions.create': {
    method: 'POST',
    path: '/process-definitions',
    access: { kind: 'signed-in' },
    tag,
    summary: 'Write a definition from a template, to be edited; nothing is stored',
    body: newDefinition,
    response: z.object({ definition: processDefinition }),
    problems: ['DEFINITION_INVALID'],
  },
  'definitions.check': {
    method: 'POST',
    path: '/process-definitions/check',
    access: { kind: 'signed-in' },
    tag,
    summary: 'Say what is wrong with a definition, and which scopes it needs; nothing is stored',
    body: z.object({ definition: processDefinition }),
    response: definitionCheck,
    maxBodyBytes: 1_048_576,
  },
  'schedules.describe': {
    method: 'POST',
    path: '/schedules/describe',
    access: { kind: 'signed-in' },
    tag,
    summary: 'A schedule in words, with its next instants; nothing is stored',
    body: scheduleToDescribe,
    response: describedSchedule,
  },
  'destinations.check': {
    method: 'POST',
    path: '/accounts/:account/destination-checks',
    access: builder,
    tag,
    summary: 'Try a destination from a container, stage by stage, as a job',
    description:
      'For a stored destination, or a form. `deliver` writes a probe and removes it again; `load` only reads. The result of the job has the stages, each with what to do where it failed.',
    params: accountParams,
    body: destinationToCheck,
    response: job,
    status: 202,
    isIdempotent: true,
    problems: ['CONTAINER_NOT_ASSOCIATED', 'SETTINGS_INVALID', 'SECRET_NOT_USABLE'],
  },
  'definitions.preview': {
    method: 'POST',
    path: '/accounts/:account/definition-previews',
    access: builder,
    tag,
    summary: 'Show what records would become by a definition that need not be stored, as a job',
    description:
      'Only reads: nothing is written, and nothing is marked. The result of the job has the records and all requests that were sent.',
    params: accountParams,
    body: definitionToPreview,
    response: job,
    status: 202,
    isIdempotent: true,
    maxBodyBytes: 1_048_576,
    problems: [
      'CONTAINER_NOT_ASSOCIATED',
      'DEFINITION_INVALID',
      'DRAFT_NOT_USABLE',
      'SETTINGS_INVALID',
      'SECRET_NOT_USABLE',
    ],
  },
})
