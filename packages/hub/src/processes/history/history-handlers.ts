import type { HubContext } from '../../context/hub-context.ts'
import type { Handlers } from '../../server/routes/handler.ts'
import { readHistory } from './read-history.ts'

/** What processes did, day by day. */
export function createHistoryHandlers({ db }: HubContext): Pick<Handlers, 'history.read'> {
  return {
    'history.read': async ({ account, query }) => {
      const days = await readHistory(db, { account: account.id, ...query })
      return { body: { zone: query.zone, days: [...days] } }
    },
  }
}
