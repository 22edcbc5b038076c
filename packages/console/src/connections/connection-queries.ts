import type { Connection } from '@coupa-connector/protocol'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { pageOf, paging } from '../api/paging.ts'

/** Which connections a list shows; what is left out does not narrow it. */
export interface ConnectionFilter {
  readonly search?: string | undefined
  readonly state?: Connection['state'] | undefined
  readonly label?: string | undefined
  readonly folder?: string | undefined
}

export const connectionKeys = {
  all: (account: string) => ['connections', account] as const,
  list: (account: string, filter: ConnectionFilter) => [...connectionKeys.all(account), 'list', filter] as const,
  first: (account: string, filter: FirstConnections) => [...connectionKeys.all(account), 'first', filter] as const,
  facets: (account: string) => [...connectionKeys.all(account), 'facets'] as const,
  one: (account: string, connection: string) => [...connectionKeys.all(account), 'one', connection] as const,
  uses: (account: string, connection: string) => [...connectionKeys.all(account), 'uses', connection] as const,
  revisions: (account: string, connection: string) =>
    [...connectionKeys.all(account), 'revisions', connection] as const,
  /** Not below `all`: the answer depends on the form alone. */
  check: (account: string, settings: SettingsToCheck) => ['connection-check', account, settings] as const,
}

/** Every state, once: the type knows if one is left out. */
const states: Readonly<Record<Connection['state'], true>> = {
  verified: true,
  failing: true,
  draft: true,
  'never-tested': true,
}

/** The filter that the words of an address ask for. A word that is not a state asks for none. */
export function connectionFilterOf(words: Readonly<Partial<Record<keyof ConnectionFilter, string>>>): ConnectionFilter {
  const { state, ...rest } = words
  return { ...rest, state: state !== undefined && isState(state) ? state : undefined }
}

function isState(word: string): word is Connection['state'] {
  return Object.hasOwn(states, word)
}

/** Large, because rows are small and people scroll fast. The first page is smaller so that it arrives sooner. */
const pageSize = 200
const firstPageSize = 50

export function connectionListQuery(account: string, filter: ConnectionFilter = {}) {
  return infiniteQueryOptions({
    queryKey: connectionKeys.list(account, filter),
    queryFn: async ({ pageParam, signal }) =>
      (
        await client.call('connections.list', {
          params: { account },
          query: { ...filter, ...pageOf(pageParam === null ? firstPageSize : pageSize, pageParam) },
          signal,
        })
      ).body,
    ...paging,
    placeholderData: keepPreviousData,
  })
}

/** The first connections by name: at most how many, in which state, with which words. */
export interface FirstConnections {
  readonly limit: number
  readonly state?: Connection['state']
  readonly search?: string
}

export function firstConnectionsQuery(account: string, filter: FirstConnections) {
  return queryOptions({
    queryKey: connectionKeys.first(account, filter),
    queryFn: async ({ signal }) =>
      (await client.call('connections.list', { params: { account }, query: filter, signal })).body,
  })
}

/** How many connections there are, by state, folder and label. */
export function connectionFacetsQuery(account: string) {
  return queryOptions({
    queryKey: connectionKeys.facets(account),
    queryFn: async ({ signal }) => (await client.call('connections.facets', { params: { account }, signal })).body,
  })
}

/** A connection with the tag of its version, to send back with a change. */
export interface LoadedConnection {
  readonly connection: Connection
  readonly etag: string
}

export function connectionQuery(account: string, connection: string) {
  return queryOptions({
    queryKey: connectionKeys.one(account, connection),
    queryFn: async ({ signal }): Promise<LoadedConnection> =>
      loaded(await client.call('connection.get', { params: { account, connection }, signal })),
  })
}

export function connectionUsesQuery(account: string, connection: string) {
  return queryOptions({
    queryKey: connectionKeys.uses(account, connection),
    queryFn: async ({ signal }) =>
      (await client.call('connection.uses', { params: { account, connection }, signal })).body.items,
    staleTime: 0,
  })
}

export function connectionRevisionsQuery(account: string, connection: string) {
  return infiniteQueryOptions({
    queryKey: connectionKeys.revisions(account, connection),
    queryFn: async ({ pageParam, signal }) =>
      (
        await client.call('connection.revisions', {
          params: { account, connection },
          query: pageOf(50, pageParam),
          signal,
        })
      ).body,
    ...paging,
  })
}

/** What the hub says about a form. The form itself is the key, so that an answer never belongs to another form. */
export interface SettingsToCheck {
  readonly connection?: string
  readonly fields: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
}

export function settingsCheckQuery(account: string, settings: SettingsToCheck) {
  return queryOptions({
    queryKey: connectionKeys.check(account, settings),
    queryFn: async ({ signal }) =>
      (
        await client.call('connections.check', {
          params: { account },
          body: { ...settings, fields: { ...settings.fields }, secrets: { ...settings.secrets } },
          signal,
        })
      ).body,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  })
}

/** An answer that holds a connection, with its tag. */
export function loaded({
  body,
  etag,
}: {
  readonly body: Connection
  readonly etag: string | undefined
}): LoadedConnection {
  return { connection: body, etag: etag ?? `"${body.revision}"` }
}
