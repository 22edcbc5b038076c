import type { QueryClient } from '@tanstack/react-query'
import { connectionFacetsQuery, connectionFilterOf, connectionListQuery } from './connections/connection-queries.ts'
import { sessionQuery } from './session/session-queries.ts'

/**
 * Asks the hub for what the screen of an address will need, before the screen's code has arrived. The answers wait in the
 * cache. A refusal because nobody is signed in has no effect: the router asks too, and redirects.
 */
export function askEarly(
  queryClient: QueryClient,
  { pathname, search }: { readonly pathname: string; readonly search: string },
): void {
  const [, account, screen] = /^\/a\/([^/]+)(?:\/(.*?))?\/?$/.exec(pathname) ?? []
  if (account === undefined) return
  void queryClient.prefetchQuery(sessionQuery)
  // An address with a search is left to the router, which knows how to read it.
  if (screen !== 'connections' || search !== '') return
  void queryClient.prefetchInfiniteQuery(connectionListQuery(account, connectionFilterOf({})))
  void queryClient.prefetchQuery(connectionFacetsQuery(account))
}
