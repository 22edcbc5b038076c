import type { HubContext } from '../../context/hub-context.ts'
import type { Handlers } from '../../server/routes/handler.ts'
import { listFailureGroups, listWaitingAnswers } from './list-open-work.ts'

/** What waits for a person, over all deployments of an account. */
export function createOpenWorkHandlers({
  db,
}: HubContext): Pick<Handlers, 'failureGroups.list' | 'waitingAnswers.list'> {
  return {
    'failureGroups.list': async ({ account, query }) => ({ body: await listFailureGroups(db, account.id, query) }),
    'waitingAnswers.list': async ({ account }) => ({ body: { items: await listWaitingAnswers(db, account.id) } }),
  }
}
