import { queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'

/** What does not belong to an account. */
export const sessionKeys = {
  current: ['session'],
  all: ['sessions'],
  installation: ['installation'],
} as const

/** Who is signed in and what they belong to. */
export const sessionQuery = queryOptions({
  queryKey: sessionKeys.current,
  queryFn: async ({ signal }) => (await client.call('session.get', { signal })).body,
  staleTime: 60_000,
})

/** What the installation is, before anybody is signed in. */
export const installationQuery = queryOptions({
  queryKey: sessionKeys.installation,
  queryFn: async ({ signal }) => (await client.call('installation.get', { signal })).body,
  staleTime: 60_000,
})
