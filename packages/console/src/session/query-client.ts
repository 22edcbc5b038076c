import { ProblemError } from '@coupa-connector/protocol'
import { MutationCache, onlineManager, QueryCache, QueryClient } from '@tanstack/react-query'
import { isSessionEnd } from '../api/client.ts'
import { hubIsSilent } from '../api/hub-contact.ts'
import { sessionHasEnded } from './session-end.ts'
import { sessionQuery } from './session-queries.ts'

/** One cache for the page. A refusal of the hub is not repeated, and the end of a session is noted for the page to ask. */
export function createQueryClient(): QueryClient {
  const onError = (error: unknown): void => {
    // Before anybody is signed in here, the router redirects by itself.
    if (isSessionEnd(error) && isSignedIn() && !saysItself()) sessionHasEnded.set(true)
  }
  const queryCache: QueryCache = new QueryCache({ onError })
  const isSignedIn = (): boolean => queryCache.find({ queryKey: sessionQuery.queryKey })?.state.data !== undefined
  // While the hub is silent, what asks it waits, and goes on when it is back.
  hubIsSilent.subscribe(() => onlineManager.setOnline(!hubIsSilent.isSet()))
  return new QueryClient({
    queryCache,
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 5000,
        retry: (count, error) => !(error instanceof ProblemError && error.status < 500) && count < 2,
      },
      // A change that cannot be sent fails at once: sent later by itself, it would surprise.
      mutations: { networkMode: 'always' },
    },
  })
}

/** These pages say themselves what to do. */
function saysItself(): boolean {
  return ['/sign-in', '/invitation'].includes(window.location.pathname)
}
