import { z } from 'zod'
import { accountParams } from '../schemas/common.ts'
import { historyDay, historyQuery } from '../schemas/processes/process-history.ts'
import { defineRoutes } from './route.ts'

/** What processes did, day by day. */
export const processHistoryRoutes = defineRoutes({
  'history.read': {
    method: 'GET',
    path: '/accounts/:account/process-history',
    access: { kind: 'account', role: 'viewer' },
    tag: 'Processes',
    summary: 'Runs, records, durations, and requests of the last days',
    description: 'The oldest day first. Days without a run are there, too.',
    params: accountParams,
    query: historyQuery,
    response: z.object({ zone: z.string(), days: z.array(historyDay) }),
  },
})
