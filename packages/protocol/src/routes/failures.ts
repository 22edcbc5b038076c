import { z } from 'zod'
import { accountParams, id, jsonValue, pageOf, pageQuery, storableText } from '../schemas/common.ts'
import { failureFilter, failureGroupName, failurePayload, processFailure, run } from '../schemas/processes/processes.ts'
import { defineRoutes } from './route.ts'

const viewer = { kind: 'account', role: 'viewer' } as const
const operator = { kind: 'account', role: 'operator' } as const

const deploymentParams = accountParams.extend({ deployment: id })
const tag = 'Processes'

/** Records that a run could not bring to the other side, and what people do about them. */
export const failureRoutes = defineRoutes({
  'failures.list': {
    method: 'GET',
    path: '/accounts/:account/deployments/:deployment/failures',
    access: viewer,
    tag,
    summary: 'Records that were set aside, with field and reason',
    params: deploymentParams,
    query: pageQuery.extend({
      state: processFailure.shape.state.optional(),
      class: z.string().max(60).optional(),
      /** As `failureGroups.list` names it. */
      group: failureGroupName.optional(),
      /** The run in which they were seen last. */
      run: z.string().max(100).optional(),
    }),
    response: pageOf(processFailure),
    problems: ['CURSOR_INVALID'],
  },
  'failures.show': {
    method: 'POST',
    path: '/accounts/:account/deployments/:deployment/failures/show',
    access: operator,
    tag,
    summary: 'Read a record that was set aside: as it was read, and as it was mapped',
    description:
      'Each reading is in the audit log. Sensitive columns are hidden, and large records are cut. Records are kept for 30 days; those that were delivered before they failed are not kept.',
    params: deploymentParams,
    body: z.object({ id: storableText(1000).min(1) }),
    response: failurePayload,
  },
  'failures.retry': {
    method: 'POST',
    path: '/accounts/:account/deployments/:deployment/failures/retry',
    access: operator,
    tag,
    summary: 'Read and deliver records that were set aside once more, in a run of their own',
    params: deploymentParams,
    body: failureFilter,
    response: run,
    status: 202,
    isIdempotent: true,
    problems: ['NOT_READY'],
  },
  'failures.edit': {
    method: 'POST',
    path: '/accounts/:account/deployments/:deployment/failures/edit',
    access: operator,
    tag,
    summary: 'Correct a record of a load that was set aside, and try it again in a run of its own',
    description:
      'The corrected record takes the place of the one in the input, also when that input, or another one, has the same record again. It is checked before anything is kept. A value that was shown as `***` stays as it is. The audit log says which columns were changed.',
    params: deploymentParams,
    body: z.object({
      /** As the list of failures has it. */
      id: storableText(1000).min(1),
      /** The whole record, by the columns of the input. */
      record: z.record(storableText(200), jsonValue),
    }),
    response: run,
    status: 202,
    isIdempotent: true,
    maxBodyBytes: 4_194_304,
    problems: ['NOT_READY'],
  },
  'failures.dismiss': {
    method: 'POST',
    path: '/accounts/:account/deployments/:deployment/failures/dismiss',
    access: operator,
    tag,
    summary: 'Take failures off the list with a reason; they stay in the history',
    params: deploymentParams,
    description:
      'With `markExported`, a run marks the records as exported in Coupa, so that work lists do not offer them again. What Coupa does not mark is a failure again.',
    body: failureFilter.extend({ reason: storableText(500).min(1), markExported: z.boolean().default(false) }),
    response: z.object({
      dismissed: z.number().int(),
      /** The run that marks the records; null if none does. */
      run: id.nullable(),
    }),
    problems: ['NOT_READY'],
  },
})
