// The first script of a visit. It is small and runs while the others are still loading, so that the hub answers meanwhile.
import { askEarly } from './ask-early.ts'
import { createQueryClient } from './session/query-client.ts'

/** The page's answers of the hub. */
export const queryClient = createQueryClient()

const { pathname } = window.location
askEarly(queryClient, window.location)
// Also loads the code of the screen with everything it needs. If that fails, the router tries again and reports it.
if (pathname.startsWith('/a/')) void import('./layout/account-layout.tsx').catch(() => undefined)
if (/^\/a\/[^/]+\/connections\/?$/.test(pathname))
  void import('./connections/list/connections.tsx').catch(() => undefined)
