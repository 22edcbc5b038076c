import type { ResponseOf, Routes } from '@coupa-connector/protocol'
import { queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { sessionKeys } from '../session/session-queries.ts'

export type SessionEntry = ResponseOf<Routes['session.list']>['items'][number]

/** The sessions of the person who is signed in. */
export const sessionsQuery = queryOptions({
  queryKey: sessionKeys.all,
  queryFn: async ({ signal }) => (await client.call('session.list', { signal })).body.items,
})
