import type { Destination } from '@coupa-connector/protocol'
import { queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'

export const destinationKeys = {
  all: (account: string) => ['destinations', account] as const,
  list: (account: string) => [...destinationKeys.all(account), 'list'] as const,
  one: (account: string, destination: string) => [...destinationKeys.all(account), 'one', destination] as const,
  types: ['destination-types'] as const,
}

/** Every destination of the account, by name. */
export function destinationListQuery(account: string) {
  return queryOptions({
    queryKey: destinationKeys.list(account),
    queryFn: async ({ signal }) => (await client.call('destinations.list', { params: { account }, signal })).body.items,
  })
}

/** A destination with the tag of its version, to send back with a change. */
export interface LoadedDestination {
  readonly destination: Destination
  readonly etag: string
}

export function destinationQuery(account: string, destination: string) {
  return queryOptions({
    queryKey: destinationKeys.one(account, destination),
    queryFn: async ({ signal }): Promise<LoadedDestination> =>
      loadedDestination(await client.call('destination.get', { params: { account, destination }, signal })),
  })
}

/** The kinds of destinations. They are part of the program, so they do not change while the page is open. */
export const destinationTypesQuery = queryOptions({
  queryKey: destinationKeys.types,
  queryFn: async ({ signal }) => (await client.call('destinationTypes.list', { signal })).body.items,
  staleTime: Number.POSITIVE_INFINITY,
})

/** An answer that holds a destination, with its tag. */
export function loadedDestination({
  body,
  etag,
}: {
  readonly body: Destination
  readonly etag?: string | undefined
}): LoadedDestination {
  return { destination: body, etag: etag ?? `"${body.revision}"` }
}
