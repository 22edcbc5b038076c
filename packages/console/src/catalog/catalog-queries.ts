import { queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import type { CatalogField, CatalogResource } from './catalog-resource.ts'

// The catalog is part of the program: it does not change while the page is open.
const staleTime = Number.POSITIVE_INFINITY

/** All resources of Coupa's API, with what can be done with them. */
export const resourcesQuery = queryOptions({
  queryKey: ['catalog', 'resources'],
  queryFn: async ({ signal }) => (await client.call('catalog.resources', { signal })).body.items,
  staleTime,
})

/** One resource with its fields. */
export function resourceQuery(resource: string) {
  return queryOptions({
    queryKey: ['catalog', 'resource', resource],
    queryFn: async ({ signal }) => {
      const { body } = await client.call('catalog.resource', { params: { resource }, signal })
      // The hub passes the catalog's description on as it is.
      return body as unknown as CatalogResource
    },
    staleTime,
  })
}

/** A type that fields refer to, with its fields. */
export function typeQuery(type: string) {
  return queryOptions({
    queryKey: ['catalog', 'type', type],
    queryFn: async ({ signal }) => {
      const { body } = await client.call('catalog.type', { params: { type }, signal })
      return body as unknown as { readonly name: string; readonly fields: readonly CatalogField[] }
    },
    staleTime,
  })
}
