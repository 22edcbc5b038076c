import type { ResponseOf, Routes } from '@coupa-connector/protocol'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { pageOf, paging } from '../api/paging.ts'

/** A test as lists show it. */
export type TestSummary = ResponseOf<Routes['tests.list']>['items'][number]

/** Which tests of the history. */
export interface TestFilter {
  readonly connection?: string | undefined
  readonly container?: string | undefined
  readonly outcome?: string | undefined
}

export const testKeys = {
  all: (account: string) => ['tests', account] as const,
  list: (account: string, filter: TestFilter) => [...testKeys.all(account), 'list', filter] as const,
  recent: (account: string) => [...testKeys.all(account), 'recent'] as const,
  matrix: (account: string, matrix: string) => [...testKeys.all(account), 'matrix', matrix] as const,
}

/** The history of tests, newest first, page by page. */
export function testsQuery(account: string, filter: TestFilter) {
  return infiniteQueryOptions({
    queryKey: testKeys.list(account, filter),
    queryFn: async ({ pageParam, signal }) =>
      (await client.call('tests.list', { params: { account }, query: { ...filter, ...pageOf(40, pageParam) }, signal }))
        .body,
    ...paging,
    // Tests that are still running end without anybody touching this page.
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((job) => job.state !== 'finished')) ? 2000 : 30_000,
  })
}

/** The last tests: more than are shown, because those of a matrix are one row. */
export function recentTestsQuery(account: string) {
  return queryOptions({
    queryKey: testKeys.recent(account),
    queryFn: async ({ signal }) =>
      (await client.call('tests.list', { params: { account }, query: { limit: 40 }, signal })).body.items,
    refetchInterval: 15_000,
  })
}

/** A matrix; asked for again and again until all of its tests are finished. */
export function matrixQuery(account: string, matrix: string) {
  return queryOptions({
    queryKey: testKeys.matrix(account, matrix),
    queryFn: async ({ signal }) => (await client.call('tests.matrix', { params: { account, matrix }, signal })).body,
    refetchInterval: ({ state }) => (state.data?.isFinished ? false : 700),
  })
}
