import { useEffect, useState } from 'react'

/**
 * The token in the fragment of a one-time link. It is removed from the address at once, so that nobody copies it by accident.
 */
export function useLinkToken(): string | undefined {
  const [token] = useState(() => window.location.hash.slice(1) || undefined)
  useEffect(() => {
    if (window.location.hash) window.history.replaceState(window.history.state, '', window.location.pathname)
  }, [])
  return token
}
