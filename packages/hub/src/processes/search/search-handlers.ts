import type { HubContext } from '../../context/hub-context.ts'
import type { Handlers } from '../../server/routes/handler.ts'
import { findRecords } from './find-records.ts'

/** Where records are. */
export function createSearchHandlers({ db }: HubContext): Pick<Handlers, 'records.find'> {
  return {
    'records.find': async ({ account, query }) => ({ body: await findRecords(db, account.id, query) }),
  }
}
