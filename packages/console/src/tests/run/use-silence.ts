import type { Job } from '@coupa-connector/protocol'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { containerQuery } from '../../containers/container-queries.ts'

/** How often to check whether the node that runs a test is still heard from. */
const lookMs = 2000

/** From when on silence is told: a node is heard every 5 s, and one beat may be late. */
export const toldAfterMs = 9000

/**
 * For how long the node that runs a test has not been heard from, in milliseconds; 0 while it is heard, and while that is not
 * known. Measured by this browser's own clock, because the clock of the hub may differ.
 */
export function useSilence(account: string, job: Pick<Job, 'container' | 'node' | 'state'> | undefined): number {
  const { container, node, state } = job ?? { container: { id: null }, node: null, state: 'queued' }
  const isRunning = state === 'running'
  const { data } = useQuery({
    ...containerQuery(account, container.id ?? ''),
    enabled: isRunning && container.id !== null,
    refetchInterval: lookMs,
  })
  // Of an attached cloud the nodes are hidden, and the whole tells.
  const lastSeenAt = data?.container.nodes.find(({ id }) => id === node?.id)?.lastSeenAt ?? data?.container.lastSeenAt
  const heard = useRef({ at: lastSeenAt, sinceMs: performance.now() })
  if (heard.current.at !== lastSeenAt) heard.current = { at: lastSeenAt, sinceMs: performance.now() }
  const [silentMs, setSilentMs] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSilentMs(performance.now() - heard.current.sinceMs), 1000)
    return () => clearInterval(timer)
  }, [])
  return isRunning && lastSeenAt && silentMs >= toldAfterMs ? silentMs : 0
}
