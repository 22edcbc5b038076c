import { ProblemError } from '@coupa-connector/protocol'
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'

/** One cache for the page. What the hub refuses is not asked again; a session that ended leads to the sign-in page. */
export function createQueryClient(): QueryClient {
  const onError = (error: unknown): void => {
    if (error instanceof ProblemError && error.code === 'NOT_SIGNED_IN') goToSignIn()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
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
  if (pathname === '/sign-in') return
  const returnTo = encodeURIComponent(pathname + search)
  window.location.assign(`/sign-in?ended=1&returnTo=${returnTo}`)
}
