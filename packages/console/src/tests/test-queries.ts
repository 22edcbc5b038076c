import type { BodyInputOf, Job, JobEvent, Routes } from '@coupa-connector/protocol'
import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  type UseMutationResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { client } from '../api/client.ts'
import { followJob } from '../jobs/follow-job.ts'

/** Which tests of the history. */
export interface TestFilter {
  readonly connection?: string | undefined
  readonly container?: string | undefined
  readonly outcome?: string | undefined
}

/** One job. What is finished never changes again. */
export const jobQuery = (account: string, job: string) =>
  queryOptions({
    queryKey: ['jobs', account, 'job', job],
    queryFn: async ({ signal }) => (await client.call('job.get', { params: { account, job }, query: {}, signal })).body,
    staleTime: ({ state }) => (state.data?.state === 'finished' ? Number.POSITIVE_INFINITY : 0),
  })

/** The history of tests, newest first, page by page. */
export const testsQuery = (account: string, filter: TestFilter) =>
  infiniteQueryOptions({
    queryKey: ['tests', account, filter],
    queryFn: async ({ pageParam, signal }) =>
      (
        await client.call('tests.list', {
          params: { account },
          query: { ...filter, limit: 40, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
          signal,
        })
      ).body,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    // Tests that are still running end without anybody touching this page.
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((job) => job.state !== 'finished')) ? 2000 : 30_000,
  })

/** A matrix; asked for again and again until all of its tests are finished. */
export const matrixQuery = (account: string, matrix: string) =>
  queryOptions({
    queryKey: ['tests', account, 'matrix', matrix],
    queryFn: async ({ signal }) => (await client.call('tests.matrix', { params: { account, matrix }, signal })).body,
    refetchInterval: ({ state }) => (state.data?.isFinished ? false : 700),
  })

/** Connections by name, for filters; of very many only the first ones. */
export const connectionNamesQuery = (account: string) =>
  queryOptions({
    queryKey: ['connections', account, 'names'],
    queryFn: async ({ signal }) =>
      (await client.call('connections.list', { params: { account }, query: { limit: 200 }, signal })).body.items.map(
        ({ id, name }) => ({ value: id, label: name }),
      ),
    staleTime: 60_000,
  })

type TestBody = BodyInputOf<Routes['tests.start']>
type MatrixBody = BodyInputOf<Routes['tests.startMatrix']>

/** Starts a test. */
export function useStartTest(account: string): UseMutationResult<Job, Error, TestBody> {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: TestBody) =>
      (await client.call('tests.start', { params: { account }, body, idempotencyKey: crypto.randomUUID() })).body,
    onSuccess: async (job) => {
      queryClient.setQueryData(jobQuery(account, job.id).queryKey, job)
      await invalidateTests(queryClient, account)
    },
  })
}

/** Starts the same test on several containers, or on all. Resolves with the id of the matrix. */
export function useStartMatrix(account: string): UseMutationResult<string, Error, MatrixBody> {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: MatrixBody) =>
      (await client.call('tests.startMatrix', { params: { account }, body, idempotencyKey: crypto.randomUUID() })).body
        .matrix,
    onSuccess: async () => await invalidateTests(queryClient, account),
  })
}

/** Asks a job to stop; one that is finished stays as it is. */
export function useCancelJob(account: string): UseMutationResult<Job, Error, string> {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (job: string) => (await client.call('job.cancel', { params: { account, job } })).body,
    onSuccess: (job) => queryClient.setQueryData(jobQuery(account, job.id).queryKey, job),
  })
}

/** A job and what happens in it. */
export interface FollowedJob {
  readonly job: Job | undefined
  /** In order; empty for a job that was finished before it was looked at. */
  readonly events: readonly JobEvent[]
  readonly error: Error | null
  /** The events are asked for, because the stream did not come through. */
  readonly isPolling: boolean
  readonly retry: () => void
}

/** Follows a job until it is finished; through outages, and by asking where the stream does not come through. */
export function useJobStream(account: string, id: string): FollowedJob {
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
      await queryClient.invalidateQueries({ queryKey: jobQuery(account, id).queryKey })
    const follow = async (): Promise<void> => {
      const onPolling = (): void => setPolling(true)
      for await (const event of followJob({ client, account, job: id, signal: ended.signal, onPolling })) {
        setEvents((before) => [...before, event])
        // The node that took it is in the job.
        if (event.type === 'leased') void refresh()
      }
      if (ended.signal.aborted) return
      await refresh()
      await invalidateTests(queryClient, account)
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

/** A test changes the history, and what the connections and containers say of themselves. */
async function invalidateTests(queryClient: QueryClient, account: string): Promise<void> {
  await Promise.all(
    ['tests', 'connections', 'connection', 'overview'].map((area) =>
      queryClient.invalidateQueries({ queryKey: [area, account] }),
    ),
  )
}
