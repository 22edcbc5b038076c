import type { Run } from '@coupa-connector/protocol'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { pageOf, paging } from '../api/paging.ts'

export type RunOutcome = 'succeeded' | 'partial' | 'failed' | 'cancelled'

/** Which runs a list shows; what is left out does not narrow it. */
export interface RunFilter {
  readonly process?: string | undefined
  readonly deployment?: string | undefined
  readonly environment?: string | undefined
  readonly state?: Run['state'] | undefined
  readonly outcome?: RunOutcome | undefined
  readonly kind?: Run['kind'] | undefined
}

export const runKeys = {
  all: (account: string) => ['runs', account] as const,
  list: (account: string, filter: RunFilter) => [...runKeys.all(account), 'list', filter] as const,
  first: (account: string, filter: RunFilter) => [...runKeys.all(account), 'first', filter] as const,
  one: (account: string, run: string) => [...runKeys.all(account), 'one', run] as const,
  openFailure: (account: string, run: string) => [...runKeys.all(account), 'open-failure', run] as const,
}

/** How often runs are asked anew while they are looked at: often while one of them is not over. */
const activeRefreshMs = 2000
const busyRefreshMs = 5000
const calmRefreshMs = 30_000

/** Whether a run can still change. */
export function isActive({ state }: Pick<Run, 'state'>): boolean {
  return state === 'waiting' || state === 'queued' || state === 'running'
}

/** Runs, the newest first. */
export function runListQuery(account: string, filter: RunFilter) {
  return infiniteQueryOptions({
    queryKey: runKeys.list(account, filter),
    queryFn: async ({ pageParam, signal }) =>
      (
        await client.call('runs.list', {
          params: { account },
          query: { ...filter, ...pageOf(pageParam === null ? 50 : 200, pageParam) },
          signal,
        })
      ).body,
    ...paging,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => {
      // Who has read on is not interrupted by what comes in at the top.
      if ((data?.pages.length ?? 0) > 1) return false
      return data?.pages[0]?.items.some(isActive) ? busyRefreshMs : calmRefreshMs
    },
  })
}

/** The newest runs of a filter. */
export function firstRunsQuery(account: string, filter: RunFilter & { readonly limit: number }) {
  return queryOptions({
    queryKey: runKeys.first(account, filter),
    queryFn: async ({ signal }) =>
      (await client.call('runs.list', { params: { account }, query: filter, signal })).body.items,
    refetchInterval: ({ state: { data } }) => (data?.some(isActive) ? busyRefreshMs : calmRefreshMs),
  })
}

/** One run, live until it is over. */
export function runQuery(account: string, run: string) {
  return queryOptions({
    queryKey: runKeys.one(account, run),
    queryFn: async ({ signal }) => (await client.call('run.get', { params: { account, run }, signal })).body,
    refetchInterval: ({ state: { data } }) => (data && isActive(data) ? activeRefreshMs : false),
  })
}

/** Whether anything that a run set aside is still open. */
export function openFailureQuery(account: string, { id, deployment }: Pick<Run, 'id' | 'deployment'>) {
  return queryOptions({
    queryKey: runKeys.openFailure(account, id),
    queryFn: async ({ signal }) => {
      const query = { run: id, state: 'open', limit: 1 } as const
      const { body } = await client.call('failures.list', { params: { account, deployment }, query, signal })
      return { isAny: body.items.length > 0 }
    },
    // A later run may have changed it.
    staleTime: 0,
  })
}
