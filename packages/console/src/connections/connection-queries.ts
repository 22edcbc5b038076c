import type { Connection } from '@coupa-connector/protocol'
import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'

/** Which connections a list shows; what is left out does not narrow it. */
export interface ConnectionFilter {
  readonly search?: string | undefined
  readonly state?: Connection['state'] | undefined
  readonly label?: string | undefined
  readonly folder?: string | undefined
}

/** Every state, once: the type knows if one is left out. */
const states: Readonly<Record<Connection['state'], true>> = {
  verified: true,
  failing: true,
  draft: true,
  'never-tested': true,
}

/** The filter that the words of an address ask for; a word that is no state asks for none. */
export function connectionFilterOf(words: Readonly<Partial<Record<keyof ConnectionFilter, string>>>): ConnectionFilter {
  const { state, ...rest } = words
  return { ...rest, state: state !== undefined && isState(state) ? state : undefined }
}

function isState(word: string): word is Connection['state'] {
  return Object.hasOwn(states, word)
}

/** Large, because rows are small and people scroll fast. */
const pageSize = 200

export function connectionListQuery(account: string, filter: ConnectionFilter = {}) {
  return infiniteQueryOptions({
    queryKey: ['connections', account, 'list', filter],
    queryFn: async ({ pageParam, signal }) =>
      (
        await client.call('connections.list', {
          params: { account },
          query: { ...filter, limit: pageSize, ...(pageParam === null ? {} : { cursor: pageParam }) },
          signal,
        })
      ).body,
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}

export function connectionFacetsQuery(account: string) {
  return queryOptions({
    queryKey: ['connections', account, 'facets'],
    queryFn: async ({ signal }) => (await client.call('connections.facets', { params: { account }, signal })).body,
  })
}

/** A connection with the tag of its version, to be sent back with a change. */
export interface LoadedConnection {
  readonly connection: Connection
  readonly etag: string
}

export function connectionQuery(account: string, connection: string) {
  return queryOptions({
    queryKey: ['connections', account, 'one', connection],
    queryFn: async ({ signal }): Promise<LoadedConnection> =>
      loaded(await client.call('connection.get', { params: { account, connection }, signal })),
  })
}

export function connectionUsesQuery(account: string, connection: string) {
  return queryOptions({
    queryKey: ['connections', account, 'uses', connection],
    queryFn: async ({ signal }) =>
      (await client.call('connection.uses', { params: { account, connection }, signal })).body.items,
    staleTime: 0,
  })
}

export function connectionRevisionsQuery(account: string, connection: string) {
  return infiniteQueryOptions({
    queryKey: ['connections', account, 'revisions', connection],
    queryFn: async ({ pageParam, signal }) =>
      (
        await client.call('connection.revisions', {
          params: { account, connection },
          query: { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) },
          signal,
        })
      ).body,
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
}

/** The fields of a connection, as the connector declares them; the same for the life of the page. */
export const connectionTypeQuery = queryOptions({
  queryKey: ['connection-type'],
  queryFn: async ({ signal }) => (await client.call('connectionType.get', { signal })).body,
  staleTime: Number.POSITIVE_INFINITY,
})

/** What the hub says of a form; the form itself is the key, so that an answer never belongs to another one. */
export interface SettingsToCheck {
  readonly connection?: string
  readonly fields: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
}

export function settingsCheckQuery(account: string, settings: SettingsToCheck) {
  return queryOptions({
    queryKey: ['connection-check', account, settings],
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

/** Every scope that Coupa is known to have. */
export const scopesQuery = queryOptions({
  queryKey: ['catalog', 'scopes'],
  queryFn: async ({ signal }) => (await client.call('catalog.scopes', { signal })).body.items,
  staleTime: Number.POSITIVE_INFINITY,
})

export const resourceNamesQuery = queryOptions({
  queryKey: ['catalog', 'resource-names'],
  queryFn: async ({ signal }) => (await client.call('catalog.resources', { signal })).body.items,
  staleTime: Number.POSITIVE_INFINITY,
})

/** The smallest set of scopes for some resources. */
export function smallestScopesQuery(resources: readonly string[], use: 'read' | 'write') {
  return queryOptions({
    queryKey: ['catalog', 'smallest-scopes', resources, use],
    queryFn: async ({ signal }) =>
      (await client.call('catalog.scopes', { query: { resources: resources.join(','), use }, signal })).body.smallest,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    enabled: resources.length > 0,
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

/** After a change: what was loaded takes its place at once, lists and counts are asked again. */
export async function tellConnectionChanged(
  queryClient: QueryClient,
  account: string,
  changed?: LoadedConnection,
): Promise<void> {
  if (changed) queryClient.setQueryData(connectionQuery(account, changed.connection.id).queryKey, changed)
  await queryClient.invalidateQueries({
    queryKey: ['connections', account],
    predicate: ({ queryKey }) => queryKey[2] !== 'one',
  })
}

/** What is sent to make or change a connection. */
export interface ConnectionContent {
  name?: string
  description?: string
  folder?: string
  labels?: string[]
  fields?: Record<string, string>
  secrets?: Record<string, string | null>
}

export async function createConnection(account: string, given: ConnectionContent): Promise<LoadedConnection> {
  const { name = '', fields = {}, secrets = {}, ...rest } = given
  const handles = Object.fromEntries(
    Object.entries(secrets).flatMap(([field, id]) => (id === null ? [] : [[field, id]])),
  )
  const body = { ...rest, name, fields, secrets: handles }
  return loaded(await client.call('connections.create', { params: { account }, body }))
}

/** Creates the connection that the operator offers ready-made. */
export async function createSuggestedConnection(account: string): Promise<LoadedConnection> {
  return loaded(await client.call('connections.createSuggested', { params: { account } }))
}

/** Throws `ProblemError` with `CHANGED_MEANWHILE` when it is not at the version of the tag any more; so do the others. */
export async function updateConnection(
  account: string,
  connection: string,
  etag: string,
  body: ConnectionContent,
): Promise<LoadedConnection> {
  return loaded(await client.call('connection.update', { params: { account, connection }, body, ifMatch: etag }))
}

export async function deleteConnection(account: string, connection: string, etag: string): Promise<void> {
  await client.call('connection.delete', { params: { account, connection }, ifMatch: etag })
}

export async function copyConnection(account: string, connection: string, name: string): Promise<LoadedConnection> {
  return loaded(await client.call('connection.copy', { params: { account, connection }, body: { name } }))
}

/** Sets a secret; the value goes to the hub once and is kept nowhere here. */
export async function setSecret(
  account: string,
  field: string,
  value: string,
): Promise<{ handle: string; setAt: string; setBy: string }> {
  const { handle, setAt, setBy } = (
    await client.call('secrets.create', { params: { account }, body: { field, value } })
  ).body
  return { handle, setAt, setBy }
}
