import type { Job, JobEvent } from '@coupa-connector/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { client } from '../../api/client.ts'
import { followJob } from '../../jobs/follow-job.ts'
import { jobKeys, jobQuery } from '../../jobs/job-queries.ts'
import { tellTestsChanged } from '../test-mutations.ts'

/** A test and what happens in it. */
export interface FollowedTest {
  readonly job: Job | undefined
  /** In order; empty for one that was finished before it was looked at. */
  readonly events: readonly JobEvent[]
  readonly error: Error | null
  /** The events are asked for, because the stream did not come through. */
  readonly isPolling: boolean
  readonly retry: () => void
}

/** Follows a test until it is finished; through outages, and by asking where the stream does not come through. */
export function useTestRun(account: string, id: string): FollowedTest {
  const queryClient = useQueryClient()
  const query = useQuery(jobQuery(account, id))
  const [events, setEvents] = useState<readonly JobEvent[]>([])
  const [isPolling, setPolling] = useState(false)
  const [failure, setFailure] = useState<Error | null>(null)
  const [round, setRound] = useState(0)
  const isUnderWay = query.data !== undefined && query.data.state !== 'finished'

  // biome-ignore lint/correctness/useExhaustiveDependencies(round): another round begins anew
  useEffect(() => {
    if (!isUnderWay) return
    const ended = new AbortController()
    setEvents([])
    setFailure(null)
    setPolling(false)
    const refresh = async (): Promise<void> =>
      await queryClient.invalidateQueries({ queryKey: jobKeys.one(account, id) })
    const follow = async (): Promise<void> => {
      const onPolling = (): void => setPolling(true)
      for await (const event of followJob({ client, account, job: id, signal: ended.signal, onPolling })) {
        setEvents((before) => [...before, event])
        // The node that took it is in the job.
        if (event.type === 'leased') void refresh()
      }
      if (ended.signal.aborted) return
      await refresh()
      await tellTestsChanged(queryClient, account)
    }
    follow().catch((error: unknown) => {
      if (!ended.signal.aborted) setFailure(error instanceof Error ? error : new Error(String(error)))
    })
    return () => ended.abort()
  }, [account, id, isUnderWay, round, queryClient])

  return {
    job: query.data,
    events,
    error: failure ?? query.error,
    isPolling,
    retry: () => {
      setRound((before) => before + 1)
      void query.refetch()
    },
  }
}
