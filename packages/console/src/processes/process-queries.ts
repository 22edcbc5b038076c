import type { Process, ProcessState } from '@coupa-connector/protocol'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { pageOf, paging } from '../api/paging.ts'
import { allProcessesKey } from '../runs/tell-run-changed.ts'

/** Which processes a list shows; what is left out does not narrow it. */
export interface ProcessFilter {
  readonly search?: string | undefined
  readonly state?: ProcessState | undefined
  readonly direction?: Process['direction'] | undefined
  readonly environment?: string | undefined
}

export const processKeys = {
  all: allProcessesKey,
  list: (account: string, filter: ProcessFilter) => [...processKeys.all(account), 'list', filter] as const,
  first: (account: string, filter: ProcessFilter) => [...processKeys.all(account), 'first', filter] as const,
  facets: (account: string) => [...processKeys.all(account), 'facets'] as const,
  one: (account: string, process: string) => [...processKeys.all(account), 'one', process] as const,
  versions: (account: string, process: string) => [...processKeys.all(account), 'versions', process] as const,
  version: (account: string, process: string, number: number) =>
    [...processKeys.all(account), 'version', process, number] as const,
  comparison: (account: string, process: string, from: number, to: number) =>
    [...processKeys.all(account), 'comparison', process, from, to] as const,
}

/** Every state, once: the type knows if one is left out. */
const states: Readonly<Record<ProcessState, true>> = {
  failing: true,
  late: true,
  'set-aside': true,
  running: true,
  healthy: true,
  paused: true,
  'never-run': true,
  'not-deployed': true,
}

/** The filter that the words of an address ask for. A word that is none of the choices asks for nothing. */
export function processFilterOf(words: Readonly<Partial<Record<keyof ProcessFilter, string>>>): ProcessFilter {
  const { state, direction, ...rest } = words
  return {
    ...rest,
    state: state !== undefined && Object.hasOwn(states, state) ? (state as ProcessState) : undefined,
    direction: direction === 'in' || direction === 'out' ? direction : undefined,
  }
}

/** Large, because rows are small and people scroll fast. The first page is smaller so that it arrives sooner. */
const pageSize = 200
const firstPageSize = 50

/** How often the list is asked anew while it is looked at: often while something runs in what is shown first. */
const busyRefreshMs = 5000
const calmRefreshMs = 30_000

/** So many pages are asked anew while they are looked at. */
const mostRefreshed = 3

export function processListQuery(account: string, filter: ProcessFilter = {}) {
  return infiniteQueryOptions({
    queryKey: processKeys.list(account, filter),
    queryFn: async ({ pageParam, signal }) =>
      (
        await client.call('processes.list', {
          params: { account },
          query: { ...filter, ...pageOf(pageParam === null ? firstPageSize : pageSize, pageParam) },
          signal,
        })
      ).body,
    ...paging,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => {
      const { pages = [] } = data ?? {}
      // Every page is asked anew. Whoever has read far asks by coming back to the window.
      if (pages.length > mostRefreshed) return false
      return pages.length === 1 && pages[0]?.items.some(isBusy) ? busyRefreshMs : calmRefreshMs
    },
  })
}

/** The first processes of a filter, by name: enough to see what needs attention. */
export function firstProcessesQuery(account: string, filter: ProcessFilter & { readonly limit: number }) {
  return queryOptions({
    queryKey: processKeys.first(account, filter),
    queryFn: async ({ signal }) =>
      (await client.call('processes.list', { params: { account }, query: filter, signal })).body.items,
    refetchInterval: calmRefreshMs,
  })
}

/** How many processes there are, by state. */
export function processFacetsQuery(account: string) {
  return queryOptions({
    queryKey: processKeys.facets(account),
    queryFn: async ({ signal }) => (await client.call('processes.facets', { params: { account }, signal })).body,
    refetchInterval: calmRefreshMs,
  })
}

export function processQuery(account: string, process: string) {
  return queryOptions({
    queryKey: processKeys.one(account, process),
    queryFn: async ({ signal }) => (await client.call('process.get', { params: { account, process }, signal })).body,
    refetchInterval: ({ state: { data } }) => (data && isBusy(data) ? busyRefreshMs : calmRefreshMs),
  })
}

/** The versions of a process with their definitions, the newest first. */
export function processVersionsQuery(account: string, process: string) {
  return infiniteQueryOptions({
    queryKey: processKeys.versions(account, process),
    queryFn: async ({ pageParam, signal }) =>
      (await client.call('process.versions', { params: { account, process }, query: pageOf(20, pageParam), signal }))
        .body,
    ...paging,
  })
}

/** One version with its definition. A version never changes. */
export function processVersionQuery(account: string, process: string, number: number) {
  return queryOptions({
    queryKey: processKeys.version(account, process, number),
    queryFn: async ({ signal }) =>
      (await client.call('process.version', { params: { account, process, number }, signal })).body,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** What changing from one version to another means for what was delivered before. */
export function comparisonQuery(account: string, process: string, from: number, to: number) {
  return queryOptions({
    queryKey: processKeys.comparison(account, process, from, to),
    queryFn: async ({ signal }) =>
      (await client.call('process.comparison', { params: { account, process, number: to }, query: { from }, signal }))
        .body,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

function isBusy({ deployments }: Process): boolean {
  return deployments.some(({ activeRun }) => activeRun !== null)
}
