import { type AnyRoute, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/** How long after the first screen the code of the others is loaded. */
const loadAfterMs = 3000

/** Loads the code of all screens of an account once the first one is there, so that none is missing should the hub fall silent. */
export function useIdleCode(): void {
  const router = useRouter()
  useEffect(() => {
    const timer = setTimeout(async () => {
      try {
        for (const route of Object.values<AnyRoute>(router.routesById)) {
          if (String(route.id).startsWith('/a/')) await router.loadRouteChunk(route)
        }
      } catch {
        // What cannot be had now is asked for again when it is shown.
      }
    }, loadAfterMs)
    return () => clearTimeout(timer)
  }, [router])
}
