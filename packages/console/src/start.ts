// The first of a visit. It is small and runs while the rest of the script is still read, so that the hub answers meanwhile.
import { askEarly } from './ask-early.ts'
import { createQueryClient } from './session/query-client.ts'

/** The page's answers of the hub. */
export const queryClient = createQueryClient()

const { pathname } = window.location
askEarly(queryClient, window.location)
// The code of the screen too, and with it all that it needs. If it cannot be had, the router asks again, and says so.
if (pathname.startsWith('/a/')) void import('./layout/account-layout.tsx').catch(() => undefined)
if (/^\/a\/[^/]+\/connections\/?$/.test(pathname))
  void import('./connections/list/connections.tsx').catch(() => undefined)
