import type { ResponseOf, Routes } from '@coupa-connector/protocol'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { pageOf, paging } from '../api/paging.ts'

export type AuditEntry = ResponseOf<Routes['audit.list']>['items'][number]

/** Which entries of the audit log a list shows. Omitted filters do not apply. Moments are ISO 8601 in UTC. */
export interface AuditFilter {
  readonly action?: string | undefined
  readonly outcome?: AuditEntry['outcome'] | undefined
  readonly actor?: string | undefined
  readonly subject?: string | undefined
  /** `changes` leaves out tests and operations that were run. */
  readonly only?: 'changes' | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export const auditKeys = {
  list: (account: string, filter: AuditFilter) => ['audit', account, 'list', filter] as const,
  last: (account: string, filter: AuditFilter) => ['audit', account, 'last', filter] as const,
}

/** The audit log, newest first; only for administrators. */
export function auditQuery(account: string, filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: auditKeys.list(account, filter),
    queryFn: async ({ pageParam, signal }) =>
      (
        await client.call('audit.list', {
          params: { account },
          query: { ...withoutEmpty(filter), ...pageOf(50, pageParam) },
          signal,
        })
      ).body,
    ...paging,
    placeholderData: keepPreviousData,
  })
}

/** Who made a change last, and when. Null when the log does not say. Only for administrators. */
export function lastChangeQuery(account: string, filter: { readonly action: string; readonly subject?: string }) {
  return queryOptions({
    queryKey: auditKeys.last(account, filter),
    queryFn: async ({ signal }) => {
      const query = { ...filter, outcome: 'done', limit: 1 } as const
      const [last] = (await client.call('audit.list', { params: { account }, query, signal })).body.items
      return last ? { by: last.actor.name, at: last.at } : null
    },
    // The next change is another one.
    gcTime: 0,
    staleTime: 0,
  })
}

function withoutEmpty(filter: AuditFilter): AuditFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== ''))
}
