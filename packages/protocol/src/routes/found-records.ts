import { accountParams, id, pageOf, pageQuery, storableText } from '../schemas/common.ts'
import { foundRecord } from '../schemas/processes/found-records.ts'
import { defineRoutes } from './route.ts'

/** Where a record is, over all processes of an account. */
export const foundRecordRoutes = defineRoutes({
  'records.find': {
    method: 'GET',
    path: '/accounts/:account/records',
    access: { kind: 'account', role: 'viewer' },
    tag: 'Processes',
    summary: 'Where a record is: deliveries, failures and outcomes of loads, the newest first',
    description:
      'Finds a record by its id in Coupa, by its number as Coupa has it, and by its key in a load. Upper and lower case are not the same. Of deliveries it is the newest of each deployment; full refreshes remember no records.',
    params: accountParams,
    query: pageQuery.extend({
      key: storableText(1000).min(1),
      process: id.optional(),
      deployment: id.optional(),
    }),
    response: pageOf(foundRecord),
    problems: ['CURSOR_INVALID'],
  },
})
