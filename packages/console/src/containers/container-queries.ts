import type { Container, ResponseOf, Routes } from '@coupa-connector/protocol'
import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'

/** Which containers a list shows; what is left out does not narrow it. */
export interface ContainerFilter {
  readonly search?: string | undefined
  readonly kind?: Container['kind'] | undefined
}

/** A container with the tag of its version, to be sent back with a change. */
export interface LoadedContainer {
  readonly container: Container
  readonly etag: string
}

export type InstallerToken = ResponseOf<Routes['installerTokens.list']>['items'][number]
/** An installer token as it is answered once, with the token itself: kept in the state of a component, nowhere else. */
export type NewInstallerToken = ResponseOf<Routes['installerTokens.create']>
export type CloudShare = ResponseOf<Routes['shares.list']>['items'][number]
export type AvailableCloud = ResponseOf<Routes['clouds.available']>['items'][number]

/** How often the state of containers is asked anew while it is looked at. */
export const containerRefreshMs = 5000

/** The containers of an account, page by page; fresh every 5 s while they are looked at. */
export function containerListQuery(account: string, filter: ContainerFilter = {}) {
  return infiniteQueryOptions({
    queryKey: ['containers', account, 'list', filter],
    queryFn: async ({ pageParam, signal }) =>
      (
        await client.call('containers.list', {
          params: { account },
          query: { ...filter, limit: 200, ...(pageParam === null ? {} : { cursor: pageParam }) },
          signal,
        })
      ).body,
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: containerRefreshMs,
  })
}

/** Every container of the account: to choose one, to wait for a new one. Asks as many pages as there are. */
export function allContainersQuery(account: string) {
  return queryOptions({
    queryKey: ['containers', account, 'all'],
    queryFn: async ({ signal }) => await listAll(account, signal),
    refetchInterval: containerRefreshMs,
  })
}

export function containerQuery(account: string, container: string) {
  return queryOptions({
    queryKey: ['containers', account, 'one', container],
    queryFn: async ({ signal }): Promise<LoadedContainer> =>
      loadedContainer(await client.call('container.get', { params: { account, container }, signal })),
    refetchInterval: containerRefreshMs,
  })
}

/** Installer tokens that were made, newest first; only for administrators. */
export function installerTokensQuery(account: string) {
  return queryOptions({
    queryKey: ['containers', account, 'installer-tokens'],
    queryFn: async ({ signal }) =>
      (await client.call('installerTokens.list', { params: { account }, query: { limit: 50 }, signal })).body.items,
  })
}

export function sharesQuery(account: string, container: string) {
  return infiniteQueryOptions({
    queryKey: ['containers', account, 'shares', container],
    queryFn: async ({ pageParam, signal }) =>
      (
        await client.call('shares.list', {
          params: { account, container },
          query: { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) },
          signal,
        })
      ).body,
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
}

/** Clouds that other accounts lend to this one. */
export function availableCloudsQuery(account: string) {
  return queryOptions({
    queryKey: ['containers', account, 'clouds'],
    queryFn: async ({ signal }) => (await client.call('clouds.available', { params: { account }, signal })).body.items,
  })
}

/** Who changed a container last; undefined when nothing tells. Only for administrators. */
export async function lastChangeOf(
  account: string,
  subject: string,
): Promise<{ readonly name: string; readonly at: string } | undefined> {
  const query = { subject, action: 'container.update', outcome: 'done', limit: 1 } as const
  const [last] = (await client.call('audit.list', { params: { account }, query })).body.items
  return last ? { name: last.actor.name, at: last.at } : undefined
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

/** After a change: what was loaded takes its place at once, the rest is asked again. */
export async function tellContainersChanged(
  queryClient: QueryClient,
  account: string,
  changed?: LoadedContainer,
): Promise<void> {
  if (changed) queryClient.setQueryData(containerQuery(account, changed.container.id).queryKey, changed)
  await queryClient.invalidateQueries({
    queryKey: ['containers', account],
    predicate: ({ queryKey }) => changed === undefined || queryKey[2] !== 'one' || queryKey[3] !== changed.container.id,
  })
}

async function listAll(account: string, signal: AbortSignal): Promise<readonly Container[]> {
  const found: Container[] = []
  let cursor: string | undefined
  do {
    const { body } = await client.call('containers.list', {
      params: { account },
      query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) },
      signal,
    })
    found.push(...body.items)
    cursor = body.nextCursor ?? undefined
  } while (cursor !== undefined)
  return found
}
