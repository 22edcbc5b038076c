import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'

// The connector and its catalog are part of the program, so they do not change while the page is open.
const staleTime = Number.POSITIVE_INFINITY

const catalogKeys = {
  connectionType: ['catalog', 'connection-type'],
  resources: ['catalog', 'resources'],
  resource: (resource: string) => ['catalog', 'resource', resource] as const,
  type: (type: string) => ['catalog', 'type', type] as const,
  scopes: ['catalog', 'scopes'],
  smallestScopes: (resources: readonly string[], use: 'read' | 'write') =>
    ['catalog', 'smallest-scopes', resources, use] as const,
} as const

/** All resources of Coupa's API, with what can be done with them. */
export const resourcesQuery = queryOptions({
  queryKey: catalogKeys.resources,
  queryFn: async ({ signal }) => (await client.call('catalog.resources', { signal })).body.items,
  staleTime,
})

/** One resource with its fields. */
export function resourceQuery(resource: string) {
  return queryOptions({
    queryKey: catalogKeys.resource(resource),
    queryFn: async ({ signal }) => (await client.call('catalog.resource', { params: { resource }, signal })).body,
    staleTime,
  })
}

/** A type that fields refer to, with its fields. */
export function typeQuery(type: string) {
  return queryOptions({
    queryKey: catalogKeys.type(type),
    queryFn: async ({ signal }) => (await client.call('catalog.type', { params: { type }, signal })).body,
    staleTime,
  })
}

/** The fields of a connection, as the connector declares them. */
export const connectionTypeQuery = queryOptions({
  queryKey: catalogKeys.connectionType,
  queryFn: async ({ signal }) => (await client.call('connectionType.get', { signal })).body,
  staleTime,
})

/** Every scope that Coupa is known to have. */
export const scopesQuery = queryOptions({
  queryKey: catalogKeys.scopes,
  queryFn: async ({ signal }) => (await client.call('catalog.scopes', { signal })).body.items,
  staleTime,
})

/** The smallest set of scopes for some resources. */
export function smallestScopesQuery(resources: readonly string[], use: 'read' | 'write') {
  return queryOptions({
    queryKey: catalogKeys.smallestScopes(resources, use),
    queryFn: async ({ signal }) =>
      (await client.call('catalog.scopes', { query: { resources: resources.join(','), use }, signal })).body.smallest,
    staleTime,
    placeholderData: keepPreviousData,
    enabled: resources.length > 0,
  })
}
