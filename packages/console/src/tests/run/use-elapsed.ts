import { useEffect, useState } from 'react'

/** Milliseconds since a moment, told anew ten times a second. The clocks of hub and browser may differ: never below 0. */
export function useElapsed(since: string): number {
  const [nowMs, setNowMs] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 100)
    return () => clearInterval(timer)
  }, [])
  return Math.max(0, nowMs - new Date(since).getTime())
}
