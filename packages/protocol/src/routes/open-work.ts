import { z } from 'zod'
import { accountParams, id } from '../schemas/common.ts'
import { failureGroup, waitingAnswers } from '../schemas/processes/open-work.ts'
import { processFailure } from '../schemas/processes/processes.ts'
import { defineRoutes } from './route.ts'

const viewer = { kind: 'account', role: 'viewer' } as const
const tag = 'Processes'

/** What waits for a person, over all deployments of an account. */
export const openWorkRoutes = defineRoutes({
  'failureGroups.list': {
    method: 'GET',
    path: '/accounts/:account/failure-groups',
    access: viewer,
    tag,
    summary: 'Records that were set aside, by class and sentence, the newest first',
    description: 'At most 200 groups. `total` counts the records of all groups.',
    params: accountParams,
    query: z.object({
      process: id.optional(),
      deployment: id.optional(),
      state: processFailure.shape.state.default('open'),
    }),
    response: z.object({ items: z.array(failureGroup), total: z.number().int() }),
  },
  'waitingAnswers.list': {
    method: 'GET',
    path: '/accounts/:account/waiting-answers',
    access: viewer,
    tag,
    summary: 'Deployments with delivered records that wait for an answer of their consumer, the oldest first',
    params: accountParams,
    response: z.object({ items: z.array(waitingAnswers) }),
  },
})
