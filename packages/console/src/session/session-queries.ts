import { queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'

/** Who is signed in and what they belong to. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => (await client.call('session.get', { signal })).body,
  staleTime: 60_000,
})

/** What the installation is, before anybody is signed in. */
export const installationQuery = queryOptions({
  queryKey: ['installation'],
  queryFn: async ({ signal }) => (await client.call('installation.get', { signal })).body,
  staleTime: 60_000,
})
