import type { Alert, AlertChannel, AlertMessage, AlertRule, ResponseOf, Routes } from '@coupa-connector/protocol'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { pageOf, paging } from '../api/paging.ts'

export type { Alert, AlertChannel, AlertMessage, AlertRule }
export type ChannelKind = ResponseOf<Routes['alertChannels.list']>['kinds'][number]

export const alertKeys = {
  all: (account: string) => ['alerts', account] as const,
  list: (account: string) => [...alertKeys.all(account), 'list'] as const,
  messages: (account: string) => [...alertKeys.all(account), 'messages'] as const,
  channels: (account: string) => [...alertKeys.all(account), 'channels'] as const,
  rules: (account: string) => [...alertKeys.all(account), 'rules'] as const,
}

/** What people were told of, the newest first. */
export function alertListQuery(account: string) {
  return infiniteQueryOptions({
    queryKey: alertKeys.list(account),
    queryFn: async ({ pageParam, signal }) =>
      (await client.call('alerts.list', { params: { account }, query: pageOf(50, pageParam), signal })).body,
    ...paging,
  })
}

/** Messages to channels and what became of them, the newest first. */
export function alertMessagesQuery(account: string) {
  return infiniteQueryOptions({
    queryKey: alertKeys.messages(account),
    queryFn: async ({ pageParam, signal }) =>
      (await client.call('alertMessages.list', { params: { account }, query: pageOf(50, pageParam), signal })).body,
    ...paging,
    // What waits is sent without anybody touching this page.
    refetchInterval: ({ state }) => (state.data?.pages.some(({ items }) => items.some(isOpen)) ? openRefreshMs : false),
  })
}

const openRefreshMs = 5000
const isOpen = ({ state }: AlertMessage): boolean => state === 'waiting' || state === 'sending'

/** The channels of the account by name, and the kinds that there are. */
export function alertChannelsQuery(account: string) {
  return queryOptions({
    queryKey: alertKeys.channels(account),
    queryFn: async ({ signal }) => (await client.call('alertChannels.list', { params: { account }, signal })).body,
  })
}

/** The rules with what applies to the account. */
export function alertRulesQuery(account: string) {
  return queryOptions({
    queryKey: alertKeys.rules(account),
    queryFn: async ({ signal }) => (await client.call('alertRules.list', { params: { account }, signal })).body.items,
  })
}
