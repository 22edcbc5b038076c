import type { ResponseOf, Routes } from '@coupa-connector/protocol'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { client } from './client.ts'

export type SessionEntry = ResponseOf<Routes['session.list']>['items'][number]
export type AuditEntry = ResponseOf<Routes['audit.list']>['items'][number]
export type Account = ResponseOf<Routes['account.get']>

/** Which entries of the audit log a list shows; what is left out does not narrow it. Moments are ISO 8601 in UTC. */
export interface AuditFilter {
  readonly action?: string | undefined
  readonly outcome?: AuditEntry['outcome'] | undefined
  readonly actor?: string | undefined
  readonly subject?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** The account with the tag of its version, to be sent back with a change. */
export interface LoadedAccount {
  readonly account: Account
  readonly etag: string
}

export function accountQuery(account: string) {
  return queryOptions({
    queryKey: ['account', account, 'settings'],
    queryFn: async ({ signal }): Promise<LoadedAccount> => {
      const { body, etag } = await client.call('account.get', { params: { account }, signal })
      return { account: body, etag: etag ?? '' }
    },
  })
}

export function membersQuery(account: string) {
  return infiniteQueryOptions({
    queryKey: ['account', account, 'members'],
    queryFn: async ({ pageParam, signal }) =>
      (await client.call('members.list', { params: { account }, query: pageAt(pageParam), signal })).body,
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
}

/** Invitations that can still be accepted; only for administrators. */
export function invitationsQuery(account: string) {
  return infiniteQueryOptions({
    queryKey: ['account', account, 'invitations'],
    queryFn: async ({ pageParam, signal }) =>
      (await client.call('invitations.list', { params: { account }, query: pageAt(pageParam), signal })).body,
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
}

/** The API keys of the account, newest first; only for administrators. Never the keys themselves. */
export function keysQuery(account: string) {
  return infiniteQueryOptions({
    queryKey: ['account', account, 'keys'],
    queryFn: async ({ pageParam, signal }) =>
      (await client.call('keys.list', { params: { account }, query: pageAt(pageParam), signal })).body,
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
}

/** The audit log, newest first; only for administrators. */
export function auditQuery(account: string, filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: ['account', account, 'audit', filter],
    queryFn: async ({ pageParam, signal }) =>
      (
        await client.call('audit.list', {
          params: { account },
          query: { ...withoutEmpty(filter), ...pageAt(pageParam) },
          signal,
        })
      ).body,
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}

/** The sessions of the person who is signed in. */
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ signal }) => (await client.call('session.list', { signal })).body.items,
})

/** Who changed something last; undefined when the log does not tell. Only for administrators. */
export async function findLastChange(
  account: string,
  filter: { readonly action: string; readonly subject?: string },
): Promise<AuditEntry | undefined> {
  const { body } = await client.call('audit.list', {
    params: { account },
    query: { ...filter, outcome: 'done', limit: 1 },
  })
  return body.items[0]
}

function pageAt(cursor: string | null): { readonly limit: number; readonly cursor?: string } {
  return { limit: 50, ...(cursor === null ? {} : { cursor }) }
}

function withoutEmpty(filter: AuditFilter): AuditFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== ''))
}
