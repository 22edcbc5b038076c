import { ProblemError } from '@coupa-connector/protocol'
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { sessionQuery } from './session-queries.ts'

/** One cache for the page. A refusal of the hub is not repeated, and an ended session leads to the sign-in page. */
export function createQueryClient(): QueryClient {
  const onError = (error: unknown): void => {
    if (error instanceof ProblemError && error.code === 'NOT_SIGNED_IN') goToSignIn()
  }
  const queryCache: QueryCache = new QueryCache({
    onError: (error) => {
      // The router checks whether anybody is signed in, and redirects by itself.
      if (queryCache.find({ queryKey: sessionQuery.queryKey })?.state.data === undefined) return
      onError(error)
    },
  })
  return new QueryClient({
    queryCache,
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 5000,
        retry: (count, error) => !(error instanceof ProblemError && error.status < 500) && count < 2,
      },
    },
  })
}

function goToSignIn(): void {
  const { pathname, search } = window.location
  // These pages say themselves what to do.
  if (pathname === '/sign-in' || pathname === '/invitation') return
  const returnTo = encodeURIComponent(pathname + search)
  window.location.assign(`/sign-in?ended=1&returnTo=${returnTo}`)
}
