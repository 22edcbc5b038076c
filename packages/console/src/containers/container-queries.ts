import type { Container, ResponseOf, Routes } from '@coupa-connector/protocol'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { pageOf, paging } from '../api/paging.ts'

/** Which containers a list shows; what is left out does not narrow it. */
export interface ContainerFilter {
  readonly search?: string | undefined
  readonly kind?: Container['kind'] | undefined
}

/** A container with the tag of its version, to send back with a change. */
export interface LoadedContainer {
  readonly container: Container
  readonly etag: string
}

export type InstallerToken = ResponseOf<Routes['installerTokens.list']>['items'][number]
/** An installer token as the hub shows it once, with the token itself. Only the state of a component holds it. */
export type NewInstallerToken = ResponseOf<Routes['installerTokens.create']>
export type CloudShare = ResponseOf<Routes['shares.list']>['items'][number]
export type AvailableCloud = ResponseOf<Routes['clouds.available']>['items'][number]

export const containerKeys = {
  all: (account: string) => ['containers', account] as const,
  list: (account: string, filter: ContainerFilter) => [...containerKeys.all(account), 'list', filter] as const,
  every: (account: string) => [...containerKeys.all(account), 'every'] as const,
  first: (account: string) => [...containerKeys.all(account), 'first'] as const,
  one: (account: string, container: string) => [...containerKeys.all(account), 'one', container] as const,
  installerTokens: (account: string) => [...containerKeys.all(account), 'installer-tokens'] as const,
  shares: (account: string, container: string) => [...containerKeys.all(account), 'shares', container] as const,
  clouds: (account: string) => [...containerKeys.all(account), 'clouds'] as const,
}

const pageSize = 200

/** How often the state of containers is asked anew while it is looked at. */
export const containerRefreshMs = 5000

/** The containers of an account, page by page, refreshed every 5 s while they are on screen. */
export function containerListQuery(account: string, filter: ContainerFilter = {}) {
  return infiniteQueryOptions({
    queryKey: containerKeys.list(account, filter),
    queryFn: async ({ pageParam, signal }) =>
      (
        await client.call('containers.list', {
          params: { account },
          query: { ...filter, ...pageOf(pageSize, pageParam) },
          signal,
        })
      ).body,
    ...paging,
    placeholderData: keepPreviousData,
    refetchInterval: containerRefreshMs,
  })
}

/** Every container of the account, to choose one or to wait for a new one. Loads all pages. */
export function allContainersQuery(account: string) {
  return queryOptions({
    queryKey: containerKeys.every(account),
    queryFn: async ({ signal }) => await listAll(account, signal),
    refetchInterval: containerRefreshMs,
  })
}

/** As many containers as one answer holds, which is enough to choose from and to see what needs attention. */
export function firstContainersQuery(account: string) {
  return queryOptions({
    queryKey: containerKeys.first(account),
    queryFn: async ({ signal }) =>
      (await client.call('containers.list', { params: { account }, query: { limit: pageSize }, signal })).body.items,
    refetchInterval: 15_000,
  })
}

export function containerQuery(account: string, container: string) {
  return queryOptions({
    queryKey: containerKeys.one(account, container),
    queryFn: async ({ signal }): Promise<LoadedContainer> =>
      loadedContainer(await client.call('container.get', { params: { account, container }, signal })),
    refetchInterval: containerRefreshMs,
  })
}

/** Installer tokens, newest first. Only for administrators. */
export function installerTokensQuery(account: string) {
  return queryOptions({
    queryKey: containerKeys.installerTokens(account),
    queryFn: async ({ signal }) =>
      (await client.call('installerTokens.list', { params: { account }, query: { limit: 50 }, signal })).body.items,
  })
}

export function sharesQuery(account: string, container: string) {
  return infiniteQueryOptions({
    queryKey: containerKeys.shares(account, container),
    queryFn: async ({ pageParam, signal }) =>
      (
        await client.call('shares.list', {
          params: { account, container },
          query: pageOf(50, pageParam),
          signal,
        })
      ).body,
    ...paging,
  })
}

/** Clouds that other accounts lend to this one. */
export function availableCloudsQuery(account: string) {
  return queryOptions({
    queryKey: containerKeys.clouds(account),
    queryFn: async ({ signal }) => (await client.call('clouds.available', { params: { account }, signal })).body.items,
  })
}

/** An answer that holds a container, with its tag. */
export function loadedContainer({
  body,
  etag,
}: {
  readonly body: Container
  readonly etag: string | undefined
}): LoadedContainer {
  return { container: body, etag: etag ?? '' }
}

async function listAll(account: string, signal: AbortSignal): Promise<readonly Container[]> {
  const found: Container[] = []
  let cursor: string | null = null
  do {
    const { body }: { body: ResponseOf<Routes['containers.list']> } = await client.call('containers.list', {
      params: { account },
      query: pageOf(pageSize, cursor),
      signal,
    })
    found.push(...body.items)
    cursor = body.nextCursor
  } while (cursor !== null)
  return found
}
